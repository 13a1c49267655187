"""What is drawn at a high zoom is exact to the pixel, read back through the HTTP API."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Product
from tests.e2e.driving import canvas, drag, open_input
from tests.e2e.outlines import FIT_MARGIN_PX, SIDE_PX, labels

pytestmark = pytest.mark.e2e
ZOOM = 8
ZOOM_PER_WHEEL_PX = 0.0018
N_TURNS = 5
"""One turn of the wheel zooms by at most 1.65."""


def test_a22_a_box_drawn_at_800_percent_is_pixel_exact(product: Product, page: Page) -> None:
    app_id = product.make_app("pixels")
    (at,) = product.add(app_id, "camera.png")
    product.api.put(f"/apps/{app_id}/preferences", json={"assist": False}).raise_for_status()
    open_input(page, app_id, at["id"])
    left, top = show_pixel_for_pixel(page)
    page.mouse.move(left + 256, top + 256)
    for _ in range(N_TURNS):
        page.mouse.wheel(0, -math.log(ZOOM) / N_TURNS / ZOOM_PER_WHEEL_PX)
    left, top = left + 256 * (1 - ZOOM), top + 256 * (1 - ZOOM)
    page.keyboard.press("b")
    drag(page, (left + 230 * ZOOM, top + 241 * ZOOM), (left + 271 * ZOOM, top + 262 * ZOOM))
    drawn = page.locator("svg[aria-label='Selected region'] path").locator("visible=true").first.bounding_box()
    assert drawn is not None
    assert (drawn["width"], drawn["height"]) == pytest.approx((41 * ZOOM, 21 * ZOOM), abs=4)  # its line has a width
    page.get_by_role("combobox", name="Concept of the drawn box").fill("camera")
    page.keyboard.press("Enter")
    wait_for_box(product, at["id"], [230, 241, 271, 262])
    page.keyboard.press("v")
    corner = (left + 271 * ZOOM, top + 262 * ZOOM)
    page.mouse.click(left + 250 * ZOOM, top + 250 * ZOOM)
    drag(page, corner, (corner[0] - 3 * ZOOM, corner[1] + 5 * ZOOM))
    wait_for_box(product, at["id"], [230, 241, 268, 267])
    drag(page, (left + 250 * ZOOM, top + 250 * ZOOM), (left + 249 * ZOOM, top + 254 * ZOOM))
    wait_for_box(product, at["id"], [229, 245, 267, 271])


def wait_for_box(product: Product, input_id: str, expected: list[float]) -> None:
    """Wait until the one label of the input has exactly this box."""

    def found() -> list[object]:
        return [label["region"] for label in labels(product, input_id)]

    product.wait_until(lambda: found() == [expected], lambda: f"the server has {found()}, not {expected}")


def show_pixel_for_pixel(page: Page) -> tuple[float, float]:
    """Make the window so large that the fitted picture is shown at 100 %; return where its corner is on the screen."""
    before = canvas(page).bounding_box()
    size = page.viewport_size
    assert before is not None
    assert size is not None
    side = SIDE_PX + 2 * FIT_MARGIN_PX
    odd = int(before["width"]) % 2
    page.set_viewport_size({"width": size["width"] - odd, "height": round(size["height"] - before["height"] + side)})
    page.wait_for_load_state("networkidle")
    area = canvas(page).bounding_box()
    assert area is not None
    assert area["height"] == side
    return area["x"] + (area["width"] - SIDE_PX) / 2, area["y"] + FIT_MARGIN_PX
