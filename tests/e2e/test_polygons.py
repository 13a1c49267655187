"""Polygons drawn by a person in the Input-Viewer, read back through the HTTP API and the COCO export."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Product
from tests.e2e.driving import objects
from tests.e2e.outlines import HOUSE, SQUARE, At, click, flat, labels, places, wait_for_region
from tests.e2e.picturing import take_picture

pytestmark = pytest.mark.e2e


@pytest.fixture
def at(page: Page, opened: str) -> At:
    """Where a place of the picture is on the screen."""
    return places(page)


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


def test_a22_a_held_enter_closes_a_polygon_and_picks_no_concept(
    product: Product, page: Page, opened: str, at: At
) -> None:
    page.keyboard.press("p")
    click(page, at, *HOUSE)
    page.keyboard.down("Enter")
    asking = page.get_by_role("combobox", name="Concept of the drawn polygon")
    expect(asking).to_be_focused()
    page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    expect(asking).to_be_visible()
    assert labels(product, opened) == []
    page.keyboard.type("house")
    page.keyboard.press("Enter")
    wait_for_region(product, opened, HOUSE)
    assert labels(product, opened)[0]["concept_name"] == "house"


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


def export_coco(product: Product, input_id: str) -> dict[str, Any]:
    """Return the COCO export of the app that has the input."""
    app_id = product.board(input_id)["input"]["app_id"]
    answer = product.api.get(f"/apps/{app_id}/export", params={"format": "coco"})
    exported: dict[str, Any] = answer.raise_for_status().json()
    return exported
