"""Classifiers: one probability per name of the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from labelwright.domain.model import ModelCard
from labelwright.domain.prediction import Proposal
from labelwright.domain.raster import Raster
from labelwright.inference import preprocess
from labelwright.inference.runtime import ImageSession

FloatArray = NDArray[np.float32]

NAME = "image_classification"
MAX_PROPOSALS = 20
SHORT_SIDE_RATIO = 256 / 224
"""Short side of the resized picture by the side of the crop. Source: the evaluation of Krizhevsky et al., 2012."""


class ImageClassifier:
    """Concepts of the whole image."""

    def __init__(self, card: ModelCard, session: ImageSession) -> None:
        self.card = card
        self._session = session
        self._side_px = card.input_width_px
        self._short_side_px = round(card.input_width_px * SHORT_SIDE_RATIO)

    def needed_size(self, width_px: int, height_px: int) -> tuple[int, int]:
        """Return the decoded (width, height) whose short side fills the crop and its margin."""
        resized = preprocess.short_side_size(width_px, height_px, self._short_side_px)
        return preprocess.needed_size(width_px, height_px, resized)

    def predict(self, rasters: Sequence[Raster]) -> list[list[Proposal]]:
        """Return the likeliest concepts of each raster, highest score first."""
        return [self._predict_one(raster) for raster in rasters]

    def _predict_one(self, raster: Raster) -> list[Proposal]:
        pixels = preprocess.centre_crop(raster, short_side_px=self._short_side_px, side_px=self._side_px)
        probabilities = self._session.run(pixels[None])["probabilities"][0]
        likeliest = np.argsort(-probabilities, kind="stable")[:MAX_PROPOSALS]
        return [
            Proposal(self.card.vocabulary[index], min(1.0, float(probabilities[index])))
            for index in likeliest
            if probabilities[index] >= self.card.min_score
        ]
