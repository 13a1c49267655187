"""Fingers and a pen on the canvas of the Input-Viewer, read back through the HTTP API."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Locator, Page, expect

from tests.e2e.conftest import Product
from tests.e2e.driving import canvas, open_input
from tests.e2e.outlines import SQUARE, At, Point, add_polygon, labels, places

pytestmark = pytest.mark.e2e
N_STEPS = 6
BOX = [100.0, 120.0, 300.0, 260.0]


@pytest.fixture
def context(browser: Browser, product: Product) -> Iterator[BrowserContext]:
    """A browser on a tablet."""
    context = browser.new_context(base_url=product.address, viewport={"width": 1280, "height": 900}, has_touch=True)
    yield context
    context.close()


@pytest.fixture
def device(context: BrowserContext, page: Page) -> CDPSession:
    """What sends the page real fingers and pens."""
    return context.new_cdp_session(page)


@pytest.fixture
def tablet(product: Product, page: Page, request: pytest.FixtureRequest) -> str:
    """A square picture without AI Assist, open on the tablet; gives its id."""
    app_id = product.make_app(request.node.name)
    (at,) = product.add(app_id, "camera.png")
    product.api.put(f"/apps/{app_id}/preferences", json={"assist": False}).raise_for_status()
    open_input(page, app_id, at["id"])
    expect(canvas(page)).to_be_visible()
    page.wait_for_load_state("networkidle")
    return str(at["id"])


def slide(device: CDPSession, *fingers: tuple[Point, Point]) -> None:
    """Put these fingers down, move each from its start to its end, lift all."""
    _touch(device, "touchStart", [start for start, _ in fingers])
    for step in range(1, N_STEPS + 1):
        _touch(device, "touchMove", [_between(*finger, step / N_STEPS) for finger in fingers])
    _touch(device, "touchEnd", [])


def tap(device: CDPSession, place: Point) -> None:
    """Put one finger down and lift it."""
    _touch(device, "touchStart", [place])
    _touch(device, "touchEnd", [])


def stroke(device: CDPSession, start: Point, end: Point) -> None:
    """Press a pen on the screen, draw it to the end, lift it."""
    places = [_between(start, end, step / N_STEPS) for step in range(N_STEPS + 1)]
    _pen(device, "mousePressed", places[0])
    for place in places[1:]:
        _pen(device, "mouseMoved", place)
    _pen(device, "mouseReleased", places[-1])


def _touch(device: CDPSession, event: str, points: Sequence[Point]) -> None:
    touched = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    device.send("Input.dispatchTouchEvent", {"type": event, "touchPoints": touched})


def _pen(device: CDPSession, event: str, place: Point) -> None:
    pressed: dict[str, Any] = {"button": "left", "buttons": 1, "clickCount": 1, "pointerType": "pen", "force": 0.5}
    device.send("Input.dispatchMouseEvent", {"type": event, "x": place[0], "y": place[1], **pressed})


def _between(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def name_drawn(page: Page, concept: str) -> None:
    """Answer what the drawn box is."""
    page.get_by_role("combobox", name="Concept of the drawn box").fill(concept)
    page.keyboard.press("Enter")


def only_region(product: Product, input_id: str) -> list[float]:
    """Wait for the one annotation and return its region."""
    product.wait_until(lambda: len(labels(product, input_id)) == 1)
    region: list[float] = labels(product, input_id)[0]["region"]
    return region


def seen(frame: Locator) -> tuple[float, float, float]:
    """Return the middle and the width of an outline on the screen."""
    box = frame.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, box["width"]


def test_a22_one_finger_draws_and_selects(product: Product, page: Page, device: CDPSession, tablet: str) -> None:
    at = places(page)
    page.get_by_role("button", name="Box", exact=True).tap()
    slide(device, (at(*BOX[:2]), at(*BOX[2:])))
    name_drawn(page, "coat")
    assert only_region(product, tablet) == pytest.approx(BOX, abs=1)
    page.get_by_role("button", name="Select", exact=True).tap()
    handles = page.get_by_role("group", name="Handles of coat.1")
    tap(device, at(450, 450))
    expect(handles).to_have_count(0)
    tap(device, at(200, 200))
    expect(handles).to_be_visible()
    before = only_region(product, tablet)
    slide(device, (at(200, 200), at(240, 230)))
    moved = [before[0] + 40, before[1] + 30, before[2] + 40, before[3] + 30]
    product.wait_until(lambda: only_region(product, tablet) == pytest.approx(moved, abs=1))
    corner = only_region(product, tablet)
    beside = at(corner[2] + 4, corner[3] + 4)  # a finger covers more than a handle
    slide(device, (beside, (beside[0] + 60, beside[1] + 60)))
    product.wait_until(lambda: only_region(product, tablet)[2] > corner[2] + 20)
    assert only_region(product, tablet)[:2] == corner[:2]


@pytest.mark.parametrize("tool", ["Box", "Polygon", "Select", "Hand"])
def test_a25_two_fingers_zoom_and_pan_with_every_tool_and_draw_nothing(
    product: Product, page: Page, device: CDPSession, tablet: str, tool: str
) -> None:
    add_polygon(product, tablet, SQUARE)
    at = places(page)
    page.get_by_text("tent.1").tap()
    frame = page.locator("svg[aria-label='Selected region'] path").locator("visible=true").first
    expect(frame).to_be_visible()
    page.get_by_role("button", name=tool, exact=True).tap()
    x, y, width = seen(frame)
    left, right = at(300, 150), at(400, 150)
    half = (right[0] - left[0]) / 2
    slide(device, (left, (left[0] - half, left[1])), (right, (right[0] + half, right[1])))
    zoomed = seen(frame)
    assert zoomed[2] == pytest.approx(2 * width, rel=0.05)
    assert zoomed[:2] == pytest.approx((x, y), abs=4)
    slide(device, (left, (left[0] + 40, left[1] + 60)), (right, (right[0] + 40, right[1] + 60)))
    panned = seen(frame)
    assert panned == pytest.approx((zoomed[0] + 40, zoomed[1] + 60, zoomed[2]), abs=4)
    expect(page.get_by_role("combobox", name="Concept of the drawn")).to_have_count(0)
    (label,) = labels(product, tablet)
    assert [tuple(point) for point in label["region"]] == SQUARE
    assert page.evaluate("visualViewport.scale") == 1


def test_a22_a_second_finger_takes_back_what_the_first_began(
    product: Product, page: Page, device: CDPSession, tablet: str
) -> None:
    at = places(page)
    page.get_by_role("button", name="Box", exact=True).tap()
    first, second = at(100, 100), at(400, 400)
    _touch(device, "touchStart", [first])
    _touch(device, "touchMove", [at(200, 200)])
    _touch(device, "touchStart", [at(200, 200), second])
    _touch(device, "touchMove", [at(220, 220), at(420, 420)])
    _touch(device, "touchEnd", [at(220, 220)])
    _touch(device, "touchMove", [at(300, 260)])  # the finger that is left draws nothing either
    _touch(device, "touchEnd", [])
    expect(page.get_by_role("combobox", name="Concept of the drawn box")).to_have_count(0)
    page.keyboard.press("f")
    slide(device, (at(*BOX[:2]), at(*BOX[2:])))  # and the next one draws as ever
    name_drawn(page, "coat")
    assert only_region(product, tablet) == pytest.approx(BOX, abs=1)


def test_a22_a_pen_draws_moves_and_selects(product: Product, page: Page, device: CDPSession, tablet: str) -> None:
    at: At = places(page)
    page.evaluate("addEventListener('pointerdown', (e) => (window.lastPointer = e.pointerType), true)")
    page.keyboard.press("b")
    stroke(device, at(*BOX[:2]), at(*BOX[2:]))
    assert page.evaluate("window.lastPointer") == "pen"
    name_drawn(page, "coat")
    drawn = only_region(product, tablet)
    assert drawn == pytest.approx(BOX, abs=1)
    page.keyboard.press("v")
    stroke(device, at(200, 200), at(200, 200))
    expect(page.get_by_role("group", name="Handles of coat.1")).to_be_visible()
    stroke(device, at(200, 200), at(230, 190))
    moved = [drawn[0] + 30, drawn[1] - 10, drawn[2] + 30, drawn[3] - 10]
    product.wait_until(lambda: only_region(product, tablet) == pytest.approx(moved, abs=1))
