"""Polygons moved and edited point by point in the Input-Viewer, read back through the HTTP API."""

from __future__ import annotations

import re
import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Product
from tests.e2e.driving import drag, objects, open_input
from tests.e2e.outlines import HOUSE, SQUARE, At, Point, add_polygon, flat, labels, places, wait_for_region

pytestmark = pytest.mark.e2e


@pytest.fixture
def at(page: Page, opened: str) -> At:
    """Where a place of the picture is on the screen."""
    return places(page)


def test_a23_a_polygon_is_moved_and_its_points_are_dragged_added_and_deleted(
    product: Product, page: Page, opened: str, at: At
) -> None:
    add_polygon(product, opened, SQUARE)
    objects(page).get_by_text("tent.1").click()
    drag(page, at(350, 150), at(330, 160))
    moved = [(x - 20, y + 10) for x, y in SQUARE]
    wait_for_region(product, opened, moved)
    drag(page, at(280, 110), at(250, 80))
    dragged = [(250.0, 80.0), *moved[1:]]
    wait_for_region(product, opened, dragged)
    drag(page, at(380, 160), at(420, 170))
    added = [*dragged[:2], (420.0, 170.0), *dragged[2:]]
    wait_for_region(product, opened, added)
    page.mouse.click(*at(380, 110))
    page.keyboard.press("Delete")
    deleted = [added[0], *added[2:]]
    wait_for_region(product, opened, deleted)
    for points in (added, dragged, moved, SQUARE):
        page.keyboard.press("Control+z")
        wait_for_region(product, opened, points)


def test_a23_points_are_reached_nudged_added_and_deleted_by_key_never_below_three(
    product: Product, page: Page, opened: str, at: At
) -> None:
    add_polygon(product, opened, SQUARE)
    objects(page).get_by_text("tent.1").click()
    handles = page.get_by_role("group", name="Handles of tent.1").get_by_role("button")
    expect(handles).to_have_count(8)
    page.get_by_role("button", name="Point 2 of 4").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowUp")
    nudged = [SQUARE[0], (410.0, 99.0), *SQUARE[2:]]
    wait_for_region(product, opened, nudged, abs_px=0.001)
    expect(page.get_by_role("button", name="Point 2 of 4")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Add a point between 2 and 3")).to_be_focused()
    page.keyboard.press("Enter")
    wait_for_region(product, opened, [*nudged[:2], (405.0, 149.5), *nudged[2:]], abs_px=0.001)
    expect(page.get_by_role("button", name="Point 3 of 5")).to_be_focused()
    page.keyboard.press("Delete")
    wait_for_region(product, opened, nudged, abs_px=0.001)
    page.keyboard.press("Backspace")
    triangle = [nudged[0], *nudged[2:]]
    wait_for_region(product, opened, triangle, abs_px=0.001)
    page.keyboard.press("Delete")
    expect(page.get_by_text("A polygon keeps at least 3 points.")).to_be_visible()
    wait_for_region(product, opened, triangle, abs_px=0.001)


def test_a23_arrow_keys_nudge_a_polygon_whole_as_one_change(product: Product, page: Page, opened: str, at: At) -> None:
    add_polygon(product, opened, SQUARE)
    expect(objects(page).get_by_text("tent.1")).to_be_visible()
    page.mouse.click(*at(350, 150))
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("ArrowLeft")
    wait_for_region(product, opened, [(x - 1, y + 10) for x, y in SQUARE], abs_px=0.001)
    page.keyboard.press("Control+z")
    wait_for_region(product, opened, SQUARE, abs_px=0.001)


def test_a8_a23_a_suggested_polygon_is_dashed_and_editing_accepts_it_as_edited(
    product: Product, page: Page, opened: str, at: At
) -> None:
    best = max(product.board(opened)["suggestions"], key=lambda line: line["score"])
    _suggest_polygon(product, best["id"], HOUSE)
    page.reload()
    objects(page).get_by_text(re.compile(rf"^{best['concept_name']}\.1")).first.click()
    dashed = page.locator("svg[aria-label='Selected region'] path[stroke-dasharray='5 3']")
    outline = dashed.locator("visible=true")  # the frame of what the pointer was over is hidden, and dashed
    expect(outline).to_have_count(1)
    drag(page, at(*HOUSE[1]), at(180, 100))
    edited = [HOUSE[0], (180.0, 100.0), *HOUSE[2:]]
    wait_for_region(product, opened, edited)
    product.wait_for(opened, edited=1)
    (label,) = labels(product, opened)
    assert (label["provenance"], label["score"]) == ("edited", best["score"])
    expect(outline).to_have_count(0)
    before = label["region"][1]
    page.keyboard.press("Shift+ArrowRight")
    wait_for_region(product, opened, [edited[0], (before[0] + 10, before[1]), *edited[2:]])


def test_a30_a_suggestion_that_a_drawn_polygon_covers_is_folded(
    product: Product, page: Page, opened: str, at: At
) -> None:
    best = max(product.board(opened)["suggestions"], key=lambda line: line["score"])
    _suggest_polygon(product, best["id"], HOUSE)
    add_polygon(product, opened, HOUSE, concept=best["concept_name"])
    app_id = product.board(opened)["input"]["app_id"]
    open_input(page, app_id, opened)
    expect(objects(page).get_by_text("Already labeled")).to_be_visible()
    n_open = sum(line["state"] == "open" and line["score"] >= 0.25 for line in product.board(opened)["suggestions"])
    page.get_by_role("button", name="Accept all AI assist predictions").click()
    product.wait_for(opened, accepted=n_open - 1)


def _suggest_polygon(product: Product, suggestion_id: str, points: Sequence[Point]) -> None:
    """Make a stored suggestion a polygon, as a segmenting model would have left it: no packaged model does."""
    values = flat(points)
    xs, ys = values[::2], values[1::2]
    box = (min(xs), min(ys), max(xs), max(ys))
    file = product.home / "labelwright.db"
    with closing(sqlite3.connect(file, timeout=30)) as database, database:
        changed = database.execute(
            "UPDATE suggestions SET points = ?, x_min = ?, y_min = ?, x_max = ?, y_max = ? WHERE id = ?",
            (struct.pack(f"<{len(values)}d", *values), *box, suggestion_id),
        )
        assert changed.rowcount == 1
