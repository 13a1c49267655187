"""From photographs to a dataset file, in a real browser: once with the mouse, once with the keyboard alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pycocotools.coco import COCO

from tests.e2e.conftest import Product
from tests.e2e.driving import (
    canvas,
    centre,
    drag,
    instance_rows,
    new_app,
    objects,
    pick_model,
    upload,
)

THUMB_PX = 14
pytestmark = pytest.mark.e2e


def test_the_whole_way_from_two_photographs_to_a_coco_file(product: Product, page: Page, tmp_path: Path) -> None:
    app_id = new_app(page, "Whole way")
    upload(page, "astronaut.png", "camera.png")

    page.get_by_role("gridcell", name=re.compile("camera")).first.dblclick()
    pick_model(page, "General detection")
    expect(instance_rows(page).first).to_be_visible()
    input_id = page.url.rpartition("/")[2].partition("?")[0]

    _drag_lowest_threshold_down(page)
    board = product.board(input_id)
    n_shown = instance_rows(page).count()
    assert n_shown > 1

    instance_rows(page).first.click()
    expect(instance_rows(page).first).to_be_checked()
    product.wait_for(input_id, accepted=1)

    page.get_by_role("button", name="Accept all AI assist predictions").click()
    for row in instance_rows(page).all():
        expect(row).to_be_checked()
    product.wait_for(input_id, accepted=n_shown)

    before = product.board(input_id)["annotations"]
    _widen_first_box(page)
    product.wait_for(input_id, accepted=n_shown - 1, edited=1)
    edited = next(label for label in product.board(input_id)["annotations"] if label["provenance"] == "edited")
    was = next(label for label in before if label["id"] == edited["id"])
    assert edited["region"][:2] == pytest.approx(was["region"][:2])
    assert edited["region"][2] != pytest.approx(was["region"][2])

    page.keyboard.press("Control+z")
    product.wait_for(input_id, accepted=n_shown)
    assert product.board(input_id)["annotations"] == [
        {**label, "revision": now["revision"]}
        for label, now in zip(before, product.board(input_id)["annotations"], strict=True)
    ]

    page.reload()
    expect(instance_rows(page).first).to_be_checked()
    assert instance_rows(page).count() == n_shown

    dataset = _export(page, app_id, tmp_path / "labels.json")
    assert len(dataset.getImgIds()) == 2
    exported = dataset.loadAnns(dataset.getAnnIds())
    names = {category["id"]: category["name"] for category in dataset.loadCats(dataset.getCatIds())}
    sent = sorted((names[label["category_id"]], *label["bbox"]) for label in exported)
    kept = sorted((label["concept_name"], *_to_xywh(label["region"])) for label in before)
    assert [name for name, *_ in sent] == [name for name, *_ in kept]
    for (_, *box), (_, *box_kept) in zip(sent, kept, strict=True):
        assert box == pytest.approx(box_kept, abs=0.01)
    assert len(board["suggestions"]) >= n_shown


def test_the_whole_way_by_keyboard_alone(product: Product, page: Page) -> None:
    app_id = product.make_app("Keyboard", "camera.png", "astronaut.png")
    page.goto(f"/apps/{app_id}")
    expect(page.get_by_role("gridcell").first).to_be_visible()

    _tab_until(page, page.get_by_role("gridcell").first)
    page.keyboard.press("Enter")
    expect(canvas(page)).to_be_visible()

    picker = page.get_by_role("combobox", name="Select Model or Workflow")
    _tab_until(page, picker)
    page.keyboard.press("Enter")
    page.keyboard.type("detection")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(instance_rows(page).first).to_be_visible()
    input_id = page.url.rpartition("/")[2].partition("?")[0]
    model = product.api.get(f"/apps/{app_id}/preferences").json()["model"]

    _tab_until(page, page.get_by_role("slider", name="Lowest probability"))
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("textbox", name="Threshold from")).to_have_value("0.30")
    n_shown = instance_rows(page).count()
    assert n_shown > 1

    page.keyboard.press("n")
    page.keyboard.press(" ")
    product.wait_for(input_id, model=model, accepted=1)
    page.keyboard.press("n")
    page.keyboard.press("x")
    product.wait_for(input_id, model=model, accepted=1, rejected=1)
    page.keyboard.press("a")
    product.wait_for(input_id, model=model, accepted=n_shown - 1, rejected=1)
    page.keyboard.press("Control+z")
    product.wait_for(input_id, model=model, accepted=1, rejected=1)
    page.keyboard.press("Control+Shift+z")
    product.wait_for(input_id, model=model, accepted=n_shown - 1, rejected=1)

    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="astronaut.png")).to_be_visible()
    product.wait_until(lambda: product.api.get(f"/inputs/{input_id}").json()["status"] == "done")


def _drag_lowest_threshold_down(page: Page) -> None:
    thumb = page.get_by_role("slider", name="Lowest probability")
    lower = page.get_by_role("textbox", name="Threshold from")
    track = thumb.bounding_box()
    assert track is not None
    x, y = track["x"] + THUMB_PX / 2 + 0.4 * (track["width"] - THUMB_PX), track["y"] + track["height"] / 2
    drag(page, (x, y), (x - 40, y))
    assert float(lower.input_value()) < 0.35


def _widen_first_box(page: Page) -> None:
    objects(page).get_by_text(re.compile(r"\.1$")).first.click()
    x, y = centre(page.get_by_role("button", name=re.compile("bottom right", re.IGNORECASE)))
    drag(page, (x, y), (x - 30, y - 20))


def _tab_until(page: Page, wanted: Any) -> None:
    for _ in range(60):
        if wanted.evaluate("element => element === document.activeElement || element.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab never reaches it")


def _export(page: Page, app_id: str, to: Path) -> COCO:
    page.goto(f"/apps/{app_id}")
    page.get_by_role("button", name="Export").first.click()
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("link", name="Download").click()
    download.value.save_as(to)
    assert json.loads(to.read_text(encoding="utf-8"))["images"]
    return COCO(str(to))


def _to_xywh(region: list[float]) -> list[float]:
    x_min, y_min, x_max, y_max = region
    return [x_min, y_min, x_max - x_min, y_max - y_min]
