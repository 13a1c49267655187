"""Focus, live regions, names and motion of the Input-Viewer, for people who use keys or a screen reader."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Product
from tests.e2e.driving import canvas, instance_rows, objects
from tests.e2e.place import Place, make_place

pytestmark = pytest.mark.e2e


@pytest.fixture
def place(product: Product, page: Page, request: pytest.FixtureRequest) -> Place:
    """A new app with two inputs and the detector set up."""
    return make_place(product, page, request.node.name)


def _focused(page: Page) -> str:
    """Return what has the focus, by role and name; empty where nothing has it."""
    return str(
        page.evaluate(
            """() => {
              const at = document.activeElement;
              if (!at || at === document.body) return '';
              const name = at.getAttribute('aria-label') ?? at.innerText;
              return `${at.getAttribute('role') ?? at.tagName.toLowerCase()}: ${name}`;
            }"""
        )
    )


def test_the_focus_is_never_lost_while_labels_are_reviewed_by_keys(place: Place) -> None:
    place.viewer()
    page, product = place.page, place.product
    page.keyboard.press("o")
    expect(instance_rows(page).first).to_be_focused()
    page.keyboard.press(" ")
    product.wait_for(place.input_id, accepted=1)
    expect(instance_rows(page).first).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.get_by_role("dialog").get_by_role("button", name="Delete")).to_be_focused()
    page.keyboard.press("Escape")
    expect(instance_rows(page).first).to_be_focused()
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    product.wait_for(place.input_id)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert _focused(page).startswith("checkbox: "), _focused(page)
    n = instance_rows(page).count()
    page.keyboard.press("x")
    product.wait_for(place.input_id, rejected=1)
    expect(instance_rows(page)).to_have_count(n - 1)
    assert _focused(page).startswith("checkbox: "), _focused(page)
    page.keyboard.press("Control+z")
    product.wait_for(place.input_id)
    assert _focused(page) != ""
    page.keyboard.press("a")
    product.wait_until(lambda: len(product.board(place.input_id)["annotations"]) > 1)
    assert _focused(page) != ""
    page.keyboard.press("Escape")
    expect(canvas(page)).to_be_focused()


@pytest.mark.parametrize(("key", "dialog"), [("?", "Keys"), ("l", "Picture")], ids=["key sheet", "picture tools"])
def test_closing_a_dialog_gives_the_focus_back(place: Place, key: str, dialog: str) -> None:
    place.viewer()
    page = place.page
    for begin in (canvas(page), instance_rows(page).first):
        begin.focus()
        page.keyboard.press(key)
        expect(page.get_by_role("dialog", name=dialog)).to_be_visible()
        assert page.get_by_role("dialog", name=dialog).evaluate("(it) => it.contains(document.activeElement)")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(begin).to_be_focused()


@pytest.mark.parametrize("button", ["New app", "About Labelwright"])
def test_closing_a_dialog_of_a_page_gives_the_focus_back_to_its_button(place: Place, button: str) -> None:
    place.apps()
    opener = place.page.get_by_role("button", name=button).first
    opener.focus()
    place.page.keyboard.press("Enter")
    expect(place.page.get_by_role("dialog")).to_be_visible()
    place.page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_what_the_mouse_does_leaves_the_focus_on_the_canvas(place: Place) -> None:
    place.viewer()
    page, product = place.page, place.product
    instance_rows(page).first.click()
    product.wait_for(place.input_id, accepted=1)
    expect(canvas(page)).to_be_focused()
    row = objects(page).get_by_role("listitem").filter(has=page.get_by_role("checkbox")).last
    row.hover()
    row.get_by_role("button", name=re.compile("^Reject ")).click()
    product.wait_for(place.input_id, accepted=1, rejected=1)
    expect(canvas(page)).to_be_focused()
    objects(page).get_by_role("button", name=re.compile("^Delete ")).first.click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    product.wait_for(place.input_id, rejected=1)
    assert _focused(page) != ""
    page.get_by_role("button", name="Undo", exact=True).first.click()
    product.wait_for(place.input_id, accepted=1, rejected=1)
    expect(canvas(page)).to_be_focused()


def test_screen_readers_are_told_what_was_done_and_how_many_suggestions_there_are(place: Place) -> None:
    page = place.page
    place.viewer()
    n = instance_rows(page).count()
    spoken = page.get_by_role("status").filter(has_text=re.compile("open suggestion"))
    expect(spoken).to_have_text(f"camera.png: {n} open suggestions, 0 labels")
    instance_rows(page).first.focus()
    page.keyboard.press(" ")
    toasts = page.get_by_role("region", name=re.compile("^Notifications"))
    expect(toasts).to_have_attribute("aria-live", "polite")
    expect(toasts).to_contain_text("Accepted ")
    page.get_by_role("textbox", name="Threshold from").fill("0.99")
    page.keyboard.press("Tab")
    expect(spoken).to_have_text("camera.png: 0 open suggestions, 1 label")


def test_the_tree_that_screen_readers_get_has_the_words_of_the_behaviour(place: Place) -> None:
    place.accepted()
    page = place.page
    wanted = [
        ("banner", None), ("main", None), ("toolbar", "Tools"), ("navigation", "Film strip"),
        ("complementary", "AI Assist sidebar"), ("switch", "AI Assist"), ("combobox", "Select Model or Workflow"),
        ("textbox", "Threshold from"), ("textbox", "Threshold to"), ("slider", "Lowest probability"),
        ("slider", "Highest probability"), ("button", "Accept all AI assist predictions"),
        ("searchbox", "Search concepts"), ("region", "Classifications"), ("region", "Objects"), ("button", "Edit"),
        ("button", "Select"), ("button", "Box"), ("button", "Polygon"), ("button", "Hand"), ("button", "Undo"),
    ]  # fmt: skip
    for role, name in wanted:
        found = page.get_by_role(role, name=name, exact=True) if name else page.get_by_role(role)  # type: ignore[arg-type]
        assert found.count() >= 1, f"there is no {role} called {name}"
    expect(page.get_by_role("heading", level=1)).to_have_text("camera.png")
    expect(canvas(page)).to_have_accessible_name(
        re.compile(r"^Picture camera\.png: \d+ regions, listed under Objects$")
    )
    row = instance_rows(page).first
    expect(row).to_be_checked()
    expect(row).to_have_accessible_name(re.compile(r"^(Accept|Uncheck|Take back|Revert) .+\.1$"))
    expect(objects(page).get_by_role("combobox", name="Select or add concepts")).to_have_attribute(
        "aria-expanded", "false"
    )


def test_reduced_motion_is_honoured(place: Place) -> None:
    place.viewer()
    longest = """() => Math.max(...[...document.querySelectorAll('*')].flatMap((each) => {
      const style = getComputedStyle(each);
      return [...style.transitionDuration.split(','), ...style.animationDuration.split(',')].map(parseFloat);
    }))"""
    assert place.page.evaluate(longest) > 0.01
    place.page.emulate_media(reduced_motion="reduce")
    instance_rows(place.page).first.click()
    expect(place.page.get_by_text(re.compile("^Accepted "))).to_be_visible()
    assert place.page.evaluate(longest) <= 0.01
