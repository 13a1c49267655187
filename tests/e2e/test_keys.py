"""The keys of the Input-Viewer: hotkeys of both panes, every key of the table; read back through the HTTP API."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Product
from tests.e2e.driving import canvas, centre, drag, instance_rows, objects, open_input

pytestmark = pytest.mark.e2e
CLASSIFIER = "model:general-image-recognition"
HAND_MADE = [f"by hand {n:02}" for n in range(1, 13)]
SHIFTED_DIGIT = {"key": "!", "code": "Digit1", "windowsVirtualKeyCode": 49, "modifiers": 8}
NUMPAD_DIGIT = {"key": "2", "code": "Numpad2", "windowsVirtualKeyCode": 98, "isKeypad": True, "location": 3}
FRENCH_DIGIT = {"key": "&", "code": "Digit1", "windowsVirtualKeyCode": 49}


def wish(product: Product, input_id: str, **action: object) -> None:
    """Change labels of an input as another page would."""
    product.api.post(f"/inputs/{input_id}/change-sets", json=action).raise_for_status()


def press_raw(page: Page, **key: object) -> None:
    """Press a key as a keyboard of another layout sends it."""
    session = page.context.new_cdp_session(page)
    for event in ("rawKeyDown", "keyUp"):
        session.send("Input.dispatchKeyEvent", {"type": event, **key})
    session.detach()


def classification_rows(page: Page) -> Locator:
    """The checkboxes of the classifications."""
    return page.get_by_role("region", name="Classifications").get_by_role("checkbox")


def accepted_names(product: Product, input_id: str, model: str) -> list[str]:
    """Return what is accepted of the model's suggestions, by name."""
    return [a["concept_name"] for a in product.board(input_id, model)["annotations"] if a["suggestion_id"]]


@pytest.fixture
def classified(product: Product, page: Page, request: pytest.FixtureRequest) -> str:
    """An input with twelve concepts added by hand and the classifier's suggestions after them; gives its id."""
    app_id = product.make_app(request.node.name)
    (at,) = product.add(app_id, "coffee.png")
    for name in HAND_MADE:
        wish(product, at["id"], action="add", concept_name=name)
    product.prefer(app_id, model=CLASSIFIER, min_score=0.0)
    open_input(page, app_id, at["id"])
    expect(classification_rows(page).nth(len(HAND_MADE))).to_be_visible()
    return str(at["id"])


def test_a18_twenty_rows_carry_hotkeys_that_accept_and_take_away(product: Product, page: Page, classified: str) -> None:
    rows = page.get_by_role("region", name="Classifications").get_by_role("listitem")
    n_rows = rows.count()
    shown = [rows.nth(place).locator("kbd").inner_text() for place in range(min(n_rows, 22))]
    keys = [*"1234567890", *(f"⇧{digit}" for digit in "1234567890")]
    assert shown == [*keys, "", ""][: len(shown)]
    lines = product.board(classified, CLASSIFIER)["suggestions"]
    page.keyboard.press("Shift+Digit3")  # the thirteenth row: the first suggestion
    product.wait_for(classified, CLASSIFIER, accepted=1)
    assert accepted_names(product, classified, CLASSIFIER) == [lines[0]["concept_name"]]
    expect(classification_rows(page).nth(12)).to_be_checked()
    page.keyboard.press("Shift+Digit3")
    product.wait_for(classified, CLASSIFIER)
    page.keyboard.press("2")  # by hand: nothing is behind it, so it goes
    product.wait_until(lambda: HAND_MADE[1] not in _names(product.board(classified, CLASSIFIER)))
    expect(page.get_by_role("dialog")).to_have_count(0)
    for _ in range(3):
        page.keyboard.press("Control+z")
    product.wait_until(lambda: _names(product.board(classified, CLASSIFIER)) == set(HAND_MADE))
    product.wait_for(classified, CLASSIFIER)


def test_a18_digits_count_by_their_place_on_any_keyboard(product: Product, page: Page, classified: str) -> None:
    press_raw(page, **NUMPAD_DIGIT)
    press_raw(page, **FRENCH_DIGIT)
    press_raw(page, **SHIFTED_DIGIT)
    # After "2" and "1" are gone, Shift+1 is the eleventh row of those left, which is the first suggestion.
    product.wait_for(classified, CLASSIFIER, accepted=1)
    product.wait_until(lambda: set(HAND_MADE[:2]).isdisjoint(_names(product.board(classified, CLASSIFIER))))
    assert len(_names(product.board(classified, CLASSIFIER))) == len(HAND_MADE) - 2 + 1


def test_a24_digits_of_the_objects_pane_draw_that_concept(product: Product, page: Page, opened: str) -> None:
    groups = objects(page).locator("li.group")
    assert [groups.nth(place).locator("kbd").inner_text() for place in range(groups.count())] == [
        str(place + 1) for place in range(groups.count())
    ]
    names = [str(groups.nth(place).locator(".name").get_attribute("title")) for place in range(groups.count())]
    page.keyboard.press("o")
    expect(instance_rows(page).first).to_be_focused()
    page.keyboard.press("2")
    expect(page.get_by_text(f"Drawing {names[1]}")).to_be_visible()
    _draw(page)
    drawn = _by_hand(product, opened, n=1)
    assert [label["concept_name"] for label in drawn] == [names[1]]
    # What was drawn is certain, so its concept is listed first now; the keys stay with their concepts.
    expect(groups.first.locator(".name")).to_have_attribute("title", names[1])
    page.keyboard.press("1")
    expect(page.get_by_text(f"Drawing {names[0]}")).to_be_visible()
    _draw(page, dx=60)
    assert {label["concept_name"] for label in _by_hand(product, opened, n=2)} == set(names[:2])
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    _by_hand(product, opened, n=0)


def test_a24_the_pane_worked_in_last_owns_the_digits_and_shows_it(product: Product, page: Page, opened: str) -> None:
    wish(product, opened, action="add", concept_name="indoors")
    classifications = page.get_by_role("region", name="Classifications")
    expect(classifications.get_by_role("checkbox")).to_have_count(1)
    marks = {
        name: page.get_by_role("region", name=name).locator("header.focused") for name in ("Classifications", "Objects")
    }
    page.keyboard.press("o")
    expect(marks["Objects"]).to_have_count(1)
    page.keyboard.press("c")
    expect(marks["Classifications"]).to_have_count(1)
    expect(marks["Objects"]).to_have_count(0)
    page.mouse.click(*centre(canvas(page)))  # a press beside the panes takes the digits from nobody
    page.keyboard.press("1")
    product.wait_until(lambda: product.board(opened)["annotations"] == [])
    objects(page).locator("li.group .name").first.click()
    expect(marks["Objects"]).to_have_count(1)
    page.keyboard.press("1")
    expect(page.get_by_role("button", name="Exit")).to_be_visible()


def _names(board: dict[str, Any]) -> set[str]:
    return {label["concept_name"] for label in board["annotations"]}


def _by_hand(product: Product, input_id: str, *, n: int) -> list[dict[str, Any]]:
    def found() -> list[dict[str, Any]]:
        return [label for label in product.board(input_id)["annotations"] if label["provenance"] == "by_hand"]

    product.wait_until(lambda: len(found()) == n, lambda: f"{len(found())} labels by hand, not {n}")
    return found()


def _draw(page: Page, dx: float = 0) -> None:
    area = canvas(page).bounding_box()
    assert area is not None
    x, y = area["x"] + area["width"] / 2 + dx, area["y"] + area["height"] / 2
    drag(page, (x, y), (x + 40, y + 30))


def test_a1_the_place_in_the_list_is_told_and_moves_with_the_keys(product: Product, page: Page) -> None:
    app_id = product.make_app("places", "camera.png", "astronaut.png", "coffee.png")
    listed = product.api.get(f"/apps/{app_id}/inputs").json()["items"]
    open_input(page, app_id, listed[1]["id"])
    expect(page.get_by_text("2 of 3", exact=True)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("3 of 3", exact=True)).to_be_visible()
    page.goto(f"/apps/{app_id}/inputs/{listed[2]['id']}?search=c")
    expect(page.get_by_text("2 of 2", exact=True)).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("heading", name="camera.png")).to_be_visible()
    expect(page.get_by_text("1 of 2", exact=True)).to_be_visible()


def test_a25_keys_still_act_after_every_kind_of_press(product: Product, page: Page, opened: str) -> None:
    tool = {name: page.get_by_role("button", name=name, exact=True) for name in ("Select", "Box", "Hand")}
    controls = [
        tool["Hand"],
        page.get_by_role("button", name="Fit", exact=True),
        instance_rows(page).first,
        objects(page).locator("li.group .name").first,
        page.get_by_role("switch", name="AI Assist"),
        page.get_by_role("switch", name="AI Assist"),
        page.get_by_role("slider", name="Lowest probability"),
        page.get_by_role("heading", name="Classifications"),
        page.get_by_text("Info", exact=True),
        canvas(page),
    ]
    for control in controls:
        control.click(force=True)
        page.keyboard.press("b")
        expect(tool["Box"]).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("v")
        expect(tool["Select"]).to_have_attribute("aria-pressed", "true")
    product.wait_for(opened, accepted=1)
    for key in ("h", "b", "v"):
        page.keyboard.press(key)
    page.keyboard.press("Control+z")
    product.wait_for(opened)
