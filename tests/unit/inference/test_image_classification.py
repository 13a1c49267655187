"""Probabilities become concepts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from labelwright.domain.model import ModelCard
from labelwright.domain.prediction import Proposal
from labelwright.domain.raster import Raster
from labelwright.inference.families import image_classification
from labelwright.inference.families.image_classification import ImageClassifier

NAMES = tuple(f"name {index}" for index in range(40))


class WrittenProbabilities:
    """A session that says what it was told to say."""

    def __init__(self, probabilities: dict[int, float]) -> None:
        self._values = np.zeros((1, len(NAMES)), np.float32)
        for index, value in probabilities.items():
            self._values[0, index] = value

    def run(self, images: NDArray[np.uint8]) -> dict[str, NDArray[np.float32]]:
        assert images.shape == (1, 224, 224, 3)
        return {"probabilities": self._values, "features": np.zeros((1, 8), np.float32)}


def classify(probabilities: dict[int, float]) -> list[Proposal]:
    card = ModelCard(
        kind="model",
        id="written",
        name="Written",
        version="1",
        description="",
        outputs=("concepts",),
        vocabulary=NAMES,
        licence="",
        source="",
        family=image_classification.NAME,
        input_width_px=224,
        input_height_px=224,
        min_score=0.01,
    )
    raster = Raster(np.zeros((30, 40, 3), np.uint8), (0.0, 0.0, 40.0, 30.0), 40, 30)
    return ImageClassifier(card, WrittenProbabilities(probabilities)).predict([raster])[0]


def test_the_likeliest_concept_comes_first_without_a_region() -> None:
    assert classify({3: 0.25, 7: 0.5}) == [Proposal("name 7", 0.5), Proposal("name 3", 0.25)]


def test_concepts_below_one_percent_are_left_out() -> None:
    assert [each.concept for each in classify({3: 0.0099, 7: 0.0101})] == ["name 7"]


def test_at_most_twenty_concepts_come_out() -> None:
    found = classify({index: 0.02 + index / 10_000 for index in range(30)})
    assert [each.concept for each in found] == [f"name {index}" for index in range(29, 9, -1)]


def test_a_picture_that_shows_nothing_known_gives_an_empty_list() -> None:
    assert classify({}) == []


def test_a_probability_rounded_above_one_is_one() -> None:
    assert classify({0: 1.0000001})[0].score == 1.0
