"""Pixels for models: upright, exact, in RGB."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from labelwright.media import reading
from labelwright.media.decoding import NeededSize
from labelwright.media.limits import DEFAULT_LIMITS
from tests.unit.media.pictures import ORIENTATIONS, encode, exif_of, photo, stored_as

RED = np.asarray([254, 0, 0])


def in_full(width_px: int, height_px: int) -> tuple[int, int]:
    return width_px, height_px


def reduced_by(factor: int) -> NeededSize:
    return lambda width, height: (width // factor, height // factor)


def with_red_box(width_px: int, height_px: int, box: tuple[int, int, int, int]) -> Image.Image:
    image = Image.new("RGB", (width_px, height_px), "white")
    left, top, right, bottom = box
    ImageDraw.Draw(image).rectangle((left, top, right - 1, bottom - 1), fill="red")
    return image


def red_area(pixels: np.ndarray) -> tuple[float, float, float, float]:
    """The red box to a fraction of a pixel, by how much red each row and column holds."""
    redness = 1 - pixels[..., 1].astype(float) / 255
    columns, rows = redness.max(axis=0), redness.max(axis=1)
    x_middle = (redness.sum(axis=0) * (np.arange(len(columns)) + 0.5)).sum() / redness.sum()
    y_middle = (redness.sum(axis=1) * (np.arange(len(rows)) + 0.5)).sum() / redness.sum()
    half_width = redness.sum(axis=1).max() / 2
    half_height = redness.sum(axis=0).max() / 2
    return (x_middle - half_width, y_middle - half_height, x_middle + half_width, y_middle + half_height)


def test_a_file_that_was_let_in_under_a_higher_limit_is_read() -> None:
    data = encode(photo(40, 30), "JPEG") + bytes(DEFAULT_LIMITS.max_bytes)
    assert reading.read_raster(data, needed=in_full).pixels.shape == (30, 40, 3)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(ORIENTATIONS),
    st.sampled_from([1, 2, 4, 8]),
    st.integers(97, 260),
    st.integers(97, 260),
    st.tuples(st.floats(0.1, 0.4), st.floats(0.1, 0.4), st.floats(0.6, 0.9), st.floats(0.6, 0.9)),
)
def test_a_box_stays_where_it_is_at_every_turn_and_reduction(
    orientation: int, factor: int, width_px: int, height_px: int, shares: tuple[float, float, float, float]
) -> None:
    left, top, right, bottom = (int(s * side) for s, side in zip(shares, (width_px, height_px) * 2, strict=True))
    stored = stored_as(with_red_box(width_px, height_px, (left, top, right, bottom)), orientation)
    data = encode(stored, "JPEG", quality=95, subsampling=0, exif=exif_of(orientation))
    raster = reading.read_raster(data, needed=reduced_by(factor))
    assert (raster.width_px, raster.height_px) == (width_px, height_px)
    assert raster.pixels.shape[1] >= width_px // factor
    assert raster.pixels.shape[0] >= height_px // factor
    x_min, y_min, x_max, y_max = raster.content_xyxy
    scale = np.asarray([width_px / (x_max - x_min), height_px / (y_max - y_min)] * 2)
    found = (np.asarray(red_area(raster.pixels)) - np.asarray([x_min, y_min] * 2)) * scale
    np.testing.assert_allclose(found, (left, top, right, bottom), atol=0.5)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("factor", [1, 2, 4, 8])
@pytest.mark.parametrize("size", [(101, 67), (67, 101), (96, 64), (97, 64)])
def test_a_coloured_corner_stays_at_its_corner(size: tuple[int, int], factor: int, orientation: int) -> None:
    width_px, height_px = size
    stored = stored_as(with_red_box(width_px, height_px, (0, 0, 32, 32)), orientation)
    data = encode(stored, "JPEG", quality=95, subsampling=0, exif=exif_of(orientation))
    raster = reading.read_raster(data, needed=reduced_by(factor))
    pixels = raster.pixels.astype(int)
    assert np.abs(pixels[0, 0] - RED).max() < 12
    for row, column in ((0, -1), (-1, 0), (-1, -1)):
        assert pixels[row, column].min() > 240
    x_min, y_min, x_max, y_max = raster.content_xyxy
    assert (x_max - x_min, y_max - y_min) == pytest.approx((width_px / factor, height_px / factor))
    assert min(x_min, y_min) >= 0
    assert (x_max <= pixels.shape[1], y_max <= pixels.shape[0]) == (True, True)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP"])
def test_other_formats_are_turned_too_and_come_in_full(kind: str, orientation: int) -> None:
    stored = stored_as(with_red_box(41, 29, (0, 0, 12, 12)), orientation)
    options = {"lossless": True} if kind == "WEBP" else {}
    data = encode(stored, kind, exif=exif_of(orientation), **options)
    raster = reading.read_raster(data, needed=reduced_by(8))
    assert raster.pixels.shape == (29, 41, 3)
    assert raster.content_xyxy == (0, 0, 41, 29)
    assert raster.pixels[0, 0].tolist() == [255, 0, 0]
    assert raster.pixels[-1, -1].tolist() == [255, 255, 255]


def test_more_than_there_is_comes_in_full() -> None:
    raster = reading.read_raster(encode(photo(50, 40), "JPEG"), needed=lambda width, height: (width * 3, height * 3))
    assert raster.pixels.shape == (40, 50, 3)


def read_first_pixel(image: Image.Image, kind: str = "PNG", **options: object) -> list[int]:
    pixels = reading.read_raster(encode(image, kind, **options), needed=in_full).pixels
    assert pixels.dtype == np.uint8
    return [int(value) for value in pixels[0, 0]]


HALF_SEEN = Image.new("RGBA", (8, 8), (255, 0, 0, 128))
DEEP = Image.fromarray(np.full((8, 8), 32_896, np.uint16))


@pytest.mark.parametrize(
    ("image", "kind", "expected"),
    [
        (Image.new("L", (8, 8), 90), "PNG", [90, 90, 90]),
        (Image.new("L", (8, 8), 90), "JPEG", [90, 90, 90]),
        (Image.new("1", (8, 8), 1), "PNG", [255, 255, 255]),
        (Image.new("RGB", (8, 8), (9, 80, 200)).convert("P", palette=Image.Palette.ADAPTIVE), "PNG", [9, 80, 200]),
        (HALF_SEEN, "PNG", [255, 127, 127]),  # over white
        (Image.new("LA", (8, 8), (0, 0)), "PNG", [255, 255, 255]),
        (DEEP, "PNG", [128, 128, 128]),  # scaled, not clipped
        (DEEP, "TIFF", [128, 128, 128]),
        (Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "TIFF", [255, 0, 0]),
    ],
)
def test_every_colour_mode_becomes_rgb(image: Image.Image, kind: str, expected: list[int]) -> None:
    assert read_first_pixel(image, kind) == pytest.approx(expected, abs=2)


def test_a_cmyk_jpeg_becomes_rgb() -> None:
    assert read_first_pixel(Image.new("CMYK", (16, 16), (255, 0, 255, 0)), "JPEG") == pytest.approx([0, 255, 0], abs=6)


def test_a_transparent_palette_colour_shows_white() -> None:
    image = Image.new("P", (8, 8), 1)
    image.putpalette([0, 0, 0, 200, 10, 10])
    assert read_first_pixel(image, "GIF", transparency=1) == [255, 255, 255]


def test_floats_are_stretched_from_their_lowest_to_their_highest_finite_value() -> None:
    values = np.asarray([[-2.0, 0.0], [2.0, np.nan]], np.float32)
    pixels = reading.read_raster(encode(Image.fromarray(values), "TIFF"), needed=in_full).pixels
    assert pixels[..., 0].tolist() == [[0, 128], [255, 0]]
