"""The Concepts page: an app's vocabulary seen and changed by a person, read back through the HTTP API."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.axe import check_page
from tests.e2e.conftest import Product
from tests.e2e.driving import objects, open_input
from tests.e2e.picturing import take_picture

pytestmark = pytest.mark.e2e


class Vocabulary:
    """An app with some concepts and one input."""

    def __init__(self, product: Product, name: str, *names: str) -> None:
        self.product = product
        self.app_id = product.make_app(name)
        (at,) = product.add(self.app_id, "camera.png")
        self.input_id = str(at["id"])
        for each in names:
            self.post("concepts", name=each)

    def post(self, path: str, **sent: Any) -> None:
        self.product.api.post(f"/apps/{self.app_id}/{path}", json=sent).raise_for_status()

    def label(self, *names: str) -> None:
        """Put a box of each concept on the input."""
        for place, name in enumerate(names):
            region = [20 * place, 0, 20 * place + 10, 10]
            sent = {"action": "add", "concept_name": name, "region": region}
            self.product.api.post(f"/inputs/{self.input_id}/change-sets", json=sent).raise_for_status()

    def labels(self) -> list[tuple[str, str | None]]:
        return [(a["concept_name"], a["original_name"]) for a in self.product.board(self.input_id)["annotations"]]

    def read(self) -> dict[str, Any]:
        found: dict[str, Any] = self.product.api.get(f"/apps/{self.app_id}/concepts").raise_for_status().json()
        return found

    def concepts(self) -> dict[str, dict[str, Any]]:
        return {each["name"]: each for each in self.read()["items"]}

    def relate(self, subject: str, predicate: str, of: str) -> None:
        ids = self.concepts()
        self.post("concept-relations", subject_id=ids[subject]["id"], predicate=predicate, object_id=ids[of]["id"])

    def relations(self) -> set[tuple[str, str, str]]:
        found = self.read()
        names = {each["id"]: each["name"] for each in found["items"]}
        return {(names[r["subject_id"]], r["predicate"], names[r["object_id"]]) for r in found["relations"]}

    def wait(self, is_so: Callable[[], bool]) -> None:
        self.product.wait_until(is_so, lambda: str(self.read()))


@pytest.fixture
def farm(product: Product, page: Page, request: pytest.FixtureRequest) -> Vocabulary:
    """The Concepts page of an app with "animal", "dog" and "sheep", of which a dog and two sheep are labeled."""
    vocabulary = Vocabulary(product, request.node.name, "animal", "dog", "sheep")
    vocabulary.label("dog", "sheep", "sheep")
    page.goto(f"/apps/{vocabulary.app_id}/concepts")
    expect(row(page, "animal")).to_be_visible()
    return vocabulary


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("button", name=name, exact=True))


def names_shown(page: Page) -> list[str]:
    return [each.inner_text().strip() for each in page.get_by_role("rowheader").all()]


def undo(page: Page) -> None:
    page.get_by_role("button", name="Undo").click()


def test_the_concepts_page_lists_the_vocabulary_and_is_linked_from_gallery_and_viewer(
    page: Page, farm: Vocabulary
) -> None:
    assert names_shown(page) == ["animal", "dog", "sheep"]
    expect(row(page, "sheep").get_by_role("cell").nth(1)).to_have_text("2")
    page.goto(f"/apps/{farm.app_id}")
    page.get_by_role("link", name="Concepts", exact=True).click()
    expect(row(page, "sheep")).to_be_visible()
    open_input(page, farm.app_id, farm.input_id)
    page.get_by_role("link", name="Concepts", exact=True).click()
    expect(row(page, "sheep")).to_be_visible()
    page.go_back()
    expect(objects(page)).to_be_visible()


def test_a16_relations_are_listed_edited_and_deleted_on_the_concepts_page(page: Page, farm: Vocabulary) -> None:
    row(page, "dog").hover()
    row(page, "dog").get_by_role("button", name="Add a relation of dog").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Concept").fill("anim")
    page.get_by_role("option", name="animal").click()
    dialog.get_by_role("button", name="Add relation").click()
    farm.wait(lambda: farm.relations() == {("dog", "synonym", "animal")})
    expect(row(page, "dog")).to_contain_text("synonym of animal")
    row(page, "dog").get_by_role("button", name=re.compile("^Edit relation")).click()
    dialog.get_by_role("combobox", name="Relation").select_option("hyponym")
    dialog.get_by_role("button", name="Update").click()
    farm.wait(lambda: farm.relations() == {("dog", "hyponym", "animal")})
    expect(row(page, "dog")).to_contain_text("hyponym of animal")
    take_picture(page, "concepts")
    row(page, "dog").get_by_role("button", name=re.compile("^Delete relation")).click()
    farm.wait(lambda: farm.relations() == set())
    undo(page)
    farm.wait(lambda: farm.relations() == {("dog", "hyponym", "animal")})


def test_a16_a_relation_that_leads_round_is_refused_with_the_reason(page: Page, farm: Vocabulary) -> None:
    farm.relate("dog", "hyponym", "animal")
    expect(row(page, "dog")).to_contain_text("hyponym of animal")  # told live
    row(page, "animal").get_by_role("button", name="animal", exact=True).focus()
    page.keyboard.press("r")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Relation").select_option("hyponym")
    dialog.get_by_role("combobox", name="Concept").fill("dog")
    dialog.get_by_role("button", name="Add relation").click()
    expect(dialog.get_by_role("alert")).to_contain_text("cannot be a hyponym of 'dog'")
    assert farm.relations() == {("dog", "hyponym", "animal")}


def test_a16_a_rename_in_the_viewer_is_a_synonym_on_the_concepts_page(page: Page, farm: Vocabulary) -> None:
    (label, *_) = farm.product.board(farm.input_id)["annotations"]
    sent = {"action": "rename", "annotation_ids": [label["id"]], "name": "Hund"}
    farm.product.api.post(f"/inputs/{farm.input_id}/change-sets", json=sent).raise_for_status()
    expect(row(page, "dog")).to_contain_text("synonym of Hund")
    assert names_shown(page) == ["animal", "Hund", "dog", "sheep"]
    page.get_by_role("searchbox", name="Search concepts").fill("DOG")
    expect(row(page, "animal")).to_have_count(0)
    assert names_shown(page) == ["Hund", "dog"]


def test_a_concept_gets_another_name_everywhere_and_the_old_one_stays_as_a_synonym(
    page: Page, farm: Vocabulary
) -> None:
    row(page, "sheep").get_by_role("button", name="sheep", exact=True).click()
    dialog = page.get_by_role("dialog", name="Rename sheep")
    dialog.get_by_role("textbox", name="Concept name").fill("dog")
    dialog.get_by_role("button", name="Update").click()
    expect(dialog.get_by_role("alert")).to_contain_text("There is a concept named 'dog' already.")
    dialog.get_by_role("textbox", name="Concept name").fill("Schaf")
    page.keyboard.press("Enter")
    farm.wait(lambda: farm.labels() == [("dog", None), ("Schaf", None), ("Schaf", None)])
    assert farm.relations() == {("sheep", "synonym", "Schaf")}
    expect(row(page, "sheep")).to_contain_text("synonym of Schaf")
    undo(page)
    farm.wait(lambda: set(farm.concepts()) == {"animal", "dog", "sheep"})
    page.get_by_role("button", name="Redo").click()
    farm.wait(lambda: farm.relations() == {("sheep", "synonym", "Schaf")})


def test_merging_changes_every_label_and_one_undo_takes_it_back(page: Page, farm: Vocabulary) -> None:
    before = farm.read()
    row(page, "sheep").get_by_role("button", name="sheep", exact=True).focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("combobox", name="Merge into")).to_be_focused()
    page.keyboard.type("do")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("All 2 labels of sheep become dog, on every input.")
    page.keyboard.press("Enter")
    farm.wait(lambda: farm.labels() == [("dog", None), ("dog", "sheep"), ("dog", "sheep")])
    assert farm.relations() == {("sheep", "synonym", "dog")}
    expect(row(page, "sheep")).to_contain_text("synonym of dog")
    expect(row(page, "sheep").get_by_role("button", name="sheep", exact=True)).to_be_focused()
    page.keyboard.press("Control+z")
    farm.wait(lambda: farm.read() == before)
    assert farm.labels() == [("dog", None), ("sheep", None), ("sheep", None)]


def test_only_an_unused_concept_is_deleted(page: Page, farm: Vocabulary) -> None:
    expect(row(page, "dog").get_by_role("button", name=re.compile("cannot be deleted"))).to_be_disabled()
    row(page, "animal").get_by_role("button", name="animal", exact=True).focus()
    page.keyboard.press("Delete")
    farm.wait(lambda: set(farm.concepts()) == {"dog", "sheep"})
    expect(row(page, "dog").get_by_role("button", name="dog", exact=True)).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.get_by_text("The concept 'dog' cannot be deleted: labels carry it (1).")).to_be_visible()
    page.keyboard.press("Control+z")
    farm.wait(lambda: set(farm.concepts()) == {"animal", "dog", "sheep"})


def test_colour_and_hotkey_are_set_and_a_hotkey_belongs_to_one_concept(page: Page, farm: Vocabulary) -> None:
    row(page, "dog").get_by_label("Colour of dog").fill("#123456")
    farm.wait(lambda: farm.concepts()["dog"]["colour"] == "#123456")
    row(page, "dog").get_by_role("combobox", name="Hotkey of dog").select_option("7")
    farm.wait(lambda: farm.concepts()["dog"]["hotkey"] == "7")
    row(page, "sheep").get_by_role("combobox", name="Hotkey of sheep").select_option("7")
    farm.wait(lambda: farm.concepts()["sheep"]["hotkey"] == "7")
    assert farm.concepts()["dog"]["hotkey"] is None
    expect(page.get_by_text("sheep has the hotkey 7, taken from dog")).to_be_visible()
    expect(row(page, "dog").get_by_role("combobox", name="Hotkey of dog")).to_have_value("")


def test_a24_a_hotkey_of_the_concepts_page_draws_that_concept(page: Page, farm: Vocabulary) -> None:
    row(page, "animal").get_by_role("combobox", name="Hotkey of animal").select_option("7")
    farm.wait(lambda: farm.concepts()["animal"]["hotkey"] == "7")
    open_input(page, farm.app_id, farm.input_id)
    page.keyboard.press("o")
    page.keyboard.press("7")
    expect(page.get_by_text("Drawing animal")).to_be_visible()


def test_a_concept_is_added_by_keyboard_to_an_empty_vocabulary(product: Product, page: Page) -> None:
    empty = Vocabulary(product, "empty vocabulary")
    page.goto(f"/apps/{empty.app_id}/concepts")
    expect(page.get_by_role("heading", name="No concepts yet")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.type("Füchsin 狐")
    page.keyboard.press("Enter")
    empty.wait(lambda: set(empty.concepts()) == {"Füchsin 狐"})
    expect(row(page, "Füchsin 狐")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_the_concepts_page(product: Product, browser: Browser, theme: Any) -> None:
    vocabulary = Vocabulary(product, f"axe concepts {theme}", "animal", "sheep", "Schaf")
    vocabulary.label("sheep")
    vocabulary.relate("Schaf", "synonym", "sheep")
    context = browser.new_context(base_url=product.address, color_scheme=theme)
    page = context.new_page()
    page.goto(f"/apps/{vocabulary.app_id}/concepts")
    row(page, "sheep").get_by_role("button", name="sheep", exact=True).focus()
    check_page(page)
    for key in ("F2", "m", "r"):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_be_visible()
        check_page(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    open_input(page, vocabulary.app_id, vocabulary.input_id)
    objects(page).get_by_role("button", name="Rename sheep").click()
    check_page(page)
    context.close()


def test_a8_a_colour_and_a_name_given_on_the_concepts_page_show_at_once_in_an_open_viewer(
    product: Product, page: Page
) -> None:
    farm = Vocabulary(product, "live vocabulary", "sheep")
    farm.label("sheep")
    open_input(page, farm.app_id, farm.input_id)
    group = objects(page).get_by_role("listitem").first
    expect(group).to_contain_text("sheep (1)")
    address = f"/apps/{farm.app_id}/concepts/{farm.concepts()['sheep']['id']}"
    product.api.patch(address, json={"colour": "#123456", "name": "Schaf"}).raise_for_status()
    expect(group).to_contain_text("Schaf (1)")
    expect(group.locator(".dot")).to_have_css("background-color", "rgb(18, 52, 86)")
