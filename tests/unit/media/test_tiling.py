"""Large pictures: decoded in strips, cut into tiles, made small while they are decoded."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from labelwright.media import checking, decoding, limits, opening, rendering, strips, tiling
from labelwright.media.refusals import BrokenImage, ImageSideTooLong, TruncatedImage
from labelwright.media.tiling import TILE_PX, TileKey, TileLevel
from tests.unit.media.pictures import ORIENTATIONS, encode, exif_of, photo, png_with_header, stored_as

WIDTH_PX, HEIGHT_PX = 1301, 1090


def _photo() -> Image.Image:
    return photo(WIDTH_PX, HEIGHT_PX)


def _palette_with_transparency() -> bytes:
    return encode(_photo().quantize(200), "PNG", transparency=7)


FILES = {
    "JPEG": encode(_photo(), "JPEG", quality=95),
    "grey JPEG": encode(_photo().convert("L"), "JPEG", quality=95),
    "CMYK JPEG": encode(_photo().convert("CMYK"), "JPEG", quality=95),
    "progressive JPEG": encode(_photo(), "JPEG", quality=95, progressive=True),
    "PNG": encode(_photo(), "PNG"),
    "grey PNG": encode(_photo().convert("L"), "PNG"),
    "grey PNG with transparency": encode(_photo().convert("LA"), "PNG"),
    "PNG with transparency": encode(_photo().convert("RGBA"), "PNG"),
    "PNG of two colours": encode(_photo().convert("1"), "PNG"),
    "PNG with a palette": encode(_photo().quantize(200), "PNG"),
    "PNG with a palette of four": encode(_photo().quantize(4), "PNG", bits=2),
    "PNG with a palette and transparency": _palette_with_transparency(),
    "PNG of 16 bits": encode(Image.fromarray(np.asarray(_photo().convert("L")).astype(np.uint16) * 257), "PNG"),
    "TIFF": encode(_photo(), "TIFF"),
    "TIFF of floats": encode(Image.fromarray(np.asarray(_photo().convert("L")).astype(np.float32)), "TIFF"),
    "WebP": encode(_photo(), "WEBP", lossless=True),
}
WHOLE = {"CMYK JPEG", "progressive JPEG", "PNG of two colours", "TIFF", "TIFF of floats", "WebP"}
STREAMED = [name for name in FILES if name not in WHOLE]


def tiles_of(data: bytes) -> tuple[dict[TileKey, bytes], list[float]]:
    """Return the tiles, each of which may be put once, and the shares that were told."""
    tiles: dict[TileKey, bytes] = {}
    shares: list[float] = []

    def put(key: TileKey, tile: bytes) -> None:
        assert key not in tiles
        tiles[key] = tile

    tiling.make_tiles(data, checking.inspect_image(data), put, tick=shares.append)
    return tiles, shares


def put_together(tiles: dict[TileKey, bytes], level: int, size: TileLevel) -> Image.Image:
    """Return a level as one picture; every tile has to be there, with the size it should have."""
    whole = Image.new("RGB", (size.width_px, size.height_px))
    for row in range(size.n_rows):
        for column in range(size.n_columns):
            tile = Image.open(io.BytesIO(tiles[TileKey(level, column, row)]))
            left, top = column * TILE_PX, row * TILE_PX
            assert tile.size == (min(TILE_PX, size.width_px - left), min(TILE_PX, size.height_px - top))
            whole.paste(tile, (left, top))
    return whole


def difference(a: Image.Image, b: Image.Image) -> float:
    return float(np.abs(np.asarray(a.convert("RGB"), int) - np.asarray(b.convert("RGB"), int)).mean())


def shown(data: bytes) -> Image.Image:
    """The picture as it is shown whole."""
    small = rendering.render_thumbnail(data, long_side_px=max(WIDTH_PX, HEIGHT_PX))
    return Image.open(io.BytesIO(small))


@pytest.mark.parametrize("name", STREAMED)
def test_strips_are_the_picture_to_the_last_bit(name: str) -> None:
    image, media_type = opening.open_image(FILES[name], limits=limits.LET_IN)
    assert strips.can_stream(image)
    taken: list[Image.Image] = []
    heights_px = [3, 500, 1, 512, HEIGHT_PX - 1016]
    strips.stream_strips(image, FILES[name], heights_px, taken.append, media_type=media_type)
    assert [strip.height for strip in taken] == heights_px
    whole = Image.open(io.BytesIO(FILES[name]))
    together = np.concatenate([np.asarray(strip.convert("RGBA")) for strip in taken])
    np.testing.assert_array_equal(together, np.asarray(whole.convert("RGBA")))


@pytest.mark.parametrize("name", FILES)
def test_tiles_of_full_size_show_what_the_picture_shows(name: str) -> None:
    tiles, shares = tiles_of(FILES[name])
    full = put_together(tiles, 0, tiling.levels_of(WIDTH_PX, HEIGHT_PX)[0])
    assert difference(full, shown(FILES[name])) < (6 if "two colours" in name else 3)
    assert shares == [pytest.approx(share) for share in (1 / 3, 2 / 3, 1)]


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_every_level_stands_upright(kind: str, orientation: int) -> None:
    upright = _photo()
    data = encode(stored_as(upright, orientation), kind, exif=exif_of(orientation))
    tiles, _ = tiles_of(data)
    levels = tiling.levels_of(*upright.size)
    assert len(tiles) == sum(level.n_columns * level.n_rows for level in levels)
    for number, level in enumerate(levels):
        expected = upright.resize((level.width_px, level.height_px), Image.Resampling.BOX)
        assert difference(put_together(tiles, number, level), expected) < 3


def test_levels_are_halved_until_one_tile_is_left() -> None:
    assert tiling.levels_of(1025, 3) == [TileLevel(1025, 3), TileLevel(513, 2), TileLevel(257, 1)]
    assert tiling.levels_of(512, 512) == [TileLevel(512, 512)]


@pytest.mark.parametrize("name", ["JPEG", "grey JPEG", "PNG", "PNG with a palette"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_file_that_ends_early_is_refused_while_it_is_cut_into_tiles(name: str, share: float) -> None:
    data = FILES[name]
    facts = checking.inspect_image(data)
    with pytest.raises(TruncatedImage):
        tiling.make_tiles(data[: int(len(data) * share)], facts, lambda *_: None, tick=lambda _: None)


@pytest.mark.parametrize("name", FILES)
def test_a_large_picture_is_made_small_while_it_is_decoded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = Image.open(io.BytesIO(rendering.render_thumbnail(FILES[name], long_side_px=100)))
    monkeypatch.setattr(decoding, "LARGE_PX", 1_000_000)
    data = FILES[name]
    small = Image.open(io.BytesIO(rendering.render_thumbnail(data, long_side_px=100)))
    assert small.size == expected.size
    assert difference(small, expected) < 2
    assert checking.inspect_image(data).width_px == WIDTH_PX


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_a_large_picture_made_small_stands_upright(orientation: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LARGE_PX", 1_000_000)
    data = encode(stored_as(_photo(), orientation), "PNG", exif=exif_of(orientation))
    small = Image.open(io.BytesIO(rendering.render_thumbnail(data, long_side_px=100)))
    assert difference(small, _photo().resize(small.size)) < 4


def test_a_large_png_that_promises_more_than_it_holds_is_refused() -> None:
    with pytest.raises((TruncatedImage, BrokenImage)):
        checking.inspect_image(png_with_header(15_000, 15_000))


def test_the_strip_of_65000_pixels_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(ImageSideTooLong, match="65000 x 100"):
        checking.inspect_image(png_with_header(65_000, 100))
