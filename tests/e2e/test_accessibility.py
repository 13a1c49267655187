"""Everyone can use every page: WCAG AA by axe-core in both themes, names of controls, focus, live regions, motion."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import check_page
from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.driving import canvas, centre, drag, instance_rows, objects, open_input

pytestmark = pytest.mark.e2e


@dataclass(frozen=True, slots=True)
class Place:
    """An app with labels, and the page that looks at it."""

    page: Page
    product: Product
    app_id: str
    input_id: str

    def gallery(self) -> None:
        """Open the gallery."""
        self.page.goto(f"/apps/{self.app_id}")
        expect(self.page.get_by_role("gridcell").first).to_be_visible()

    def viewer(self) -> None:
        """Open the Input-Viewer with one suggestion accepted and selected, and one rejected."""
        open_input(self.page, self.app_id, self.input_id)
        expect(instance_rows(self.page).first).to_be_visible()

    def accepted(self) -> None:
        """Open the viewer, and accept the first suggestion."""
        self.viewer()
        instance_rows(self.page).first.click()
        expect(instance_rows(self.page).first).to_be_checked()

    def press(self, key: str, opens: str | re.Pattern[str]) -> None:
        """Open a dialog of the viewer by a key."""
        self.viewer()
        self.page.keyboard.press(key)
        expect(self.page.get_by_role("dialog", name=opens)).to_be_visible()

    def click(self, name: str | re.Pattern[str], opens: str | re.Pattern[str]) -> None:
        """Open a dialog of the page by its button."""
        self.page.get_by_role("button", name=name).first.click()
        expect(self.page.get_by_role("dialog", name=opens).first).to_be_visible()


def _apps(at: Place) -> None:
    at.page.goto("/")
    expect(at.page.get_by_role("button", name="New app").first).to_be_visible()


def _new_app(at: Place) -> None:
    _apps(at)
    at.click("New app", "New app")


def _about(at: Place) -> None:
    _apps(at)
    at.click("About Labelwright", "About Labelwright")
    expect(at.page.get_by_role("dialog").get_by_role("progressbar")).to_have_count(0)


def _empty_gallery(at: Place) -> None:
    at.page.goto(f"/apps/{at.product.make_app('empty')}")
    expect(at.page.get_by_label("Pictures to upload")).to_be_attached()


def _export(at: Place) -> None:
    at.gallery()
    at.click("Export", re.compile("Export"))


def _selected_inputs(at: Place) -> None:
    at.gallery()
    at.page.keyboard.press("Control+a")
    expect(at.page.get_by_text("2 selected")).to_be_visible()


def _bulk_accept(at: Place) -> None:
    _selected_inputs(at)
    at.click(re.compile("Accept all"), re.compile("Accept all"))


def _facts_of_an_input(at: Place) -> None:
    at.gallery()
    at.page.get_by_role("gridcell").first.hover()
    at.click(re.compile("^Info|Facts|About camera"), re.compile(".+"))


def _jobs(at: Place) -> None:
    at.gallery()
    at.page.get_by_role("button", name="Jobs").click()
    expect(at.page.get_by_role("heading", name="Jobs", exact=True)).to_be_visible()


def _model_picker(at: Place) -> None:
    at.viewer()
    at.page.get_by_role("combobox", name="Select Model or Workflow").click()
    expect(at.page.get_by_role("option").first).to_be_visible()


def _concept_picker(at: Place) -> None:
    at.viewer()
    objects(at.page).get_by_role("combobox", name="Select or add concepts").click()
    at.page.keyboard.type("per")
    expect(at.page.get_by_role("listbox").get_by_role("option").first).to_be_visible()


def _delete_pop_up(at: Place) -> None:
    at.accepted()
    objects(at.page).get_by_role("button", name=re.compile("^Delete ")).first.click()
    expect(at.page.get_by_role("dialog")).to_be_visible()


def _rename_pop_up(at: Place) -> None:
    at.accepted()
    objects(at.page).get_by_role("button", name=re.compile("^Rename ")).first.click()
    expect(at.page.get_by_role("dialog")).to_be_visible()


def _drawn_region(at: Place) -> None:
    at.viewer()
    at.page.keyboard.press("b")
    x, y = centre(canvas(at.page))
    drag(at.page, (x, y), (x + 80, y + 60))
    expect(at.page.get_by_role("combobox", name="Concept of the drawn box")).to_be_visible()


def _drawing_a_polygon(at: Place) -> None:
    at.viewer()
    at.page.keyboard.press("p")
    expect(at.page.get_by_role("button", name="Exit")).to_be_visible()


def _selected_region(at: Place) -> None:
    at.accepted()
    objects(at.page).get_by_text(re.compile(r"\.1$")).first.click()
    expect(at.page.get_by_role("button", name="Move top left corner")).to_be_visible()


def _walk(at: Place) -> None:
    at.viewer()
    at.page.keyboard.press("n")
    expect(at.page.get_by_role("group", name="Review one by one")).to_be_visible()


def _rejected_rows(at: Place) -> None:
    at.viewer()
    instance_rows(at.page).first.focus()
    at.page.keyboard.press("x")
    at.page.get_by_role("button", name=re.compile("^Show rejected")).click()
    expect(objects(at.page).get_by_role("list", name="Rejected")).to_be_visible()


def _facts(at: Place) -> None:
    at.viewer()
    at.page.get_by_text("Info", exact=True).click()
    expect(at.page.get_by_role("link", name="Download the original file")).to_be_visible()


def _nowhere(at: Place) -> None:
    at.page.goto("/nowhere")
    expect(at.page.get_by_role("heading", name="Page not found")).to_be_visible()


def _concepts(at: Place) -> None:
    at.accepted()
    at.page.goto(f"/apps/{at.app_id}/concepts")
    expect(at.page.get_by_role("row").nth(1)).to_be_visible()


def _who_is_labeling(at: Place) -> None:
    _apps(at)
    at.click(re.compile("^Labeling as "), "Who is labeling")


PLACES: dict[str, Callable[[Place], None]] = {
    "apps": _apps,
    "new app": _new_app,
    "about": _about,
    "empty gallery": _empty_gallery,
    "gallery": Place.gallery,
    "export": _export,
    "selected inputs": _selected_inputs,
    "bulk accept": _bulk_accept,
    "jobs": _jobs,
    "viewer": Place.viewer,
    "selected region": _selected_region,
    "key sheet": lambda at: at.press("?", "Keys"),
    "picture tools": lambda at: at.press("l", "Picture"),
    "model picker": _model_picker,
    "concept picker": _concept_picker,
    "delete pop-up": _delete_pop_up,
    "rename pop-up": _rename_pop_up,
    "drawn region": _drawn_region,
    "drawing a polygon": _drawing_a_polygon,
    "walk": _walk,
    "palette": lambda at: at.press("Control+k", "Command palette"),
    "concepts": _concepts,
    "who is labeling": _who_is_labeling,
    "rejected rows": _rejected_rows,
    "facts": _facts,
    "page not found": _nowhere,
}


@pytest.fixture
def place(product: Product, page: Page, request: pytest.FixtureRequest) -> Place:
    """A new app with two inputs and the detector set up."""
    app_id = product.make_app(request.node.name)
    at, _ = product.add(app_id, "camera.png", "astronaut.png")
    product.prefer(app_id, model=DETECTOR, min_score=0.25)
    return Place(page, product, app_id, str(at["id"]))


@pytest.mark.parametrize("name", PLACES)
def test_wcag_aa_holds_in_both_themes_and_every_control_has_a_name(place: Place, name: str) -> None:
    PLACES[name](place)
    for theme in ("light", "dark"):
        place.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        check_page(place.page)


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
    _apps(place)
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
