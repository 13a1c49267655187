"""Bugs of the reference product and of other labeling tools that are not ours: one test each, named after the bug."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import BrowserContext, Dialog, Locator, Page, Route, expect

from labelwright.domain.ids import InputId, ModelVersion
from labelwright.domain.prediction import Proposal
from labelwright.domain.region import Box
from labelwright.services.suggest import Finding, store_finding
from labelwright.storage.database import Database
from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.driving import SAMPLES, canvas, instance_rows, objects, open_input, set_threshold

pytestmark = pytest.mark.e2e
ACCEPT_ALL = "Accept all AI assist predictions"
EXIF_ORIENTATION = 0x0112


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


def rows_of(page: Page) -> list[str | None]:
    """The ids of the rows of Objects, from top to bottom."""
    return [row.get_attribute("data-row") for row in objects(page).locator("[data-row]").all()]


def outline(page: Page) -> Locator:
    """The outline of the region under the pointer, also when that is in the list."""
    return canvas(page).locator("svg g").filter(has_text=re.compile(r"\.1")).first.locator("path").nth(1)


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


def test_boxes_of_the_last_input_do_not_stick_on_the_next(product: Product, page: Page, opened: str) -> None:
    held: list[Route] = []
    page.route("**/board*", lambda route: held.append(route) if opened not in route.request.url else route.continue_())
    page.route(
        "**/predictions", lambda route: held.append(route) if opened not in route.request.url else route.continue_()
    )
    page.reload()
    expect(canvas(page)).to_have_accessible_name(re.compile(r"camera\.png: [1-9]"))
    page.get_by_role("link", name="astronaut.png").click()
    expect(canvas(page)).to_have_accessible_name(re.compile(r"astronaut\.png: 0 regions"))
    expect(instance_rows(page)).to_have_count(0)
    for route in held:
        route.continue_()
    page.unroute_all()
    expect(instance_rows(page).first).to_be_visible()


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


def test_the_canvas_is_zoomed_and_not_the_browser(page: Page, opened: str) -> None:
    area = canvas(page).bounding_box()
    assert area is not None
    page.mouse.move(area["x"] + area["width"] / 2, area["y"] + area["height"] / 2)
    page.evaluate("addEventListener('wheel', (e) => (window.prevented = e.defaultPrevented), { passive: true })")
    instance_rows(page).first.hover()
    frame = outline(page)
    before = frame.bounding_box()
    page.mouse.move(area["x"] + 20, area["y"] + 20)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    instance_rows(page).first.hover()
    after = frame.bounding_box()
    assert page.evaluate("[window.prevented, visualViewport.scale, innerWidth]") == [True, 1, 1440]
    assert before
    assert after
    assert after["width"] > before["width"] * 1.2


def test_a_score_is_not_lost_on_an_edit(product: Product, page: Page, opened: str) -> None:
    best = product.board(opened)["suggestions"][0]
    objects(page).locator(f"[data-row='{best['id']}']").get_by_text(best["concept_name"]).click()
    page.get_by_role("button", name=re.compile("bottom right", re.IGNORECASE)).focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    product.wait_for(opened, edited=1)
    (label,) = product.board(opened)["annotations"]
    assert (label["provenance"], label["score"], label["suggestion_id"]) == ("edited", best["score"], best["id"])
    assert label["region"] != best["region"]
    expect(objects(page).locator("[data-row]").first).to_contain_text(f"{best['score']:.2f}")


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


def test_a_picture_turned_by_exif_has_its_boxes_where_the_things_are(product: Product, page: Page) -> None:
    app_id = product.make_app("turned")
    with Image.open(SAMPLES / "astronaut.png") as upright:
        stored = upright.convert("RGB").transpose(Image.Transpose.ROTATE_90).crop((0, 0, 512, 500))
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = 6  # shown turned by 90 degrees clockwise
    turned, plain = BytesIO(), BytesIO()
    stored.save(turned, "JPEG", quality=95, exif=exif)
    with Image.open(BytesIO(turned.getvalue())) as reopened:
        ImageOps.exif_transpose(reopened).save(plain, "PNG")
    files = [("files", ("turned.jpg", turned.getvalue())), ("files", ("plain.png", plain.getvalue()))]
    added = product.api.post(f"/apps/{app_id}/inputs", files=files).raise_for_status().json()["items"]
    at, upright_at = (entry["input"] for entry in added)
    assert (at["width_px"], at["height_px"]) == (500, 512)
    product.prefer(app_id, model=DETECTOR, min_score=0.5)
    open_input(page, app_id, at["id"])
    expect(instance_rows(page).first).to_be_visible()
    product.api.post(f"/inputs/{upright_at['id']}/predictions", json={"model": DETECTOR}).raise_for_status()
    best, same = (product.board(each)["suggestions"][0] for each in (at["id"], upright_at["id"]))
    assert best["concept_name"] == same["concept_name"]
    assert best["region"] == pytest.approx(same["region"], abs=4)
    shown = Image.open(BytesIO(page.request.get(f"/api/v1/inputs/{at['id']}/image").body()))
    assert shown.size == (500, 512)
    instance_rows(page).first.hover()
    frame = outline(page).bounding_box()
    assert frame is not None
    x_min, y_min, x_max, y_max = best["region"]
    assert frame["width"] / frame["height"] == pytest.approx((x_max - x_min) / (y_max - y_min), rel=0.05)


def test_no_warning_of_unsaved_work_is_untrue(
    product: Product, page: Page, context: BrowserContext, opened: str
) -> None:
    warnings: list[str] = []

    def note(dialog: Dialog) -> None:
        warnings.append(dialog.type)
        dialog.accept()

    page.on("dialog", note)
    with page.expect_response("**/change-sets"):
        instance_rows(page).first.click()
    page.wait_for_timeout(100)
    page.reload()
    expect(instance_rows(page).first).to_be_checked()
    assert warnings == []
    context.set_offline(True)
    instance_rows(page).nth(1).click()
    expect(page.get_by_text("1 change waiting")).to_be_visible()
    assert page.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    context.set_offline(False)
    product.wait_for(opened, accepted=2)


def test_the_order_of_suggestions_does_not_change_under_the_pointer(product: Product, page: Page, opened: str) -> None:
    before = rows_of(page)
    middle = instance_rows(page).nth(4)
    middle.click()
    product.wait_for(opened, accepted=1)
    assert rows_of(page) == before
    middle.click()
    product.wait_for(opened)
    assert rows_of(page) == before
    groups = objects(page).locator(".group .name")
    names = groups.all_text_contents()
    instance_rows(page).nth(3).click()  # the second car; the first says the same and is folded
    expect(page.get_by_text(re.compile("already labeled", re.IGNORECASE)).first).to_be_visible()
    assert [name.split()[0] for name in groups.all_text_contents()] == [name.split()[0] for name in names]


def test_a_click_on_the_last_point_of_a_polygon_adds_no_point(product: Product, page: Page, opened: str) -> None:
    adder = page.get_by_role("region", name="Objects").get_by_role("combobox")
    adder.fill("kite")
    page.get_by_role("option", name=re.compile("kite")).first.click()
    page.keyboard.press("p")
    area = canvas(page).bounding_box()
    assert area is not None
    x, y = area["x"] + area["width"] / 2, area["y"] + area["height"] / 2
    for dx, dy in ((0, 0), (80, 0), (80, 0), (80, 60), (80, 60)):
        page.mouse.click(x + dx, y + dy)
        page.wait_for_timeout(600)  # two clicks, not a double click
    page.keyboard.press("Enter")
    product.wait_until(lambda: len(product.board(opened)["annotations"]) == 1)
    (label,) = product.board(opened)["annotations"]
    assert len(label["region"]) == 3
