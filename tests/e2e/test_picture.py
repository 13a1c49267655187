"""The picture tools: light, colour, turn of the view; labels made in a turned view, read back by HTTP."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Product
from tests.e2e.driving import SAMPLES, canvas, drag, open_input
from tests.e2e.picturing import take_picture

pytestmark = pytest.mark.e2e
NO_FILTER = "none"
FIT_MARGIN_PX = 24
COFFEE_PX = (600, 400)
TURNED_EXIF = 6


@pytest.fixture
def coffee(product: Product, page: Page, request: pytest.FixtureRequest) -> str:
    """An upright picture, wider than high, open without AI Assist, with another one after it; gives its id."""
    app_id = product.make_app(request.node.name)
    at, _ = product.add(app_id, "coffee.png", "rocket.jpg")
    product.api.put(f"/apps/{app_id}/preferences", json={"assist": False}).raise_for_status()
    open_input(page, app_id, at["id"])
    expect(canvas(page)).to_be_visible()
    page.wait_for_load_state("networkidle")
    return str(at["id"])


def test_picture_light_and_colour_are_typed_and_dragged_and_only_the_picture_follows(page: Page, coffee: str) -> None:
    inside, outside = _light(page)
    page.get_by_role("button", name="Picture").click()
    tools = page.get_by_role("dialog", name="Picture")
    tools.get_by_role("textbox", name="Brightness, typed").fill("60")
    page.keyboard.press("Enter")
    expect(tools.get_by_role("slider", name="Brightness")).to_have_value("60")
    take_picture(page, "picture-tools")
    brighter, background = _light(page)
    assert brighter > inside + 20
    assert background == outside
    tools.get_by_role("slider", name="Saturation").focus()
    page.keyboard.press("Home")
    expect(tools.get_by_role("textbox", name="Saturation, typed")).to_have_value("-100")
    assert _colourfulness(page) == 0
    for typed in ("much", ""):
        tools.get_by_role("textbox", name="Contrast, typed").fill(typed)
        page.keyboard.press("Tab")
        expect(tools.get_by_role("textbox", name="Contrast, typed")).to_have_value("0")
    tools.get_by_role("switch", name="Invert").click()
    assert _filters(page) == ["invert(1) brightness(2.297) saturate(0)", NO_FILTER]
    tools.get_by_role("button", name="Reset").click()
    assert _filters(page) == [NO_FILTER, NO_FILTER]
    assert _light(page) == (inside, outside)


def test_picture_adjustments_stay_for_the_app_and_a_turn_for_its_input(
    product: Product, page: Page, coffee: str
) -> None:
    page.keyboard.press("i")
    page.keyboard.press(".")
    expect(page.get_by_role("button", name="Picture, not as it is")).to_be_visible()
    upright, inverted, shown = COFFEE_PX, "invert(1)", canvas(page).locator("canvas").first
    assert _shown_size(page) == pytest.approx(upright[::-1], rel=0.01)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="rocket.jpg")).to_be_visible()
    expect(shown).to_have_css("filter", inverted)
    _open_tools(page)
    expect(page.get_by_text("0°", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(canvas(page)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("heading", name="coffee.png")).to_be_visible()
    page.reload()
    expect(canvas(page)).to_be_visible()
    _open_tools(page)
    expect(page.get_by_text("90°", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(shown).to_have_css("filter", inverted)
    page.keyboard.press("Shift+L")
    expect(shown).to_have_css("filter", NO_FILTER)
    _open_tools(page)
    expect(page.get_by_text("0°", exact=True)).to_be_visible()


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a22_a_box_drawn_in_a_turned_view_is_stored_in_pixels_of_the_picture(
    product: Product, page: Page, coffee: str, turns: int
) -> None:
    for _ in range(turns):
        page.keyboard.press(".")
    page.keyboard.press("b")
    drag(page, _on_screen(page, turns, 150, 100), _on_screen(page, turns, 450, 220))
    page.get_by_role("combobox", name="Concept of the drawn box").fill("cup")
    page.keyboard.press("Enter")
    product.wait_until(lambda: len(product.board(coffee)["annotations"]) == 1)
    assert _region(product, coffee) == pytest.approx([150, 100, 450, 220], abs=1)
    page.keyboard.press("v")
    page.mouse.click(*_on_screen(page, turns, 300, 150))
    before = _region(product, coffee)
    page.keyboard.press("Shift+ArrowRight")
    right = {1: (0, -10), 2: (-10, 0), 3: (0, 10)}[turns]
    moved = [value + right[place % 2] for place, value in enumerate(before)]
    product.wait_until(
        lambda: _region(product, coffee) == pytest.approx(moved), lambda: f"{_region(product, coffee)}, not {moved}"
    )
    corner = page.get_by_role("button", name="Move top left corner")
    seen_there = {1: (0, 3), 2: (2, 3), 3: (2, 1)}[turns]  # which sides of the box meet at the screen's upper left
    corner.focus()
    page.keyboard.press("Shift+ArrowRight")
    side = seen_there[turns % 2]
    product.wait_until(lambda: _region(product, coffee)[side] != moved[side])
    after = _region(product, coffee)
    assert [place for place in range(4) if after[place] != pytest.approx(moved[place])] == [side]


def test_picture_keys_type_in_a_text_field(page: Page, coffee: str) -> None:
    page.get_by_role("searchbox", name="Search concepts").fill("")
    page.keyboard.type("li.,L")
    expect(page.get_by_role("searchbox", name="Search concepts")).to_have_value("li.,L")
    assert _filters(page)[0] == NO_FILTER
    expect(page.get_by_role("button", name="Picture", exact=True)).to_be_visible()


def test_a1_the_original_is_downloaded_byte_for_byte(product: Product, page: Page) -> None:
    turned = _photograph_with_orientation(TURNED_EXIF)
    app_id = product.make_app("originals")
    answer = product.api.post(f"/apps/{app_id}/inputs", files=[("files", ("on its side.jpg", turned))])
    (entry,) = answer.raise_for_status().json()["items"]
    open_input(page, app_id, entry["input"]["id"])
    page.get_by_text("Info", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the original file").click()
    assert download.value.suggested_filename == "on its side.jpg"
    assert download.value.path().read_bytes() == turned


def _open_tools(page: Page) -> Locator:
    page.keyboard.press("l")
    tools = page.get_by_role("dialog", name="Picture")
    expect(tools).to_be_visible()
    return tools


def _filters(page: Page) -> list[str]:
    """Return the filters of the canvas with the picture and of the one with the labels."""
    filters: list[str] = page.evaluate(
        "[...document.querySelectorAll('[data-canvas] canvas')].map((canvas) => getComputedStyle(canvas).filter)"
    )
    return filters


def _seen(page: Page) -> Image.Image:
    area = canvas(page).bounding_box()
    assert area is not None
    page.wait_for_timeout(200)  # the frame is drawn
    return Image.open(io.BytesIO(page.screenshot(clip=area))).convert("RGB")


def _light(page: Page) -> tuple[float, float]:
    """Return how bright the middle of the canvas is, and its lower right corner beside the picture."""
    seen = _seen(page).convert("L")
    width, height = seen.size
    middle = seen.crop((width // 2 - 50, height // 2 - 50, width // 2 + 50, height // 2 + 50))
    corner = seen.crop((width - 12, height - 12, width - 4, height - 4))
    return ImageStat.Stat(middle).mean[0], ImageStat.Stat(corner).mean[0]


def _colourfulness(page: Page) -> float:
    seen = _seen(page)
    width, height = seen.size
    red, green, blue = ImageStat.Stat(
        seen.crop((width // 2 - 50, height // 2 - 50, width // 2 + 50, height // 2 + 50))
    ).mean
    return round(max(red, green, blue) - min(red, green, blue))


def _shown_size(page: Page) -> tuple[float, float]:
    """Return the picture's size on the screen, scaled so that its longer side is that of the file."""
    seen = _seen(page)
    background = seen.getpixel((8, 8))
    assert isinstance(background, tuple)
    unlike = ImageChops.difference(seen, Image.new("RGB", seen.size, background))
    inner = unlike.crop((4, 4, seen.width - 4, seen.height - 4)).getbbox()
    assert inner is not None
    width, height = inner[2] - inner[0], inner[3] - inner[1]
    scale = max(COFFEE_PX) / max(width, height)
    return width * scale, height * scale


def _on_screen(page: Page, turns: int, x: float, y: float) -> tuple[float, float]:
    """Return where a pixel of the fitted picture is on the screen after so many quarter turns to the right."""
    area = canvas(page).bounding_box()
    assert area is not None
    width, height = COFFEE_PX if turns % 2 == 0 else COFFEE_PX[::-1]
    zoom = min((area["width"] - 2 * FIT_MARGIN_PX) / width, (area["height"] - 2 * FIT_MARGIN_PX) / height)
    from_middle = (x - COFFEE_PX[0] / 2) * zoom, (y - COFFEE_PX[1] / 2) * zoom
    for _ in range(turns):
        from_middle = -from_middle[1], from_middle[0]
    return area["x"] + area["width"] / 2 + from_middle[0], area["y"] + area["height"] / 2 + from_middle[1]


def _region(product: Product, input_id: str) -> list[float]:
    (label,) = product.board(input_id)["annotations"]
    return [float(value) for value in label["region"]]


def _photograph_with_orientation(orientation: int) -> bytes:
    picture = Image.open(SAMPLES / "coffee.png").convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()
