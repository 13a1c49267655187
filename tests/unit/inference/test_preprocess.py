"""The way to a model's pixels and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.domain.raster import Raster
from labelwright.inference import preprocess


def raster(width_px: int, height_px: int, *, colour: int = 200) -> Raster:
    pixels = np.full((height_px, width_px, 3), colour, np.uint8)
    return Raster(pixels, (0.0, 0.0, float(width_px), float(height_px)), width_px, height_px)


@pytest.mark.parametrize(
    ("size", "rows", "columns"),
    [
        ((640, 480), (52, 364), (0, 416)),  # landscape: bars above and below
        ((480, 640), (0, 416), (52, 364)),  # portrait: bars left and right
        ((640, 427), (69, 347), (0, 416)),  # 138 rows are left: 69 on both sides
        ((640, 429), (68, 347), (0, 416)),  # an odd rest: the smaller part above
        ((100, 100), (0, 416), (0, 416)),  # smaller than the square: enlarged
        ((1, 1), (0, 416), (0, 416)),  # one pixel
    ],
)
def test_a_letterbox_centres_the_picture_on_black(
    size: tuple[int, int], rows: tuple[int, int], columns: tuple[int, int]
) -> None:
    fitted = preprocess.letterbox(raster(*size), 416).pixels
    expected = np.zeros((416, 416, 3), np.uint8)
    expected[slice(*rows), slice(*columns)] = 200
    assert np.array_equal(fitted, expected)


def test_a_strip_of_extreme_length_still_has_one_row_in_the_square() -> None:
    fitted = preprocess.letterbox(raster(5000, 1), 416)
    assert fitted.pixels.any(axis=(1, 2)).sum() == 1


@given(st.integers(1, 300), st.integers(1, 300))
def test_the_whole_image_put_into_the_square_comes_back_as_the_whole_image(width_px: int, height_px: int) -> None:
    fitted = preprocess.letterbox(raster(width_px, height_px), 416)
    width, height = preprocess.letterbox_size(width_px, height_px, 416)
    left, top = fitted.left_px, fitted.top_px
    box = fitted.to_image(np.array([[left, top, left + width, top + height]], np.float32))[0]
    rounding_px = 0.5 / fitted.scale + 0.001
    assert np.abs(box - [0, 0, width_px, height_px]).max() <= rounding_px


@pytest.mark.parametrize(
    ("content", "bright"),
    [
        ((0.0, 0.0, 125.125, 62.625), 100),  # as decoded: the ragged edge is right and below
        ((0.875, 0.375, 126.0, 63.0), 25),  # turned by half: it is left and above
    ],
)
def test_only_the_picture_within_a_ragged_decode_reaches_the_square(
    content: tuple[float, float, float, float], bright: int
) -> None:
    """A decode of a 1001 x 501 image reduced by 8 has 126 x 63 pixels, of which 125.125 x 62.625 are picture."""
    pixels = np.zeros((63, 126, 3), np.uint8)
    pixels[:, bright] = 255
    fitted = preprocess.letterbox(Raster(pixels, content, 1001, 501), 416)
    row = fitted.pixels[208, :, 0].astype(float)
    middle = (row * (np.arange(416) + 0.5)).sum() / row.sum()
    box = np.array([[middle, 208, middle, 208]], np.float32)
    assert fitted.to_image(box)[0, 0] == pytest.approx((bright + 0.5 - content[0]) * 8, abs=0.5)


def test_the_centre_crop_is_the_middle_of_the_picture() -> None:
    pixels = np.zeros((256, 512, 3), np.uint8)
    pixels[16:240, 144:368] = 255
    middle = preprocess.centre_crop(Raster(pixels, (0.0, 0.0, 512.0, 256.0), 512, 256), short_side_px=256, side_px=224)
    assert middle.shape == (224, 224, 3)
    assert (middle == 255).all()


def test_the_centre_crop_of_a_strip_costs_no_more_than_its_pixels() -> None:
    middle = preprocess.centre_crop(raster(60_000, 1), short_side_px=256, side_px=224)
    assert middle.shape == (224, 224, 3)
    assert (middle == 200).all()


@pytest.mark.parametrize(("size", "expected"), [((4000, 3000), (832, 624)), ((100, 50), (100, 50)), ((1, 1), (1, 1))])
def test_never_more_is_needed_than_there_is(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert preprocess.needed_size(*size, preprocess.letterbox_size(*size, 416)) == expected
