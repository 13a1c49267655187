"""Pictures of 200 megapixels in the viewer: opened by tiles, labeled at the pixel, within bounds of memory."""

from __future__ import annotations

import io
import math
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, Request, expect

from tests.e2e.conftest import Product
from tests.e2e.driving import canvas, drag, open_input

WIDTH_PX, HEIGHT_PX = 20_000, 10_000
MARK = (12_345, 6_789, 12_395, 6_819)
"""Where the picture has a red mark, 50 x 30 pixels."""
MARKED = (200, 20, 40)
WHOLE_MB = WIDTH_PX * HEIGHT_PX * 4 / 1e6
"""What the decoded picture would take as a whole."""
MOST_MB = 350
"""What the server may take on top while it checks, cuts and sends it."""
LONG_S = 60
MAX_TURN = 0.5
"""One turn of the wheel zooms by e to this power at most."""
FIND_RED = """() => {
  const canvas = document.querySelector('[role="group"][aria-label^="Picture "] canvas');
  const { data, width } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (let at = 0; at < data.length; at += 4) {
    if (Math.abs(data[at] - 200) + Math.abs(data[at + 1] - 20) + Math.abs(data[at + 2] - 40) > 40) continue;
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x + 1), Math.max(bottom, y + 1)];
  }
  return right < 0 || right - left < 150 ? null : [left, top, right, bottom];
}"""


def large_picture(kind: str) -> bytes:
    """A street map of sorts with one red mark."""
    image = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), (214, 219, 224))
    pen = ImageDraw.Draw(image)
    for at in range(0, WIDTH_PX, 400):
        pen.line((at, 0, at, HEIGHT_PX), fill=(90, 100, 120), width=8)
        pen.line((0, at, WIDTH_PX, at), fill=(90, 100, 120), width=8)
    pen.rectangle((MARK[0], MARK[1], MARK[2] - 1, MARK[3] - 1), fill=MARKED)
    out = io.BytesIO()
    image.save(out, kind, quality=85, subsampling=0, compress_level=1)
    return out.getvalue()


def memory_mb(product: Product, kind: str) -> float:
    """Return VmRSS (now) or VmHWM (the most so far) of the server."""
    status = Path(f"/proc/{product.process.pid}/status").read_text(encoding="ascii")
    (found,) = re.findall(rf"{kind}:\s+(\d+) kB", status)
    return int(found) / 1024


def forget_peak(product: Product) -> None:
    """Let the most so far begin with what there is now."""
    Path(f"/proc/{product.process.pid}/clear_refs").write_text("5", encoding="ascii")


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_of_200_megapixels_opens_by_tiles_and_is_labeled_at_the_pixel(
    product: Product, page: Page, kind: str
) -> None:
    app_id = product.make_app(f"large {kind}")
    data = large_picture(kind)
    before_mb = memory_mb(product, "VmRSS")
    forget_peak(product)
    added = product.api.post(f"/apps/{app_id}/inputs", files=[("files", (f"map.{kind}", data))]).raise_for_status()
    input_id = added.json()["items"][0]["input"]["id"]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(_path(request)))
    open_input(page, app_id, input_id)
    _wait(page, lambda: any("/tiles/4/" in path for path in asked))
    expect(page.get_by_role("progressbar", name="Preparing a large picture")).to_be_hidden()
    assert not [path for path in asked if path.endswith(("/image", "/original"))]

    asked.clear()
    zoom = _zoom_to(page, ((MARK[0] + MARK[2]) / 2, (MARK[1] + MARK[3]) / 2))
    assert zoom > 4
    _wait(page, lambda: _red_on_screen(page) is not None)
    left, top, right, bottom = _red_on_screen(page) or (0, 0, 0, 0)
    assert ((right - left) / zoom, (bottom - top) / zoom) == pytest.approx((50, 30), abs=0.3)

    page.keyboard.press("b")
    drag(page, (left, top), (right, bottom))
    page.get_by_role("combobox", name="Concept of the drawn box").fill("house")
    page.keyboard.press("Enter")
    product.wait_until(lambda: len(product.board(input_id)["annotations"]) == 1)
    (annotation,) = product.board(input_id)["annotations"]
    assert annotation["region"] == pytest.approx(list(MARK), abs=0.3)

    n_tiles = len([path for path in asked if "/tiles/" in path])
    assert n_tiles < 100, "only what is in view is asked for"
    grown_mb = memory_mb(product, "VmHWM") - before_mb
    assert grown_mb < min(MOST_MB, WHOLE_MB / 2), f"the server took {grown_mb:.0f} MB more"


def _path(request: Request) -> str:
    return request.url.partition("?")[0]


def _wait(page: Page, is_so: Callable[[], bool]) -> None:
    """Wait until something is so on the page; its requests are heard of meanwhile."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < LONG_S, "it never came to be"
        page.wait_for_timeout(100)


def _zoom_to(page: Page, point: tuple[float, float]) -> float:
    """Zoom in at a point of the fitted picture, by the wheel, and return the zoom."""
    area = canvas(page).bounding_box()
    assert area is not None
    fitted = min((area["width"] - 48) / WIDTH_PX, (area["height"] - 48) / HEIGHT_PX)
    left = area["x"] + (area["width"] - WIDTH_PX * fitted) / 2
    top = area["y"] + (area["height"] - HEIGHT_PX * fitted) / 2
    page.mouse.move(left + point[0] * fitted, top + point[1] * fitted)
    n_turns = math.ceil(math.log(4 / fitted) / MAX_TURN)
    for _ in range(n_turns):
        page.mouse.wheel(0, -1000)
    return fitted * math.exp(n_turns * MAX_TURN)


def _red_on_screen(page: Page) -> tuple[float, float, float, float] | None:
    """Return where the canvas shows the mark as red as it is, on the screen."""
    area = canvas(page).bounding_box()
    found = page.evaluate(FIND_RED)
    if area is None or found is None:
        return None
    left, top, right, bottom = found
    return area["x"] + left, area["y"] + top, area["x"] + right, area["y"] + bottom
