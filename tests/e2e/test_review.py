"""Reviewing suggestions in the Input-Viewer, row by row of docs/behaviour.md, read back through the HTTP API."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.driving import canvas, instance_rows, objects, open_input, set_threshold
from tests.e2e.picturing import take_picture

pytestmark = pytest.mark.e2e
CLASSIFIER = "model:general-image-recognition"


def test_a2_toggle_off_shows_no_suggestion_and_keeps_what_is_accepted(
    product: Product, page: Page, opened: str
) -> None:
    instance_rows(page).first.click()
    product.wait_for(opened, accepted=1)
    page.get_by_role("switch", name="AI Assist").click()
    expect(instance_rows(page)).to_have_count(1)
    expect(instance_rows(page).first).to_be_checked()
    page.reload()
    expect(page.get_by_role("switch", name="AI Assist")).not_to_be_checked()
    expect(instance_rows(page)).to_have_count(1)


def test_a3_the_picker_finds_models_by_the_names_of_their_concepts(page: Page, opened: str) -> None:
    page.get_by_role("combobox", name="Select Model or Workflow").click()
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_count(3)
    page.keyboard.type("zebra")
    expect(options.first).to_contain_text(re.compile("detection|recognition", re.IGNORECASE))
    take_picture(page, "picker")
    page.keyboard.press("Control+a")
    page.keyboard.type("espresso")
    expect(options).to_have_count(1)


def test_a4_what_cannot_label_is_listed_with_the_reason_and_cannot_be_picked(
    product: Product, page: Page, opened: str
) -> None:
    reason = "It outputs neither concepts nor regions."

    def add_one(route: Route) -> None:
        answer = route.fetch()
        listed = answer.json()
        embedder = {**listed["items"][0], "ref": "model:embedder", "id": "embedder", "name": "Embedder"}
        listed["items"].append({**embedder, "outputs": ["embedding"], "usable": False, "reason": reason})
        route.fulfill(response=answer, json=listed)

    page.route(re.compile("/apps/[^/]+/models"), add_one)
    page.reload()
    picker = page.get_by_role("combobox", name="Select Model or Workflow")
    picker.click()
    option = page.get_by_role("listbox").get_by_role("option", name=re.compile("^Embedder"))
    expect(option).to_contain_text(reason)
    expect(option).to_be_disabled()
    option.click(force=True)
    expect(option).to_be_visible()
    page.keyboard.type("embedder")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(picker).to_have_value("General detection")
    app_id = product.api.get(f"/inputs/{opened}").json()["app_id"]
    assert product.api.get(f"/apps/{app_id}/preferences").json()["model"] == DETECTOR


def test_a6_a_failed_prediction_says_so_and_can_be_tried_again(product: Product, page: Page) -> None:
    app_id = product.make_app("fails")
    (at,) = product.add(app_id, "camera.png")
    product.prefer(app_id, model=DETECTOR, min_score=0.25)
    fails = {"left": 1}

    def answer(route: Route) -> None:
        if fails["left"]:
            fails["left"] -= 1
            problem = {"detail": "The model is out of order.", "hint": "Wait.", "code": "broken", "status": 503}
            route.fulfill(status=503, json=problem, content_type="application/problem+json")
        else:
            route.continue_()

    page.route("**/predictions", answer)
    page.goto(f"/apps/{app_id}/inputs/{at['id']}")
    expect(page.get_by_text("The model is out of order.")).to_be_visible()
    page.get_by_role("button", name="Retry").first.click()
    expect(instance_rows(page).first).to_be_visible()


def test_a7_classifications_are_sorted_by_probability(product: Product, page: Page) -> None:
    app_id = product.make_app("classes")
    (at,) = product.add(app_id, "coffee.png")
    product.prefer(app_id, model=CLASSIFIER, min_score=0.0)
    open_input(page, app_id, at["id"])
    pane = page.get_by_role("region", name="Classifications")
    expect(pane.get_by_role("checkbox").first).to_be_visible()
    shown = [row.get_attribute("aria-label") for row in pane.get_by_role("checkbox").all()]
    lines = product.board(at["id"], CLASSIFIER)["suggestions"]
    assert shown == [f"Accept {line['concept_name']}" for line in lines][: len(shown)]
    expect(pane.get_by_role("heading", name=f"Classifications ({len(lines)})")).to_be_visible()


def test_a8_a_region_is_dashed_until_accepted_and_keeps_its_colour_and_place(
    product: Product, page: Page, opened: str
) -> None:
    row = objects(page).locator("[data-row]").first
    order = [each.get_attribute("data-row") for each in objects(page).locator("[data-row]").all()]
    colour = row.locator(".dot").get_attribute("style")
    row.hover()
    frame = canvas(page).locator("svg g").filter(has_text=re.compile(r"\.1")).first
    expect(frame).to_be_visible()
    line = frame.locator("path").nth(1)
    expect(line).to_have_attribute("stroke-dasharray", "5 3")
    stroke = line.get_attribute("stroke")
    assert stroke
    assert stroke in str(colour)
    row.get_by_role("checkbox").click()
    product.wait_for(opened, accepted=1)
    expect(line).to_have_attribute("stroke-dasharray", "none")
    assert (line.get_attribute("stroke"), row.locator(".dot").get_attribute("style")) == (stroke, colour)
    assert [each.get_attribute("data-row") for each in objects(page).locator("[data-row]").all()][:1] == order[:1]


def test_a8_hovering_a_region_lights_up_its_row(product: Product, page: Page, opened: str) -> None:
    best = product.board(opened)["suggestions"][0]
    x_min, y_min, _, y_max = best["region"]
    area = canvas(page).bounding_box()
    assert area is not None
    zoom = (min(area["width"], area["height"]) - 48) / 512
    left, top = area["x"] + (area["width"] - 512 * zoom) / 2, area["y"] + (area["height"] - 512 * zoom) / 2
    page.mouse.move(left + (x_min + 2) * zoom, top + (y_min + y_max) / 2 * zoom)
    expect(objects(page).locator(f"[data-row='{best['id']}']")).to_have_class(re.compile("hovered"))


def test_a9_escape_takes_back_what_was_typed_and_enter_takes_it(page: Page, opened: str) -> None:
    lowest = page.get_by_role("textbox", name="Threshold from")
    n_shown = instance_rows(page).count()
    lowest.fill("0.99")
    page.keyboard.press("Escape")
    expect(lowest).to_have_value("0.25")
    expect(instance_rows(page)).to_have_count(n_shown)
    lowest.fill("0,99")
    page.keyboard.press("Enter")
    expect(lowest).to_have_value("0.99")
    expect(instance_rows(page)).to_have_count(0)


def test_a9_the_threshold_filters_suggestions_and_never_what_is_accepted(
    product: Product, page: Page, opened: str
) -> None:
    page.get_by_role("checkbox").last.click()
    product.wait_for(opened, accepted=1)
    set_threshold(page, "0.99")
    expect(instance_rows(page)).to_have_count(1)
    expect(instance_rows(page).first).to_be_checked()
    set_threshold(page, "0.25")
    take_picture(page, "viewer")
    shown = [line for line in product.board(opened)["suggestions"] if line["score"] >= 0.25]
    expect(instance_rows(page)).to_have_count(len(shown))


def test_a10_accept_all_takes_what_is_shown_and_one_undo_takes_all_back(
    product: Product, page: Page, opened: str
) -> None:
    n_shown = instance_rows(page).count()
    button = page.get_by_role("button", name="Accept all AI assist predictions")
    expect(button).to_contain_text(f"({n_shown})")
    button.click()
    product.wait_for(opened, accepted=n_shown)
    expect(button).to_be_disabled()
    page.keyboard.press("Control+z")
    product.wait_for(opened)
    expect(button).to_contain_text(f"({n_shown})")


def test_a11_unchecking_an_accepted_suggestion_makes_it_open_again(product: Product, page: Page, opened: str) -> None:
    row = instance_rows(page).first
    row.dblclick()  # checks and unchecks: twice is never submitted as two acceptances
    product.wait_until(lambda: product.board(opened)["app_seq"] == 2)
    product.wait_for(opened)
    row.click()
    product.wait_for(opened, accepted=1)
    (label,) = product.board(opened)["annotations"]
    assert (label["provenance"], label["model_version"]) == ("accepted", "model:general-detection@1")
    row.click()
    product.wait_for(opened)
    expect(row).not_to_be_checked()


def test_a12_a_rejected_suggestion_leaves_the_list_and_can_be_brought_back(
    product: Product, page: Page, opened: str
) -> None:
    n_shown = instance_rows(page).count()
    page.get_by_role("button", name=re.compile("^Reject ")).first.click()
    product.wait_for(opened, rejected=1)
    expect(instance_rows(page)).to_have_count(n_shown - 1)
    page.reload()
    expect(instance_rows(page)).to_have_count(n_shown - 1)
    page.get_by_text(re.compile("Show rejected")).click()
    page.get_by_role("button", name=re.compile("^Restore ")).first.click()
    product.wait_for(opened)
