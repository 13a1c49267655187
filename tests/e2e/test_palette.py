"""The command palette (A25), by keyboard only, read back through the HTTP API."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.driving import canvas, instance_rows, objects, open_input
from tests.e2e.picturing import take_picture

pytestmark = pytest.mark.e2e
CLASSIFIER = "model:general-image-recognition"


def palette(page: Page) -> Locator:
    """The open palette."""
    return page.get_by_role("dialog", name="Command palette")


@pytest.fixture
def inputs(product: Product, page: Page, request: pytest.FixtureRequest) -> list[str]:
    """Two inputs, the first one open; gives their ids."""
    app_id = product.make_app(request.node.name)
    ids = [str(at["id"]) for at in product.add(app_id, "camera.png", "astronaut.png")]
    product.prefer(app_id, model=DETECTOR, min_score=0.25)
    open_input(page, app_id, ids[0])
    expect(instance_rows(page).first).to_be_visible()
    return ids


def test_a25_the_palette_lists_every_command_with_its_key_and_carries_it_out(
    product: Product, page: Page, inputs: list[str]
) -> None:
    n_shown = instance_rows(page).count()
    page.keyboard.press("Control+k")
    commands = palette(page).get_by_role("group", name="Commands")
    for title, key in (("Accept all AI assist predictions", "A"), ("Undo", "Ctrl+Z"), ("Next input", "Down")):
        row = commands.get_by_role("option").filter(has=page.get_by_text(title, exact=True))
        expect(row.locator("kbd")).to_have_text(key)
    expect(commands.get_by_role("option", name=re.compile("^Reject the selected"))).to_be_disabled()
    take_picture(page, "palette")
    page.keyboard.type("accept all")
    expect(palette(page).get_by_role("option", selected=True)).to_contain_text("Accept all AI assist predictions")
    page.keyboard.press("Enter")
    expect(palette(page)).to_have_count(0)
    product.wait_for(inputs[0], accepted=n_shown)
    expect(page.get_by_role("toolbar").get_by_role("button", name="Undo")).to_be_enabled()
    page.keyboard.press("Control+k")
    page.keyboard.type("undo")
    expect(palette(page).get_by_role("option", selected=True)).to_contain_text("Undo")
    page.keyboard.press("Enter")
    product.wait_for(inputs[0])


def test_a25_what_is_typed_at_once_goes_into_the_palette_and_acts_on_nothing(
    product: Product, page: Page, inputs: list[str]
) -> None:
    page.reload()
    expect(instance_rows(page).first).to_be_visible()
    page.evaluate(
        """() => { for (const key of ['k', 'a', 'x', 'b']) document.activeElement.dispatchEvent(
            new KeyboardEvent('keydown', { key, ctrlKey: key === 'k', bubbles: true, cancelable: true })) }"""
    )
    expect(palette(page).get_by_role("combobox")).to_have_value("axb")
    page.keyboard.press("Escape")
    expect(palette(page)).to_have_count(0)
    expect(canvas(page)).to_be_focused()
    expect(page.get_by_role("button", name="Select", exact=True)).to_have_attribute("aria-pressed", "true")
    product.wait_for(inputs[0])


def test_a25_the_palette_draws_a_concept_and_finds_it_from_a_text_field(
    product: Product, page: Page, inputs: list[str]
) -> None:
    page.get_by_role("searchbox", name="Search concepts").click()
    page.keyboard.press("Control+k")
    page.keyboard.type("umbr")
    expect(palette(page).get_by_role("group", name="Concepts").get_by_role("option").first).to_contain_text("umbrella")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Drawing umbrella")).to_be_visible()
    canvas(page).focus()
    page.keyboard.press("Shift+Enter")  # a box without a pointer
    product.wait_until(lambda: [a["concept_name"] for a in product.board(inputs[0])["annotations"]] == ["umbrella"])


def test_a25_the_palette_opens_inputs_by_name_and_picks_models(product: Product, page: Page, inputs: list[str]) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("astro")
    expect(palette(page).get_by_role("option", selected=True)).to_contain_text("astronaut.png")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="astronaut.png")).to_be_visible()
    assert page.url.endswith(inputs[1])
    page.keyboard.press("Control+k")
    page.keyboard.type("image recognition")
    expect(palette(page).get_by_role("group", name="Models").get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    app_id = page.url.split("/apps/")[1].split("/")[0]
    product.wait_until(lambda: product.api.get(f"/apps/{app_id}/preferences").json()["model"] == CLASSIFIER)


def test_a25_the_palette_opens_pages_and_goes_round_by_the_arrows(page: Page, inputs: list[str]) -> None:
    page.keyboard.press("Control+k")
    expect(palette(page).get_by_role("group", name="Pages")).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(palette(page).get_by_role("group", name="Pages").get_by_role("option", selected=True)).to_have_count(1)
    page.keyboard.type("all apps")
    expect(palette(page).get_by_role("option", selected=True)).to_contain_text("All apps")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/$"))
    page.go_back()
    expect(objects(page)).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("concepts")
    expect(palette(page).get_by_role("option", selected=True)).to_contain_text("Concepts test_a25")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/concepts$"))
