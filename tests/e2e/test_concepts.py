"""Names and concepts given by a person in the Input-Viewer, row by row, read back through the HTTP API."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Product
from tests.e2e.driving import instance_rows, objects, open_input
from tests.e2e.picturing import take_picture

pytestmark = pytest.mark.e2e
CLASSIFIER = "model:general-image-recognition"
CUP, DOG, FOX = "cup", "Hund", "Füchsin 狐"


@pytest.fixture
def labeled(product: Product, page: Page, request: pytest.FixtureRequest) -> str:
    """An input with the classification "cup", open in the viewer; gives its id."""
    app_id = product.make_app(request.node.name)
    (at,) = product.add(app_id, "coffee.png")
    wish(product, at["id"], action="add", concept_name=CUP)
    open_input(page, app_id, at["id"])
    expect(classifications(page).get_by_role("checkbox")).to_have_count(1)
    return str(at["id"])


def wish(product: Product, input_id: str, **sent: Any) -> dict[str, Any]:
    answer = product.api.post(f"/inputs/{input_id}/change-sets", json=sent).raise_for_status()
    reviewed: dict[str, Any] = answer.json()
    return reviewed


def classifications(page: Page) -> Locator:
    return page.get_by_role("region", name="Classifications")


def rename(page: Page, pencil: Locator, name: str) -> None:
    """Press a pencil, type a name, press Update."""
    pencil.click()
    page.get_by_role("dialog").get_by_role("combobox", name="Concept name").fill(name)
    page.get_by_role("dialog").get_by_role("button", name="Update", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def pencil_of(page: Page, name: str) -> Locator:
    return classifications(page).get_by_role("button", name=f"Rename {name}", exact=True)


def labels(product: Product, input_id: str) -> list[tuple[str, str | None]]:
    """Each annotation's concept and original name, oldest first."""
    return [(a["concept_name"], a["original_name"]) for a in product.board(input_id, CLASSIFIER)["annotations"]]


def synonyms(product: Product, input_id: str) -> set[tuple[str, str]]:
    """The synonym relations of the input's app, by name."""
    app_id = product.api.get(f"/inputs/{input_id}").raise_for_status().json()["app_id"]
    vocabulary = product.api.get(f"/apps/{app_id}/concepts").raise_for_status().json()
    names = {each["id"]: each["name"] for each in vocabulary["items"]}
    return {(names[r["subject_id"]], names[r["object_id"]]) for r in vocabulary["relations"]}


def test_a16_renaming_a_concept_labels_with_the_new_one_and_remembers(
    product: Product, page: Page, labeled: str
) -> None:
    rename(page, pencil_of(page, CUP), FOX)
    row = classifications(page).get_by_role("listitem").first
    expect(row).to_contain_text(f"{FOX}{CUP}")
    expect(row.locator("sup")).to_have_text(CUP)
    product.wait_until(lambda: labels(product, labeled) == [(FOX, CUP)])
    assert synonyms(product, labeled) == {(CUP, FOX)}
    again = product.add(product.make_app(f"{CUP} elsewhere"), "camera.png")[0]["id"]
    wish(product, again, action="add", concept_name=CUP)
    assert labels(product, again) == [(CUP, None)], "another app keeps its own names"


def test_a16_from_then_on_adding_the_old_name_gives_the_new_one(product: Product, page: Page, labeled: str) -> None:
    rename(page, pencil_of(page, CUP), DOG)
    product.wait_until(lambda: labels(product, labeled) == [(DOG, CUP)])
    app_id = product.api.get(f"/inputs/{labeled}").json()["app_id"]
    (other,) = product.add(app_id, "camera.png")
    open_input(page, app_id, other["id"])
    classifications(page).get_by_role("combobox", name="Select or add concepts").click()
    page.keyboard.type(CUP)
    page.keyboard.press("Enter")
    product.wait_until(lambda: labels(product, other["id"]) == [(DOG, CUP)])
    row = classifications(page).get_by_role("listitem").first
    expect(row.locator("sup")).to_have_text(CUP)


def test_a16_renaming_back_gives_the_old_name_here_and_keeps_the_relation(
    product: Product, page: Page, labeled: str
) -> None:
    rename(page, pencil_of(page, CUP), DOG)
    product.wait_until(lambda: labels(product, labeled) == [(DOG, CUP)])
    rename(page, pencil_of(page, DOG), CUP)
    product.wait_until(lambda: labels(product, labeled) == [(CUP, None)])
    assert synonyms(product, labeled) == {(CUP, DOG)}
    expect(classifications(page).locator("sup")).to_have_count(0)


def test_a16_the_same_name_changes_nothing(product: Product, page: Page, labeled: str) -> None:
    before = product.board(labeled, CLASSIFIER)["app_seq"]
    rename(page, pencil_of(page, CUP), f"  {CUP} ")
    expect(classifications(page).get_by_role("listitem").first).to_contain_text(CUP)
    rename(page, pencil_of(page, CUP), DOG)  # what is sent comes in order: nothing was sent before this
    product.wait_until(lambda: labels(product, labeled) == [(DOG, CUP)])
    assert product.board(labeled, CLASSIFIER)["app_seq"] == before + 1


def test_a16_an_older_rename_is_replaced(product: Product, page: Page, labeled: str) -> None:
    rename(page, pencil_of(page, CUP), DOG)
    product.wait_until(lambda: synonyms(product, labeled) == {(CUP, DOG)})
    rename(page, pencil_of(page, DOG), FOX)
    product.wait_until(lambda: labels(product, labeled) == [(FOX, CUP)])
    assert synonyms(product, labeled) == {(CUP, FOX)}


def test_a16_a_rename_is_undone_and_redone(product: Product, page: Page, labeled: str) -> None:
    rename(page, pencil_of(page, CUP), DOG)
    product.wait_until(lambda: labels(product, labeled) == [(DOG, CUP)])
    page.keyboard.press("Control+z")
    product.wait_until(lambda: labels(product, labeled) == [(CUP, None)] and not synonyms(product, labeled))
    expect(pencil_of(page, CUP)).to_have_count(1)
    page.keyboard.press("Control+Shift+z")
    product.wait_until(lambda: synonyms(product, labeled) == {(CUP, DOG)})
    assert labels(product, labeled) == [(DOG, CUP)]


def test_a16_the_pop_up_offers_known_names_and_stays_while_typing(product: Product, page: Page, labeled: str) -> None:
    wish(product, labeled, action="add", concept_name="mug")
    expect(classifications(page).get_by_role("checkbox")).to_have_count(2)
    pencil = pencil_of(page, CUP)
    pencil.focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("dialog").get_by_role("combobox", name="Concept name")
    expect(field).to_be_focused()
    page.keyboard.type("mu")
    expect(page.get_by_role("option", name="mug", exact=True)).to_be_visible()
    for name in ("hill", "sheep"):  # the list below changes while the person types
        wish(product, labeled, action="add", concept_name=name)
        expect(classifications(page).get_by_role("checkbox", name=f"Accept {name}")).to_be_visible()
    take_picture(page, "rename")
    page.keyboard.type("x 1aA?")
    expect(field).to_have_value("mux 1aA?")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(pencil).to_be_focused()
    assert labels(product, labeled) == [(CUP, None), ("mug", None), ("hill", None), ("sheep", None)]


def test_a14_a_renamed_concept_is_found_by_both_names(product: Product, page: Page, labeled: str) -> None:
    wish(product, labeled, action="add", concept_name="hill")
    rename(page, pencil_of(page, CUP), FOX)
    product.wait_until(lambda: (FOX, CUP) in labels(product, labeled))
    rows = classifications(page).get_by_role("checkbox")
    search = page.get_by_role("searchbox", name="Search concepts")
    for typed in ("CUP", "fuchsin", "狐"):
        search.fill(typed)
        expect(rows).to_have_count(1)
        expect(rows).to_have_accessible_name(f"Accept {FOX}")


def test_a15_an_accepted_row_has_pencil_and_delete(product: Product, page: Page) -> None:
    app_id = product.make_app("pencils")
    (at,) = product.add(app_id, "coffee.png")
    product.prefer(app_id, model=CLASSIFIER, min_score=0.0)
    open_input(page, app_id, at["id"])
    row = classifications(page).get_by_role("listitem").first
    row.hover()
    expect(row.get_by_role("button", name=re.compile("^Rename "))).to_have_count(0)
    row.get_by_role("checkbox").click()
    expect(row.get_by_role("button", name=re.compile("^Rename "))).to_be_visible()
    expect(row.get_by_role("button", name=re.compile("^Delete "))).to_be_visible()
    name = product.board(at["id"], CLASSIFIER)["suggestions"][0]["concept_name"]
    rename(page, row.get_by_role("button", name=f"Rename {name}", exact=True), DOG)
    product.wait_until(lambda: labels(product, at["id"]) == [(DOG, name)])


def test_a20_the_pencil_of_a_concept_renames_all_its_instances(product: Product, page: Page, opened: str) -> None:
    name = product.board(opened)["suggestions"][0]["concept_name"]
    objects(page).get_by_role("button", name=re.compile(f"^Accept all {name}")).click()
    n = objects(page).get_by_role("checkbox", checked=True).count()
    product.wait_for(opened, accepted=n)
    rename(page, objects(page).get_by_role("button", name=f"Rename {name}", exact=True), DOG)
    product.wait_until(
        lambda: (
            [(a["concept_name"], a["original_name"]) for a in product.board(opened)["annotations"]] == [(DOG, name)] * n
        )
    )
    assert synonyms(product, opened) == {(name, DOG)}
    lines = product.board(opened)["suggestions"]
    assert {line["concept_name"] for line in lines if line["original_name"] == name} == {DOG}
    expect(objects(page).locator("sup").first).to_have_text(name)


def test_a20_deleting_all_accepted_instances_asks_first(product: Product, page: Page, opened: str) -> None:
    name = product.board(opened)["suggestions"][0]["concept_name"]
    objects(page).get_by_role("button", name=re.compile(f"^Accept all {name}")).click()
    n = objects(page).get_by_role("checkbox", checked=True).count()
    product.wait_for(opened, accepted=n)
    delete = objects(page).get_by_role("button", name=re.compile(f"^Delete all {name}"))
    delete.click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(objects(page).get_by_role("checkbox", checked=True)).to_have_count(n)
    delete.click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    product.wait_for(opened)
    assert product.board(opened)["annotations"] == []
    page.keyboard.press("Control+z")
    product.wait_for(opened, accepted=n)


def test_a21_an_instance_gets_another_concept_alone(product: Product, page: Page, opened: str) -> None:
    name = product.board(opened)["suggestions"][0]["concept_name"]
    instance_rows(page).first.click()
    product.wait_for(opened, accepted=1)
    rename(page, objects(page).get_by_role("button", name=re.compile("another concept")).first, DOG)
    product.wait_for(opened, edited=1)
    (label,) = product.board(opened)["annotations"]
    assert (label["concept_name"], label["original_name"], label["provenance"]) == (DOG, None, "edited")
    assert synonyms(product, opened) == set(), f"{name} stays what it is in this app"


def test_a21_an_open_suggestion_is_accepted_with_another_concept_by_keyboard(
    product: Product, page: Page, opened: str
) -> None:
    pencil = objects(page).get_by_role("button", name=re.compile("another concept")).first
    pencil.focus()
    page.keyboard.press("Enter")
    page.keyboard.type(DOG)
    page.keyboard.press("Enter")
    product.wait_for(opened, edited=1)
    assert [a["concept_name"] for a in product.board(opened)["annotations"]] == [DOG]
    page.keyboard.press("Control+z")
    product.wait_for(opened)
