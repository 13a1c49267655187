"""Polygons drawn and edited by a person in the Input-Viewer, read back through the HTTP API and the COCO export."""

from __future__ import annotations

import re
import sqlite3
import struct
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Product
from tests.e2e.driving import canvas, drag, objects, open_input
from tests.e2e.picturing import take_picture

pytestmark = pytest.mark.e2e
SIDE_PX = 512
"""Of the picture, which is square."""
FIT_MARGIN_PX = 24
Point = tuple[float, float]
At = Callable[[float, float], Point]

HOUSE: list[Point] = [(100, 200), (180, 120), (260, 200), (260, 300), (100, 300)]
SQUARE: list[Point] = [(300, 100), (400, 100), (400, 200), (300, 200)]


@pytest.fixture
def at(page: Page, opened: str) -> At:
    """Where a place of the fitted picture is on the screen."""
    area = canvas(page).bounding_box()
    assert area is not None
    zoom = (min(area["width"], area["height"]) - 2 * FIT_MARGIN_PX) / SIDE_PX
    left = area["x"] + (area["width"] - SIDE_PX * zoom) / 2
    top = area["y"] + (area["height"] - SIDE_PX * zoom) / 2
    return lambda x, y: (left + x * zoom, top + y * zoom)


def click(page: Page, at: At, *points: Point) -> None:
    """Click on places of the picture."""
    for point in points:
        page.mouse.click(*at(*point))


def labels(product: Product, input_id: str) -> list[dict[str, Any]]:
    """Return the annotations of an input."""
    found: list[dict[str, Any]] = product.board(input_id)["annotations"]
    return found


def wait_for_region(product: Product, input_id: str, points: Sequence[Point], *, abs_px: float = 1.0) -> None:
    """Wait until the one annotation of the input is this polygon; the pointer stands on whole pixels of the screen."""

    def regions() -> list[Any]:
        return [label["region"] for label in labels(product, input_id)]

    def is_it() -> bool:
        found = regions()
        is_polygon = len(found) == 1 and isinstance(found[0][0], list)
        return is_polygon and flat(found[0]) == pytest.approx(flat(points), abs=abs_px)

    product.wait_until(is_it, lambda: f"the server has {regions()}, not {points}")


def flat(points: Sequence[Sequence[float]]) -> list[float]:
    """Return x, y, x, y and so on."""
    return [value for point in points for value in point]


def add_polygon(product: Product, input_id: str, points: Sequence[Point], concept: str = "tent") -> str:
    """Add a polygon by hand over the HTTP API and return the annotation's id."""
    wish = {"action": "add", "concept_name": concept, "region": points}
    product.api.post(f"/inputs/{input_id}/change-sets", json=wish).raise_for_status()
    (label,) = labels(product, input_id)
    return str(label["id"])


def export_coco(product: Product, input_id: str) -> dict[str, Any]:
    """Return the COCO export of the app that has the input."""
    app_id = product.board(input_id)["input"]["app_id"]
    answer = product.api.get(f"/apps/{app_id}/export", params={"format": "coco"})
    exported: dict[str, Any] = answer.raise_for_status().json()
    return exported


def test_a20_the_polygon_icon_draws_polygons_of_its_concept(product: Product, page: Page, opened: str, at: At) -> None:
    objects(page).get_by_text(re.compile(r"^person \(")).hover()
    objects(page).get_by_role("button", name="Draw polygons of person").click()
    expect(page.get_by_role("button", name="Polygon", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status").filter(has_text="Drawing person")).to_be_visible()
    click(page, at, *SQUARE, SQUARE[0])
    wait_for_region(product, opened, SQUARE)
    assert labels(product, opened)[0]["concept_name"] == "person"


def test_a22_a_polygon_is_closed_on_its_first_point_and_exported(
    product: Product, page: Page, opened: str, at: At
) -> None:
    page.keyboard.press("p")
    click(page, at, *HOUSE)
    assert labels(product, opened) == []
    take_picture(page, "polygon")
    click(page, at, HOUSE[0])
    asking = page.get_by_role("combobox", name="Concept of the drawn polygon")
    expect(asking).to_be_focused()
    page.keyboard.type("house")
    page.keyboard.press("Enter")
    wait_for_region(product, opened, HOUSE)
    (label,) = labels(product, opened)
    assert (label["concept_name"], label["provenance"]) == ("house", "by_hand")
    coco = export_coco(product, opened)
    (exported,) = coco["annotations"]
    (outline,) = exported["segmentation"]
    assert outline == pytest.approx(flat(label["region"]), abs=0.01)
    assert exported["area"] == pytest.approx(22_400, rel=0.02)
    assert exported["bbox"] == pytest.approx([100, 120, 160, 180], abs=1.5)
    page.keyboard.press("Control+z")
    product.wait_until(lambda: labels(product, opened) == [])
    page.keyboard.press("Control+Shift+z")
    wait_for_region(product, opened, HOUSE)


def test_a22_a_double_click_closes_a_polygon_and_adds_one_point(
    product: Product, page: Page, opened: str, at: At
) -> None:
    objects(page).get_by_role("button", name="Draw polygons of person").dispatch_event("click")
    click(page, at, *HOUSE[:4])
    page.mouse.dblclick(*at(*HOUSE[4]))
    wait_for_region(product, opened, HOUSE)


def test_a22_a_double_click_on_the_first_point_closes_a_polygon_and_leaves_the_question_for_its_concept(
    product: Product, page: Page, opened: str, at: At
) -> None:
    page.keyboard.press("p")
    click(page, at, *HOUSE)
    page.mouse.dblclick(*at(*HOUSE[0]))
    expect(page.get_by_role("combobox", name="Concept of the drawn polygon")).to_be_focused()
    page.keyboard.type("house")
    page.keyboard.press("Enter")
    wait_for_region(product, opened, HOUSE)


def test_a22_backspace_takes_points_back_enter_closes_and_outside_is_clamped(
    product: Product, page: Page, opened: str, at: At
) -> None:
    objects(page).get_by_role("button", name="Draw polygons of person").dispatch_event("click")
    click(page, at, (400, 400), (-20, 30), (200, 200))
    page.keyboard.press("Backspace")
    click(page, at, (30, 480))
    page.keyboard.press("Enter")
    wait_for_region(product, opened, [(400, 400), (0, 30), (30, 480)])
    assert labels(product, opened)[0]["region"][1][0] == 0


def test_a22_a_click_on_a_point_of_the_polygon_adds_none(product: Product, page: Page, opened: str, at: At) -> None:
    objects(page).get_by_role("button", name="Draw polygons of person").dispatch_event("click")
    click(page, at, *SQUARE[:3])
    page.wait_for_timeout(600)
    click(page, at, SQUARE[2], SQUARE[1], SQUARE[3])
    page.keyboard.press("Enter")
    wait_for_region(product, opened, SQUARE)


def test_a22_a_polygon_of_no_area_is_refused_and_exit_leaves(product: Product, page: Page, opened: str, at: At) -> None:
    page.keyboard.press("p")
    click(page, at, (100, 100), (100, 200))
    page.keyboard.press("Enter")
    expect(page.get_by_text("A polygon needs at least 3 points.")).to_be_visible()
    click(page, at, (100, 300))
    page.keyboard.press("Enter")
    expect(page.get_by_text("This region has no area.")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Exit").click()
    expect(page.get_by_role("button", name="Select", exact=True)).to_have_attribute("aria-pressed", "true")
    assert labels(product, opened) == []
    assert not product.board(opened)["input"]["done"], "Enter closes a polygon, it does not finish the input"


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
    outline = page.locator("svg[aria-label='Selected region'] path[stroke-dasharray='5 3']")
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
