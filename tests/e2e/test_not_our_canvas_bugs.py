"""Bugs of the reference product and of its peers that are not ours: on the canvas and beside it, one test each."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import BrowserContext, Dialog, Locator, Page, Route, expect

from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.driving import SAMPLES, canvas, instance_rows, objects, open_input, rows_of

pytestmark = pytest.mark.e2e
EXIF_ORIENTATION = 0x0112


def outline(page: Page) -> Locator:
    """The outline of the region under the pointer, also when that is in the list."""
    return canvas(page).locator("svg g").filter(has_text=re.compile(r"\.1")).first.locator("path").nth(1)


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
