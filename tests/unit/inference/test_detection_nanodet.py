"""Decoding of NanoDet's heads, on heads written by hand."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from labelwright.domain.model import ModelCard
from labelwright.domain.raster import Raster
from labelwright.domain.region import Box
from labelwright.inference.families import detection_nanodet
from labelwright.inference.families.detection_nanodet import NanoDetDetector

SIDE_PX = 416
CELLS = 52 * 52 + 26 * 26 + 13 * 13
FloatArray = NDArray[np.float32]


class WrittenHeads:
    """A session that says what it was told to say."""

    def __init__(self) -> None:
        self.class_scores = np.zeros((1, 3, CELLS), np.float32)
        self.distance_bins = np.zeros((1, 44, CELLS), np.float32)

    def run(self, images: NDArray[np.uint8]) -> dict[str, FloatArray]:
        assert images.shape == (1, SIDE_PX, SIDE_PX, 3)
        assert images.dtype == np.uint8
        return {"class_scores": self.class_scores, "distance_bins": self.distance_bins}

    def say(self, cell: int, class_: int, score: float, *, bins: tuple[int, int, int, int]) -> None:
        """Let one cell be sure of one class and of its four distances."""
        self.class_scores[0, class_, cell] = score
        for side, index in enumerate(bins):
            self.distance_bins[0, side * 11 + index, cell] = 50


@pytest.fixture
def heads() -> WrittenHeads:
    return WrittenHeads()


def detector(heads: WrittenHeads, *, min_score: float = 0.2) -> NanoDetDetector:
    card = ModelCard(
        kind="model",
        id="written",
        name="Written",
        version="1",
        description="",
        outputs=("regions",),
        vocabulary=("ant", "bee", "cow"),
        licence="",
        source="",
        family=detection_nanodet.NAME,
        input_width_px=SIDE_PX,
        input_height_px=SIDE_PX,
        min_score=min_score,
    )
    return NanoDetDetector(card, heads)


def square(side_px: int) -> Raster:
    return image(side_px, side_px)


def image(width_px: int, height_px: int) -> Raster:
    pixels = np.zeros((height_px, width_px, 3), np.uint8)
    return Raster(pixels, (0.0, 0.0, float(width_px), float(height_px)), width_px, height_px)


FIRST_OF_STRIDE_16 = 52 * 52
FIRST_OF_STRIDE_32 = 52 * 52 + 26 * 26


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (52 * 10 + 20, Box(156, 76, 188, 116)),  # stride 8, column 20, row 10: centre (164, 84)
        (FIRST_OF_STRIDE_16 + 26 * 5 + 6, Box(88, 72, 152, 152)),  # stride 16, centre (104, 88)
        (FIRST_OF_STRIDE_32 + 13 * 3 + 4, Box(112, 80, 240, 240)),  # stride 32, centre (144, 112)
    ],
)
def test_distances_are_counted_in_strides_from_the_middle_of_the_cell(
    heads: WrittenHeads, cell: int, expected: Box
) -> None:
    heads.say(cell, 2, 0.75, bins=(1, 1, 3, 4))
    (found,) = detector(heads).predict([square(SIDE_PX)])[0]
    assert (found.concept, found.score) == ("cow", 0.75)
    assert found.region is not None
    assert found.region.xyxy == pytest.approx(expected.xyxy, abs=0.01)


def test_an_undecided_distribution_gives_its_expected_value(heads: WrittenHeads) -> None:
    cell = 52 * 26 + 26
    heads.class_scores[0, 0, cell] = 0.5
    (found,) = detector(heads).predict([square(SIDE_PX)])[0]
    assert found.region is not None
    assert found.region.xyxy == pytest.approx((212 - 40, 212 - 40, 212 + 40, 212 + 40), abs=0.01)


def test_boxes_come_back_in_pixels_of_the_full_image(heads: WrittenHeads) -> None:
    heads.say(52 * 26 + 26, 1, 0.5, bins=(2, 2, 2, 2))
    (found,) = detector(heads).predict([image(832, 416)])[0]
    assert found.region is not None
    assert found.region.xyxy == pytest.approx((2 * 196, 2 * (196 - 104), 2 * 228, 2 * (228 - 104)), abs=0.01)


def test_boxes_are_clipped_to_the_image(heads: WrittenHeads) -> None:
    heads.say(0, 1, 0.5, bins=(9, 9, 9, 9))
    (found,) = detector(heads).predict([square(SIDE_PX)])[0]
    assert found.region == Box(0.0, 0.0, 76.0, 76.0)


def test_a_box_of_which_the_image_holds_nothing_is_left_out(heads: WrittenHeads) -> None:
    heads.say(26, 1, 0.9, bins=(2, 0, 2, 2))
    assert detector(heads).predict([image(832, 416)]) == [[]]


def test_doubles_go_whatever_their_class_and_the_best_stays(heads: WrittenHeads) -> None:
    heads.say(52 * 20 + 20, 0, 0.6, bins=(8, 8, 8, 8))
    heads.say(52 * 20 + 21, 1, 0.7, bins=(8, 8, 8, 8))
    heads.say(52 * 40 + 40, 2, 0.5, bins=(3, 3, 3, 3))
    found = detector(heads).predict([square(SIDE_PX)])[0]
    assert [(each.concept, round(each.score, 3)) for each in found] == [("bee", 0.7), ("cow", 0.5)]


def test_a_cell_below_the_lowest_score_says_nothing(heads: WrittenHeads) -> None:
    heads.say(52 * 20 + 20, 0, 0.19, bins=(3, 3, 3, 3))
    assert detector(heads).predict([square(SIDE_PX)]) == [[]]


def test_a_lower_floor_changes_nothing_above_it(heads: WrittenHeads) -> None:
    numbers = np.random.default_rng(7)
    heads.class_scores[:] = 0.9 * numbers.uniform(0, 1, heads.class_scores.shape) ** 60
    heads.distance_bins[:] = numbers.normal(0, 2, heads.distance_bins.shape)
    low, high = (detector(heads, min_score=floor).predict([square(SIDE_PX)])[0] for floor in (0.2, 0.4))
    assert high
    assert high == [each for each in low if each.score >= 0.4]
    assert len(low) > len(high)


def test_at_most_300_boxes_come_out_and_they_are_the_best(heads: WrittenHeads) -> None:
    for index, cell in enumerate(range(0, 52 * 52, 2)):
        heads.say(cell, 0, 0.3 + index / 3000, bins=(0, 0, 1, 1))
    found = detector(heads).predict([square(SIDE_PX)])[0]
    assert len(found) == 300
    assert found[0].score == pytest.approx(0.3 + 1351 / 3000)
    assert found[-1].score == pytest.approx(0.3 + 1052 / 3000)


def test_each_image_of_a_batch_gets_its_own_answer(heads: WrittenHeads) -> None:
    heads.say(52 * 26 + 26, 1, 0.5, bins=(2, 2, 2, 2))
    small, large = detector(heads).predict([square(208), square(832)])
    assert isinstance(small[0].region, Box)
    assert isinstance(large[0].region, Box)
    assert large[0].region.width == pytest.approx(4 * small[0].region.width)
