"""Labels made and corrected by a person in the Input-Viewer, row by row, read back through the HTTP API."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Product
from tests.e2e.driving import canvas, centre, drag, instance_rows, objects, open_input
from tests.e2e.picturing import take_picture

pytestmark = pytest.mark.e2e
CLASSIFIER = "model:general-image-recognition"


def test_a13_a_concept_is_added_by_hand_as_typed(product: Product, page: Page, opened: str) -> None:
    pane = page.get_by_role("region", name="Classifications")
    pane.get_by_role("combobox", name="Select or add concepts").click()
    page.keyboard.type("Schwarz-Weiß 写真")
    page.get_by_role("option", name=re.compile("Add new concept")).click()
    expect(pane.get_by_role("checkbox")).to_be_checked()
    product.wait_until(
        lambda: [a["concept_name"] for a in product.board(opened)["annotations"]] == ["Schwarz-Weiß 写真"]
    )


def test_a14_searching_concepts_narrows_both_panes(page: Page, opened: str) -> None:
    page.get_by_role("searchbox", name="Search concepts").fill("person")
    expect(objects(page).get_by_role("checkbox", name=re.compile("person"))).not_to_have_count(0)
    expect(objects(page).get_by_role("checkbox", name=re.compile("car|truck"))).to_have_count(0)


def test_a15_a_row_tells_name_probability_annotators_and_hotkey(product: Product, page: Page) -> None:
    app_id = product.make_app("rows")
    (at,) = product.add(app_id, "coffee.png")
    product.prefer(app_id, model=CLASSIFIER, min_score=0.0)
    open_input(page, app_id, at["id"])
    pane = page.get_by_role("region", name="Classifications")
    row = pane.get_by_role("listitem").first
    expect(row).to_be_visible()
    best = product.board(at["id"], CLASSIFIER)["suggestions"][0]
    expect(row).to_contain_text(best["concept_name"])
    expect(row).to_contain_text(f"{best['score']:.2f}")
    expect(row.get_by_role("img")).to_have_accessible_name(
        re.compile("^1 annotator: general-image-recognition@1 suggested it$")
    )
    expect(row.locator("kbd")).to_have_text("1")
    row.hover()
    expect(row.get_by_role("button", name=re.compile("^Reject "))).to_be_visible()
    row.get_by_role("checkbox").click()
    product.wait_for(at["id"], CLASSIFIER, accepted=1)
    (label,) = product.board(at["id"], CLASSIFIER)["annotations"]
    expect(row.get_by_role("img")).to_have_accessible_name(
        re.compile(f"^2 annotators: {label['annotator_name']} accepted it, general-image-recognition@1 suggested it$")
    )
    expect(row.get_by_role("button", name=re.compile("^Delete "))).to_be_visible()


def test_a17_deleting_asks_and_opens_the_suggestion_again(product: Product, page: Page, opened: str) -> None:
    instance_rows(page).first.click()
    product.wait_for(opened, accepted=1)
    delete = objects(page).get_by_role("button", name=re.compile("^Delete ")).first
    delete.click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(instance_rows(page).first).to_be_checked()
    delete.click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    product.wait_for(opened)
    expect(instance_rows(page).first).not_to_be_checked()
    assert product.board(opened)["annotations"] == []


def test_a19_instances_are_numbered_in_the_order_of_the_list(product: Product, page: Page, opened: str) -> None:
    lines = [line for line in product.board(opened)["suggestions"] if line["score"] >= 0.25]
    n_cars = sum(line["concept_name"] == "car" for line in lines)
    assert n_cars > 1
    names = [row.get_attribute("aria-label") for row in objects(page).get_by_role("checkbox").all()]
    assert [name for name in names if name and "car." in name] == [f"Accept car.{n}" for n in range(1, n_cars + 1)]
    concepts = {line["concept_name"] for line in lines}
    expect(objects(page).get_by_role("heading", name=f"Objects ({len(concepts)})")).to_be_visible()


def test_a22_a_box_is_drawn_where_the_pointer_went_and_cut_off_at_the_edge(
    product: Product, page: Page, opened: str
) -> None:
    objects(page).get_by_role("combobox", name="Select or add concepts").click()
    page.keyboard.type("tripod")
    page.get_by_role("option", name=re.compile("Add new concept")).click()
    expect(page.get_by_role("button", name="Exit")).to_be_visible()
    area = canvas(page).bounding_box()
    assert area is not None
    x, y = area["x"] + area["width"] / 2, area["y"] + area["height"] / 2
    drag(page, (x, y), (x + 5000, y + 60))
    product.wait_until(lambda: len(product.board(opened)["annotations"]) == 1)
    (label,) = product.board(opened)["annotations"]
    assert label["concept_name"] == "tripod"
    assert label["provenance"] == "by_hand"
    assert label["region"][2] == 512
    assert label["region"][0] == pytest.approx(256, abs=1.5)
    assert label["region"][1] == pytest.approx(256, abs=1.5)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Exit")).to_have_count(0)


def test_a23_a_selected_box_is_moved_by_a_handle_and_by_arrow_keys(product: Product, page: Page, opened: str) -> None:
    before = {line["id"]: line["region"] for line in product.board(opened)["suggestions"]}
    objects(page).get_by_text(re.compile(r"^person\.1")).first.click()
    x, y = centre(page.get_by_role("button", name=re.compile("bottom right", re.IGNORECASE)))
    drag(page, (x, y), (x - 40, y - 30))
    product.wait_for(opened, edited=1)
    (label,) = product.board(opened)["annotations"]
    assert label["provenance"] == "edited"
    assert label["score"] == max(line["score"] for line in product.board(opened)["suggestions"])
    was = before[label["suggestion_id"]]
    assert label["region"][:2] == pytest.approx(was[:2])
    assert label["region"][2] < was[2] - 5
    canvas(page).focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowRight")
    product.wait_until(
        lambda: product.board(opened)["annotations"][0]["region"][0] == pytest.approx(label["region"][0] + 11)
    )


def test_a25_no_key_acts_while_typing_and_the_page_never_zooms(product: Product, page: Page, opened: str) -> None:
    page.get_by_role("searchbox", name="Search concepts").click()
    page.keyboard.type("axb")
    assert product.board(opened)["annotations"] == []
    assert {line["state"] for line in product.board(opened)["suggestions"]} == {"open"}
    page.keyboard.press("Escape")
    page.mouse.move(*centre(canvas(page)))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -600)
    page.keyboard.up("Control")
    assert page.evaluate("visualViewport.scale") == 1
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Next input")
    take_picture(page, "keys")


def test_a27_changes_are_undone_and_redone_in_order(product: Product, page: Page, opened: str) -> None:
    rows = instance_rows(page)
    rows.nth(0).click()
    product.wait_for(opened, accepted=1)
    page.get_by_role("button", name=re.compile("^Reject ")).first.click()
    product.wait_for(opened, accepted=1, rejected=1)
    page.keyboard.press("Control+z")
    product.wait_for(opened, accepted=1)
    page.keyboard.press("Control+z")
    product.wait_for(opened)
    page.keyboard.press("Control+Shift+z")
    page.keyboard.press("Control+Shift+z")
    product.wait_for(opened, accepted=1, rejected=1)
