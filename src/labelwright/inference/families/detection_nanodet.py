"""Detectors of the NanoDet family: class scores and distributions over the distances to a box's four edges."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from labelwright.domain.clamp import MIN_SIDE_PX
from labelwright.domain.model import ModelCard
from labelwright.domain.prediction import Proposal
from labelwright.domain.raster import Raster
from labelwright.domain.region import Box
from labelwright.geometry import boxes
from labelwright.inference import preprocess
from labelwright.inference.runtime import ImageSession

FloatArray = NDArray[np.float32]

NAME = "detection_nanodet"
STRIDES = (8, 16, 32)
BINS = 11
MAX_IOU = 0.6
MAX_PROPOSALS = 300


class NanoDetDetector:
    """Regions with a concept each.

    Source:
        Li et al., Generalized Focal Loss, NeurIPS 2020, for the distributions; RangiLyu/nanodet for the strides.
    """

    def __init__(self, card: ModelCard, session: ImageSession) -> None:
        self.card = card
        self.session = session
        self._grid = cell_grid(card.input_width_px)

    def needed_size(self, width_px: int, height_px: int) -> tuple[int, int]:
        """Return the decoded (width, height) that fills the square."""
        resized = preprocess.letterbox_size(width_px, height_px, self.card.input_width_px)
        return preprocess.needed_size(width_px, height_px, resized)

    def predict(self, rasters: Sequence[Raster]) -> list[list[Proposal]]:
        """Return the boxes of each raster, highest score first; one by one, as a batch gains nothing on a CPU."""
        return [self._predict_one(raster) for raster in rasters]

    def _predict_one(self, raster: Raster) -> list[Proposal]:
        fitted = preprocess.letterbox(raster, self.card.input_width_px)
        heads = self.session.run(fitted.pixels[None])
        corners, scores, classes = decode_heads(
            heads["class_scores"][0], heads["distance_bins"][0], self._grid, min_score=self.card.min_score
        )
        kept = boxes.nms(corners, scores, max_iou=MAX_IOU)[:MAX_PROPOSALS]
        found = [
            self._proposal(box, scores[i], classes[i], raster)
            for i, box in zip(kept, fitted.to_image(corners[kept]), strict=True)
        ]
        return [proposal for proposal in found if proposal is not None]

    def _proposal(self, corners: FloatArray, score: np.float32, class_: np.int64, raster: Raster) -> Proposal | None:
        """Return one proposal, its box clipped to the image, or None where nothing of a pixel's size is left of it."""
        limits = [raster.width_px, raster.height_px] * 2
        box = Box(*(float(value) for value in np.clip(corners, 0, limits)))
        if box.width < min(MIN_SIDE_PX, raster.width_px) or box.height < min(MIN_SIDE_PX, raster.height_px):
            return None
        return Proposal(self.card.vocabulary[int(class_)], min(1.0, float(score)), box)


def cell_grid(side_px: int) -> FloatArray:
    """Return (3, C): x and y of every cell's centre and its stride, in square pixels, stride by stride, row by row."""
    parts = []
    for stride in STRIDES:
        cells = side_px // stride
        y, x = np.divmod(np.arange(cells * cells), cells)
        parts.append(np.stack([(x + 0.5) * stride, (y + 0.5) * stride, np.full(x.shape, float(stride))]))
    return np.concatenate(parts, axis=1).astype(np.float32)


def decode_heads(
    class_scores: FloatArray, distance_bins: FloatArray, grid: FloatArray, *, min_score: float
) -> tuple[FloatArray, FloatArray, NDArray[np.int64]]:
    """Return the boxes of the cells that are sure enough of their best class, in any order, doubles included.

    C counts cells, K classes, N the boxes found.

    Args:
        class_scores: (K, C) in [0, 1].
        distance_bins: (44, C) logits: 11 bins each for left, top, right, bottom, in units of the cell's stride.
        grid: (3, C) of `cell_grid`.
        min_score: cells below it say nothing.

    Returns:
        Boxes (N, 4) in square pixels, scores (N,), class indices (N,).
    """
    cells = np.flatnonzero(class_scores.max(axis=0) >= min_score)
    scores = class_scores[:, cells]
    classes = scores.argmax(axis=0)
    x, y, stride = grid[:, cells]
    left, top, right, bottom = _distances(distance_bins[:, cells]) * stride
    corners = np.stack([x - left, y - top, x + right, y + bottom], axis=1)
    return corners, scores[classes, np.arange(len(cells))], classes


def _distances(bins: FloatArray) -> FloatArray:
    """Return (4, N): the expected value of each distribution over 0..10."""
    logits = bins.reshape(4, BINS, -1)
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    values = np.arange(BINS, dtype=np.float32)[:, None]
    distances: FloatArray = (weights * values).sum(axis=1) / weights.sum(axis=1)
    return distances
