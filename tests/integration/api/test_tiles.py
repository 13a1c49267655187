"""Large pictures by tiles, through HTTP."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest
from PIL import Image

from labelwright.media.decoding import LARGE_PX
from tests.integration.api.visitor import Visitor
from tests.unit.media.pictures import encode, exif_of, png_with_header

WIDTH_PX, HEIGHT_PX = 8000, 4100
RED = (200, 20, 40)


def large_picture() -> bytes:
    """A picture just large enough for tiles, stored on its side, with a red corner at the lower right."""
    upright = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), "white")
    upright.paste(RED, (WIDTH_PX - 600, HEIGHT_PX - 600, WIDTH_PX, HEIGHT_PX))
    return encode(upright.transpose(Image.Transpose.ROTATE_90), "JPEG", quality=60, exif=exif_of(6))


def made_tiles(visitor: Visitor, url: str) -> dict[str, Any]:
    """Ask for the tiles until they are made."""
    shares = []
    for _ in range(300):
        listed: dict[str, Any] = visitor.web.get(url.removeprefix("/api/v1")).raise_for_status().json()
        shares.append(listed["share_made"])
        if listed["share_made"] == 1:
            assert shares == sorted(shares)
            return listed
        time.sleep(0.05)
    raise AssertionError(f"the tiles were not made: {shares[-1]}")


def tile_at(visitor: Visitor, listed: dict[str, Any], level: int, column: int, row: int) -> Any:
    url = listed["tile_url"].format(level=level, column=column, row=row)
    return visitor.web.get(url.removeprefix("/api/v1"))


def test_a_large_picture_is_given_tile_by_tile_at_every_size(visitor: Visitor) -> None:
    assert WIDTH_PX * HEIGHT_PX > LARGE_PX
    input_id = visitor.add_input(large_picture(), "large.jpg")
    tiles_url = visitor.web.get(f"/inputs/{input_id}").json()["tiles_url"]
    early = visitor.web.get(f"/inputs/{input_id}/tiles/0/0_0.jpg")
    assert (early.status_code, early.json()["code"]) == (503, "tiles_not_made")
    listed = made_tiles(visitor, tiles_url)
    sizes = [(level["width_px"], level["height_px"]) for level in listed["levels"]]
    assert sizes == [(8000, 4100), (4000, 2050), (2000, 1025), (1000, 513), (500, 257)]

    corner = tile_at(visitor, listed, 0, 15, 8)
    assert corner.headers["content-type"] == "image/jpeg"
    assert "immutable" in corner.headers["cache-control"]
    shown = Image.open(io.BytesIO(corner.content))
    assert shown.size == (8000 - 15 * 512, 4)
    assert shown.getpixel((200, 2)) == pytest.approx(RED, abs=12)
    whole = Image.open(io.BytesIO(tile_at(visitor, listed, 4, 0, 0).content))
    assert whole.size == (500, 257)
    assert whole.getpixel((480, 240)) == pytest.approx(RED, abs=12)
    assert whole.getpixel((20, 20)) == pytest.approx((255, 255, 255), abs=12)

    again = visitor.web.get(str(corner.url), headers={"If-None-Match": corner.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("place", ["0/16_0", "0/0_9", "5/0_0"])
def test_a_tile_outside_the_picture_is_not_found(visitor: Visitor, place: str) -> None:
    input_id = visitor.add_input(large_picture(), "large.jpg")
    answer = visitor.web.get(f"/inputs/{input_id}/tiles/{place}.jpg")
    assert (answer.status_code, answer.json()["code"]) == (404, "tile_not_found")


def test_a_small_picture_has_no_tiles(visitor: Visitor) -> None:
    input_id = visitor.add_input(encode(Image.new("RGB", (64, 48)), "PNG"), "small.png")
    assert visitor.web.get(f"/inputs/{input_id}").json()["tiles_url"] is None
    for path in ("tiles", "tiles/0/0_0.jpg"):
        answer = visitor.web.get(f"/inputs/{input_id}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_tiled")


def test_tiles_of_a_file_that_is_gone_say_so_and_can_be_asked_for_again(visitor: Visitor) -> None:
    data = large_picture() + b"\0"
    input_id = visitor.add_input(data, "large.jpg")
    digest = visitor.workshop.blobs.put(data)
    visitor.workshop.blobs.delete(digest)
    url = f"/inputs/{input_id}/tiles"
    codes = set()
    for _ in range(100):
        answer = visitor.web.get(url)
        codes.add(answer.json().get("code"))
        if answer.status_code != 200:
            break
        time.sleep(0.02)
    assert "blob_not_found" in codes
    visitor.workshop.blobs.put(data)
    made_tiles(visitor, url)


@pytest.mark.parametrize(
    ("size", "code"), [((65_000, 100), "image_side_too_long"), ((30_000, 30_000), "image_too_large")]
)
def test_what_is_too_large_even_for_tiles_is_refused_with_the_reason(
    visitor: Visitor, size: tuple[int, int], code: str
) -> None:
    added = visitor.upload(("huge.png", png_with_header(*size)))
    assert added["items"][0]["problem"]["code"] == code
