"""Gallery and viewer as places: the list they walk, the addresses they have, and that everyone can use them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.driving import SAMPLES, canvas, instance_rows, new_app, open_input
from tests.e2e.picturing import take_picture

pytestmark = pytest.mark.e2e


def test_a1_gallery_and_viewer_walk_the_same_list_and_back_works(product: Product, page: Page) -> None:
    app_id = product.make_app("walk", "camera.png", "astronaut.png", "coffee.png")
    page.goto(f"/apps/{app_id}?sort=name")
    tiles = page.get_by_role("gridcell")
    expect(tiles).to_have_count(3)
    names = [re.search(r"\w+\.png", tile.inner_text()) for tile in tiles.all()]
    order = [name.group() for name in names if name]
    assert order == sorted(order)
    tiles.first.dblclick()
    for name in order:
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        page.keyboard.press("ArrowDown")
    page.go_back()
    expect(page.get_by_role("gridcell")).to_have_count(3)


def test_a1_the_gallery_is_searched_filtered_and_selected_from(product: Product, page: Page) -> None:
    app_id = product.make_app("choose")
    at, *_ = product.add(app_id, "camera.png", "astronaut.png", "coffee.png")
    done = product.api.post(f"/inputs/{at['id']}/change-sets", json={"action": "mark_done", "done": True})
    done.raise_for_status()
    page.set_viewport_size({"width": 1100, "height": 700})
    page.goto(f"/apps/{app_id}")
    tiles = page.get_by_role("gridcell")
    expect(tiles).to_have_count(3)
    take_picture(page, "gallery")
    for button in page.get_by_role("region", name="Filter").get_by_role("button").all():
        expect(button).to_be_in_viewport(ratio=1)
    page.keyboard.press("/")
    page.keyboard.type("coff")
    expect(tiles).to_have_count(1)
    expect(tiles).to_contain_text("coffee.png")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(tiles).to_have_count(3)
    page.get_by_role("button", name=re.compile("^Done")).click()
    expect(tiles).to_have_count(1)
    expect(tiles).to_contain_text("camera.png")
    page.get_by_role("button", name=re.compile("^All ?3")).click()
    expect(tiles).to_have_count(3)
    tiles.nth(0).get_by_role("link").focus()
    page.keyboard.press(" ")
    page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    expect(page.get_by_text("2 selected")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("2 selected")).to_have_count(0)


def test_a1_an_address_opens_any_input_directly(product: Product, page: Page) -> None:
    app_id = product.make_app("direct")
    _, second = product.add(app_id, "camera.png", "astronaut.png")
    page.goto(f"/apps/{app_id}/inputs/{second['id']}")
    expect(page.get_by_role("heading", name="astronaut.png")).to_be_visible()
    expect(canvas(page)).to_be_visible()


def test_a1_a_refused_file_is_named_with_its_reason_and_the_others_go_in(page: Page) -> None:
    new_app(page, "refusals")
    files: list[FilePayload] = [
        {"name": "good.png", "mimeType": "image/png", "buffer": (SAMPLES / "coffee.png").read_bytes()},
        {"name": "fake.jpg", "mimeType": "image/jpeg", "buffer": b"<svg xmlns='http://www.w3.org/2000/svg'/>"},
        {"name": "empty.png", "mimeType": "image/png", "buffer": b""},
    ]
    page.get_by_label("Pictures to upload").set_input_files(files)
    expect(page.get_by_role("gridcell", name=re.compile("good.png"))).to_be_visible()
    expect(page.get_by_text("fake.jpg")).to_be_visible()
    expect(page.get_by_text("empty.png")).to_be_visible()


def test_a6_the_next_input_is_predicted_ahead(product: Product, page: Page) -> None:
    app_id = product.make_app("ahead")
    first, second = product.add(app_id, "camera.png", "astronaut.png")
    product.prefer(app_id, model=DETECTOR, min_score=0.25)
    open_input(page, app_id, first["id"])
    product.wait_until(lambda: product.board(second["id"])["prediction"] is not None)


def test_a28_two_pages_on_one_input_see_each_others_changes(product: Product, browser: Browser) -> None:
    app_id = product.make_app("live")
    (at,) = product.add(app_id, "camera.png")
    product.prefer(app_id, model=DETECTOR, min_score=0.25)
    pages = [browser.new_context(base_url=product.address).new_page() for _ in range(2)]
    for each in pages:
        open_input(each, app_id, at["id"])
        expect(instance_rows(each).first).to_be_visible()
    instance_rows(pages[0]).first.click()
    expect(instance_rows(pages[1]).first).to_be_checked()
    for each in pages:
        each.context.close()
