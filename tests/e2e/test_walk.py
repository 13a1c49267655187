"""The walk through the open suggestions, one by one (A29), driven by keys only and read back through the HTTP API."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.driving import canvas, instance_rows, open_input
from tests.e2e.picturing import take_picture

pytestmark = pytest.mark.e2e
CLASSIFIER = "model:general-image-recognition"
MIN_SCORE = 0.25


def bar(page: Page) -> Locator:
    """What the walk says of where it is."""
    return page.get_by_role("group", name="Review one by one").get_by_role("status")


def suggested(product: Product, input_id: str) -> list[dict[str, Any]]:
    """Return the suggestions within the threshold as the server has them, best first."""
    lines = product.board(input_id)["suggestions"]
    return sorted((line for line in lines if line["score"] >= MIN_SCORE), key=lambda line: -line["score"])


def states(product: Product, input_id: str) -> dict[str, str]:
    """Return what has become of each suggestion that is not open."""
    return {line["id"]: line["state"] for line in product.board(input_id)["suggestions"] if line["state"] != "open"}


def wait_for_states(product: Product, input_id: str, expected: dict[str, str]) -> None:
    """Wait until exactly these suggestions have these states."""
    product.wait_until(
        lambda: states(product, input_id) == expected, lambda: f"{states(product, input_id)}, not {expected}"
    )


def selected(page: Page) -> str | None:
    """Return the id of the selected row."""
    return page.locator("[data-row].selected").get_attribute("data-row")


@pytest.fixture
def pair(product: Product, page: Page, request: pytest.FixtureRequest) -> tuple[str, str]:
    """Two inputs, the first one open with several suggestions; gives their ids."""
    app_id = product.make_app(request.node.name)
    first, second = product.add(app_id, "camera.png", "astronaut.png")
    product.prefer(app_id, model=DETECTOR, min_score=MIN_SCORE)
    open_input(page, app_id, first["id"])
    expect(instance_rows(page).first).to_be_visible()
    expect(canvas(page)).to_be_focused()
    return str(first["id"]), str(second["id"])


def test_a29_the_walk_accepts_and_rejects_by_score_until_all_are_reviewed(
    product: Product, page: Page, pair: tuple[str, str]
) -> None:
    first, second = pair
    lines = suggested(product, first)
    n = len(lines)
    assert n > 3
    page.keyboard.press("Tab")
    expect(bar(page)).to_have_text(re.compile(rf"1 of {n}\s*{lines[0]['concept_name']}"))
    assert selected(page) == lines[0]["id"]
    page.keyboard.press("Tab")
    expect(bar(page)).to_contain_text(f"2 of {n}")
    page.keyboard.press("Shift+Tab")
    expect(bar(page)).to_contain_text(f"1 of {n}")
    page.keyboard.press("Space")
    expect(bar(page)).to_contain_text(f"2 of {n}")
    page.keyboard.press("x")
    expect(bar(page)).to_contain_text(f"3 of {n}")
    take_picture(page, "walk")
    wait_for_states(product, first, {lines[0]["id"]: "accepted", lines[1]["id"]: "rejected"})
    for _ in lines[2:]:
        page.keyboard.press("Space")
    expect(bar(page)).to_have_text("All reviewed")
    accepted = {line["id"]: "accepted" for line in lines}
    wait_for_states(product, first, {**accepted, lines[1]["id"]: "rejected"})
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="astronaut.png")).to_be_visible()
    product.wait_until(lambda: product.api.get(f"/inputs/{first}").json()["done"])
    expect(instance_rows(page).first).to_be_visible()
    page.keyboard.press("Tab")  # the canvas still has the focus: the walk begins anew
    expect(bar(page)).to_contain_text("1 of ")
    page.keyboard.press("x")
    wait_for_states(product, second, {suggested(product, second)[0]["id"]: "rejected"})


def test_a29_going_on_leaves_out_what_is_reviewed_and_undo_brings_it_back(
    product: Product, page: Page, pair: tuple[str, str]
) -> None:
    lines = suggested(product, pair[0])
    for key in ("Tab", "Space", "Shift+Tab", "x"):
        page.keyboard.press(key)
    wait_for_states(product, pair[0], {lines[0]["id"]: "accepted", lines[-1]["id"]: "rejected"})
    expect(bar(page)).to_contain_text(f"2 of {len(lines)}")  # round the end, over the first one, which is accepted
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    wait_for_states(product, pair[0], {})
    page.keyboard.press("Shift+Tab")
    expect(bar(page)).to_contain_text(f"1 of {len(lines)}")


def test_a29_e_gives_the_focus_to_the_handles_and_esc_brings_it_back(
    product: Product, page: Page, pair: tuple[str, str]
) -> None:
    lines = suggested(product, pair[0])
    page.keyboard.press("Tab")
    page.keyboard.press("e")
    handle = page.locator("[data-canvas] [data-handle]:focus")
    expect(handle).to_have_count(1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    wait_for_states(product, pair[0], {lines[0]["id"]: "edited"})
    page.keyboard.press("Tab")  # on a handle, Tab goes from handle to handle as everywhere
    expect(handle).to_have_count(1)
    page.keyboard.press("Escape")
    expect(canvas(page)).to_be_focused()
    expect(bar(page)).to_contain_text("accepted as edited")
    page.keyboard.press("Space")  # nothing is left to accept here: it goes on
    expect(bar(page)).to_contain_text(f"2 of {len(lines)}")
    (label,) = product.board(pair[0])["annotations"]
    assert label["region"] != lines[0]["region"]


def test_a29_the_order_is_kept_for_the_app(product: Product, page: Page, pair: tuple[str, str]) -> None:
    lines = suggested(product, pair[0])
    order = page.get_by_role("combobox", name="Order of review")
    order.select_option(label="least certain first")
    page.get_by_role("button", name="Review one by one").click()
    doubtful = sorted(lines, key=lambda line: abs(line["score"] - 0.5))
    assert selected(page) == doubtful[0]["id"]
    page.keyboard.press("x")
    wait_for_states(product, pair[0], {doubtful[0]["id"]: "rejected"})
    assert selected(page) == doubtful[1]["id"]
    page.reload()
    expect(order).to_have_value("uncertainty")
    order.select_option(label="in reading order")
    canvas(page).focus()
    page.keyboard.press("n")
    topmost = min(line["region"][1] for line in lines if line["id"] != doubtful[0]["id"])
    walked = next(line for line in lines if line["id"] == selected(page))
    height = walked["region"][3] - walked["region"][1]
    assert walked["region"][1] <= topmost + height


def test_a29_tab_leaves_the_canvas_after_esc_and_elsewhere_goes_from_control_to_control(
    product: Product, page: Page, pair: tuple[str, str]
) -> None:
    page.keyboard.press("Tab")
    expect(bar(page)).to_contain_text("1 of ")
    page.keyboard.press("Escape")  # the selection, and with it the walk
    expect(bar(page)).to_have_count(0)
    page.keyboard.press("Escape")  # the canvas
    page.keyboard.press("Tab")
    expect(bar(page)).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('[data-canvas]') === null")
    assert page.evaluate("document.activeElement !== document.body")
    before = page.evaluate("document.activeElement.outerHTML")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.outerHTML") != before
    page.keyboard.press("n")  # the walk begins by this key from everywhere
    expect(bar(page)).to_contain_text("1 of ")
    expect(canvas(page)).to_be_focused()
    assert states(product, pair[0]) == {}


def test_a29_the_picture_moves_only_to_what_is_not_seen_well(
    product: Product, page: Page, pair: tuple[str, str]
) -> None:
    lines = suggested(product, pair[0])
    area = canvas(page).bounding_box()
    assert area is not None
    for line in lines:
        page.keyboard.press("Tab")
        assert selected(page) == line["id"]
        frame = canvas(page).locator("svg [data-handle]").first
        expect(frame).to_be_visible()
        corners = canvas(page).locator("svg [data-handle]")
        boxes = [corner for corner in (each.bounding_box() for each in corners.all()) if corner]
        left, right = min(box["x"] for box in boxes), max(box["x"] + box["width"] for box in boxes)
        top, bottom = min(box["y"] for box in boxes), max(box["y"] + box["height"] for box in boxes)
        assert area["x"] <= left < right <= area["x"] + area["width"]
        assert area["y"] <= top < bottom <= area["y"] + area["height"]
        assert max(right - left, bottom - top) >= 40


def test_a29_classifications_are_walked_too(product: Product, page: Page) -> None:
    app_id = product.make_app("walked classes")
    (at,) = product.add(app_id, "coffee.png")
    product.prefer(app_id, model=CLASSIFIER, min_score=0.0)
    open_input(page, app_id, at["id"])
    expect(page.get_by_role("region", name="Classifications").get_by_role("checkbox").first).to_be_visible()
    best, second, *_ = product.board(at["id"], CLASSIFIER)["suggestions"]
    for key in ("Tab", "x", "Space"):
        page.keyboard.press(key)
    product.wait_for(at["id"], CLASSIFIER, rejected=1, accepted=1)
    board = product.board(at["id"], CLASSIFIER)
    assert [label["concept_name"] for label in board["annotations"]] == [second["concept_name"]]
    assert next(line["state"] for line in board["suggestions"] if line["id"] == best["id"]) == "rejected"


def test_a29_r_gives_another_concept_and_the_walk_goes_on_from_there(
    product: Product, page: Page, pair: tuple[str, str]
) -> None:
    lines = suggested(product, pair[0])
    page.keyboard.press("Tab")
    page.keyboard.press("r")
    field = page.get_by_role("combobox", name="Concept name")
    expect(field).to_be_focused()
    page.keyboard.type("photographer x a")  # typed, not acted on
    page.keyboard.press("Enter")
    expect(field).to_have_count(0)
    wait_for_states(product, pair[0], {lines[0]["id"]: "edited"})
    (label,) = product.board(pair[0])["annotations"]
    assert (label["concept_name"], label["suggestion_id"]) == ("photographer x a", lines[0]["id"])
    expect(canvas(page)).to_be_focused()
    page.keyboard.press("Space")
    expect(bar(page)).to_contain_text(f"2 of {len(lines)}")
    page.keyboard.press("Space")
    wait_for_states(product, pair[0], {lines[0]["id"]: "edited", lines[1]["id"]: "accepted"})
