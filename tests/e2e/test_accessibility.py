"""Everyone can use every page: WCAG AA by axe-core in both themes, and names of all controls."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import check_page
from tests.e2e.conftest import Product
from tests.e2e.driving import canvas, centre, drag, instance_rows, objects
from tests.e2e.place import Place, make_place

pytestmark = pytest.mark.e2e


def _new_app(at: Place) -> None:
    at.apps()
    at.click("New app", "New app")


def _about(at: Place) -> None:
    at.apps()
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
    at.apps()
    at.click(re.compile("^Labeling as "), "Who is labeling")


PLACES: dict[str, Callable[[Place], None]] = {
    "apps": Place.apps,
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
    return make_place(product, page, request.node.name)


@pytest.mark.parametrize("name", PLACES)
def test_wcag_aa_holds_in_both_themes_and_every_control_has_a_name(place: Place, name: str) -> None:
    PLACES[name](place)
    for theme in ("light", "dark"):
        place.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        check_page(place.page)
