"""Going from input to input as fast as keys repeat, with and without a connection: nothing is mixed up or lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.driving import canvas, drag, instance_rows, objects, open_input, set_threshold

pytestmark = pytest.mark.e2e
FILES = ("camera.png", "astronaut.png", "coffee.png", "coins.png", "flower.jpg", "rocket.jpg")


@pytest.fixture
def walked(product: Product, page: Page, request: pytest.FixtureRequest) -> list[str]:
    """Six inputs, the first one open with a threshold from 0.25; gives their ids in order."""
    app_id = product.make_app(request.node.name)
    ids = [str(at["id"]) for at in product.add(app_id, *FILES)]
    product.prefer(app_id, model=DETECTOR, min_score=0.25)
    open_input(page, app_id, ids[0])
    expect(instance_rows(page).first).to_be_visible()
    return ids


def test_a1_holding_next_ends_on_the_right_input_with_its_own_labels(
    product: Product, page: Page, walked: list[str]
) -> None:
    for _ in range(3):
        page.keyboard.down("ArrowDown")
    page.keyboard.up("ArrowDown")
    expect(page.get_by_role("heading", name="coins.png")).to_be_visible()
    assert page.url.endswith(walked[3])
    expect(instance_rows(page).first).to_be_visible()
    n_coins = sum(line["score"] >= 0.25 for line in product.board(walked[3])["suggestions"])
    expect(instance_rows(page)).to_have_count(n_coins)
    expect(canvas(page)).to_have_accessible_name(re.compile(rf"coins\.png: {n_coins} regions"))


def test_a25_holding_enter_marks_one_input_as_done_and_no_other(
    product: Product, page: Page, walked: list[str]
) -> None:
    for _ in range(4):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    expect(page.get_by_role("heading", name="astronaut.png")).to_be_visible()
    product.wait_until(lambda: product.api.get(f"/inputs/{walked[0]}").json()["done"])
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="coffee.png")).to_be_visible()
    assert not any(product.api.get(f"/inputs/{each}").json()["done"] for each in walked[1:])


def test_a1_an_input_opened_again_has_nothing_selected(page: Page, walked: list[str]) -> None:
    objects(page).get_by_text(re.compile(r"^person\.1")).first.click()
    handle = page.get_by_role("button", name=re.compile("bottom right", re.IGNORECASE))
    expect(handle).to_be_visible()
    page.keyboard.press("]")
    expect(page.get_by_role("heading", name="astronaut.png")).to_be_visible()
    page.keyboard.press("[")
    expect(page.get_by_role("heading", name="camera.png")).to_be_visible()
    expect(instance_rows(page).first).to_be_visible()
    expect(handle).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="astronaut.png")).to_be_visible()


def test_a1_an_unknown_address_says_so(page: Page, walked: list[str]) -> None:
    page.goto(page.url.replace(walked[0], "nothing"))
    expect(page.get_by_role("heading", name="The input cannot be opened")).to_be_visible()
    expect(page.get_by_text("There is no input 'nothing'.")).to_be_visible()


def test_a1_info_opened_at_the_bottom_comes_into_sight(page: Page, walked: list[str]) -> None:
    page.set_viewport_size({"width": 1100, "height": 700})
    page.get_by_text("Info", exact=True).click()
    expect(page.get_by_text("Download the original file")).to_be_in_viewport()


def test_a2_model_and_threshold_stay_from_input_to_input(page: Page, walked: list[str]) -> None:
    set_threshold(page, "0.31", "0.90")
    page.keyboard.press("]")
    expect(page.get_by_role("heading", name="astronaut.png")).to_be_visible()
    page.reload()
    expect(page.get_by_role("textbox", name="Threshold from")).to_have_value("0.31")
    expect(page.get_by_role("textbox", name="Threshold to")).to_have_value("0.90")
    expect(page.get_by_role("combobox", name="Select Model or Workflow")).to_have_value(re.compile("detection"))


def test_a25_up_and_down_change_the_input_after_the_threshold_was_dragged(page: Page, walked: list[str]) -> None:
    thumb = page.get_by_role("slider", name="Lowest probability")
    track = thumb.bounding_box()
    assert track is not None
    x, y = track["x"] + 7 + 0.25 * (track["width"] - 14), track["y"] + track["height"] / 2
    drag(page, (x, y), (x + 30, y))
    lowest = page.get_by_role("textbox", name="Threshold from")
    value = lowest.input_value()
    assert value != "0.25"
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="astronaut.png")).to_be_visible()
    expect(lowest).to_have_value(value)


def test_a10_accept_all_in_the_instant_of_next_counts_for_the_input_that_was_open(
    product: Product, page: Page, walked: list[str]
) -> None:
    n_shown = instance_rows(page).count()
    for key in ("a", "ArrowDown", "Control+z"):
        page.keyboard.press(key)
    product.wait_for(walked[0], accepted=n_shown)
    expect(page.get_by_role("heading", name="astronaut.png")).to_be_visible()
    product.wait_for(walked[1])
    expect(page.get_by_role("button", name="Undo", exact=True).first).to_be_disabled()


def test_a22_a_drawn_box_without_concept_is_not_carried_to_the_next_input(
    product: Product, page: Page, walked: list[str]
) -> None:
    page.keyboard.press("b")
    area = canvas(page).bounding_box()
    assert area is not None
    x, y = area["x"] + area["width"] / 2, area["y"] + area["height"] / 2
    drag(page, (x, y), (x + 60, y + 60))
    asking = page.get_by_role("combobox", name="Concept of the drawn box")
    page.keyboard.type("abvx?1")
    expect(asking).to_have_value("abvx?1")  # no key acted, the field is still open
    page.get_by_role("button", name="Next input").click()
    expect(page.get_by_role("heading", name="astronaut.png")).to_be_visible()
    expect(asking).to_have_count(0)
    assert [product.board(each)["annotations"] for each in walked[:2]] == [[], []]


def test_a28_changes_made_without_a_connection_are_counted_and_sent_when_it_is_back(
    product: Product, page: Page, context: BrowserContext, walked: list[str]
) -> None:
    context.set_offline(True)
    instance_rows(page).nth(0).click()
    instance_rows(page).nth(1).click()
    expect(page.get_by_text("Connection lost - 2 changes waiting")).to_be_visible()
    expect(instance_rows(page).nth(1)).to_be_checked()
    page.get_by_role("link", name="test_a28").first.click()
    expect(page.get_by_text("Connection lost - 2 changes waiting")).to_be_visible()
    product.wait_for(walked[0])
    context.set_offline(False)
    product.wait_for(walked[0], accepted=2)
    expect(page.get_by_text("changes waiting")).to_have_count(0)
