"""Bugs of the reference product and of other labeling tools that are not ours: one test each, named after the bug."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from labelwright.domain.ids import InputId, ModelVersion
from labelwright.domain.prediction import Proposal
from labelwright.domain.region import Box
from labelwright.services.suggest import Finding, store_finding
from labelwright.storage.database import Database
from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.driving import canvas, instance_rows, objects, open_input, rows_of, set_threshold

pytestmark = pytest.mark.e2e
ACCEPT_ALL = "Accept all AI assist predictions"


def suggest(product: Product, input_id: str, proposals: Sequence[Proposal]) -> None:
    """Store what the detector is to have said about an input, before it is asked."""
    models = product.api.get(f"/apps/{app_of(product, input_id)}/models").raise_for_status().json()["items"]
    version = next(f"{DETECTOR}@{model['version']}" for model in models if model["ref"] == DETECTOR)
    database = Database(f"sqlite:///{product.home / 'labelwright.db'}")
    with database.write() as connection:
        store_finding(
            connection, Finding(InputId(input_id), ModelVersion(version), list(proposals), 1.0, datetime.now(UTC))
        )
    database.close()


def app_of(product: Product, input_id: str) -> str:
    return str(product.api.get(f"/inputs/{input_id}").raise_for_status().json()["app_id"])


def names_of(board: dict[str, Any]) -> dict[str, str]:
    return {line["id"]: line["concept_name"] for line in board["suggestions"]}


def test_the_slider_does_not_hide_accepted_labels(product: Product, page: Page, opened: str) -> None:
    instance_rows(page).first.click()
    product.wait_for(opened, accepted=1)
    set_threshold(page, "1.00")
    expect(instance_rows(page)).to_have_count(1)
    expect(canvas(page)).to_have_accessible_name(re.compile(": 1 region,"))


def test_scores_above_0_995_are_not_hidden(product: Product, page: Page) -> None:
    app_id = product.make_app("high scores")
    (at,) = product.add(app_id, "camera.png")
    boxes = [Box(10.0 * k, 10.0, 10.0 * k + 8, 40.0) for k in range(1, 5)]
    suggest(
        product,
        at["id"],
        [Proposal("cat", score, b) for score, b in zip((1.0, 0.999, 0.9951, 0.5), boxes, strict=True)],
    )
    product.prefer(app_id, model=DETECTOR, min_score=0.99)
    open_input(page, app_id, at["id"])
    expect(instance_rows(page)).to_have_count(3)
    page.get_by_role("button", name=ACCEPT_ALL).click()
    product.wait_for(at["id"], accepted=3)


def test_suggestions_are_not_listed_twice(product: Product, page: Page, opened: str) -> None:
    picker = page.get_by_role("combobox", name="Select Model or Workflow")
    for name in ("General image recognition", "General detection"):
        picker.click()
        page.get_by_role("option", name=re.compile(f"^{name}")).first.click()
    expect(instance_rows(page).first).to_be_visible()
    product.api.post(f"/inputs/{opened}/predictions", json={"model": DETECTOR}).raise_for_status()
    page.reload()
    expect(instance_rows(page).first).to_be_visible()
    rows = rows_of(page)
    n_shown = sum(line["score"] >= 0.25 for line in product.board(opened)["suggestions"])
    assert len(rows) == len(set(rows)) == n_shown


def test_a_double_click_does_not_submit_twice(product: Product, page: Page, opened: str) -> None:
    n_shown = instance_rows(page).count()
    page.get_by_role("button", name=ACCEPT_ALL).dblclick()
    product.wait_for(opened, accepted=n_shown)
    assert len(product.board(opened)["annotations"]) == n_shown
    adder = page.get_by_role("region", name="Classifications").get_by_role("combobox")
    adder.fill("night sky")
    page.get_by_role("option", name=re.compile("Add new concept")).dblclick()
    expect(page.get_by_role("region", name="Classifications").get_by_role("checkbox")).to_have_count(1)
    page.keyboard.press("Escape")
    page.get_by_role("toolbar").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("region", name="Classifications").get_by_role("checkbox")).to_have_count(0)
    product.wait_until(lambda: len(product.board(opened)["annotations"]) == n_shown)


def test_accepting_one_box_renames_no_other(product: Product, page: Page, opened: str) -> None:
    before = names_of(product.board(opened))
    instance_rows(page).nth(1).click()
    product.wait_for(opened, accepted=1)
    after = product.board(opened)
    assert names_of(after) == before
    assert [before[label["suggestion_id"]] for label in after["annotations"]] == [
        label["concept_name"] for label in after["annotations"]
    ]


def test_a_colour_does_not_change_after_accepting(product: Product, page: Page, opened: str) -> None:
    dots = objects(page).locator("[data-row] .dot")
    before = [dot.get_attribute("style") for dot in dots.all()]
    page.get_by_role("button", name=ACCEPT_ALL).click()
    product.wait_for(opened, accepted=len(before))
    page.reload()
    expect(instance_rows(page).first).to_be_checked()
    assert [dot.get_attribute("style") for dot in dots.all()] == before


def test_settings_are_not_lost_between_inputs(product: Product, page: Page, opened: str) -> None:
    set_threshold(page, "0.35", "0.90")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="astronaut.png").click()
    expect(page.get_by_role("heading", name="astronaut.png")).to_be_visible()
    page.reload()
    expect(page.get_by_role("textbox", name="Threshold from")).to_have_value("0.35")
    expect(page.get_by_role("textbox", name="Threshold to")).to_have_value("0.90")
    expect(page.get_by_role("combobox", name="Select Model or Workflow")).to_have_value(re.compile("etection"))
    kept = product.api.get(f"/apps/{app_of(product, opened)}/preferences").raise_for_status().json()
    assert (kept["min_score"], kept["max_score"], kept["model"]) == (0.35, 0.9, DETECTOR)


def test_accepting_does_not_create_several_concepts_of_one_name(product: Product, page: Page) -> None:
    app_id = product.make_app("one concept")
    ids = [at["id"] for at in product.add(app_id, "coins.png", "flower.jpg")]
    for input_id in ids:
        suggest(
            product, input_id, [Proposal("coin", 0.9 - k / 100, Box(30.0 * k, 5, 30.0 * k + 20, 30)) for k in range(6)]
        )
    product.prefer(app_id, model=DETECTOR, min_score=0.25)
    open_input(page, app_id, ids[0])
    expect(instance_rows(page)).to_have_count(6)
    for row in instance_rows(page).all():
        row.click()
    page.keyboard.press("]")
    expect(page.get_by_role("heading", name="flower.jpg")).to_be_visible()
    page.get_by_role("button", name=ACCEPT_ALL).click()
    for input_id in ids:
        product.wait_for(input_id, accepted=6)
    concepts = product.api.get(f"/apps/{app_id}/concepts").raise_for_status().json()["items"]
    assert [concept["name"] for concept in concepts] == ["coin"]


def test_a_pop_up_does_not_close_while_typing(product: Product, page: Page, opened: str) -> None:
    field = page.get_by_role("region", name="Objects").get_by_role("combobox")
    field.press_sequentially("traffic li", delay=30)
    best = product.board(opened)["suggestions"][0]["id"]
    wish = {"action": "accept", "suggestion_ids": [best]}
    product.api.post(f"/inputs/{opened}/change-sets", json=wish).raise_for_status()
    expect(instance_rows(page).first).to_be_checked()
    field.press_sequentially("ght", delay=30)
    expect(field).to_have_value("traffic light")
    expect(page.get_by_role("option", name=re.compile("^traffic light")).first).to_be_visible()


def test_no_key_fires_in_a_text_field(product: Product, page: Page, opened: str) -> None:
    before = product.board(opened)
    page.get_by_role("searchbox", name="Search concepts").fill("")
    page.get_by_role("searchbox", name="Search concepts").press_sequentially("avbphfx x?co123 nj[]")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("searchbox", name="Search concepts").fill("")
    expect(page.get_by_role("heading", name="camera.png")).to_be_visible()
    assert product.board(opened) == before


def test_auto_annotation_overwrites_no_work_by_hand(product: Product, page: Page, opened: str) -> None:
    best = product.board(opened)["suggestions"][0]
    by_hand = {"action": "add", "concept_name": best["concept_name"], "region": [1 + value for value in best["region"]]}
    product.api.post(f"/inputs/{opened}/change-sets", json=by_hand).raise_for_status()
    (mine,) = product.board(opened)["annotations"]
    expect(page.get_by_text(re.compile("already labeled", re.IGNORECASE)).first).to_be_visible()
    n_shown = instance_rows(page).count()
    page.get_by_role("button", name=ACCEPT_ALL).click()
    product.wait_until(lambda: len(product.board(opened)["annotations"]) == n_shown)
    board = product.board(opened)
    assert mine in board["annotations"]
    assert best["id"] not in {label["suggestion_id"] for label in board["annotations"]}


def test_running_again_doubles_no_labels(product: Product, page: Page, opened: str) -> None:
    n_shown = instance_rows(page).count()
    page.get_by_role("button", name=ACCEPT_ALL).click()
    product.wait_for(opened, accepted=n_shown)
    before = product.board(opened)["annotations"]
    page.get_by_role("combobox", name="Select Model or Workflow").click()
    page.get_by_role("option", name=re.compile("workflow", re.IGNORECASE)).first.click()
    expect(page.get_by_text(re.compile("already labeled", re.IGNORECASE)).first).to_be_visible()
    page.get_by_role("button", name=ACCEPT_ALL).click(force=True)
    page.keyboard.press("a")
    page.reload()
    expect(instance_rows(page)).to_have_count(n_shown)
    assert product.board(opened)["annotations"] == before
