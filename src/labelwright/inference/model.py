"""The one contract of everything that can be picked: pixels in, proposals out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from labelwright import errors
from labelwright.domain.model import ModelCard
from labelwright.domain.prediction import Proposal
from labelwright.domain.raster import Raster


class ModelsMissing(errors.Unavailable):
    """The embedded models in {folder} are missing or damaged: {reason}."""

    code = "models_missing"
    hint = "Build them with `make models`, or install Labelwright again."


class ModelNotFound(errors.NotFound):
    """There is no model or workflow {model}; there are: {existing}."""

    code = "model_not_found"
    hint = "Pick one of those that exist; `labelwright models list` shows them."


class Model(Protocol):
    """A loaded model or workflow; several threads may use it at once."""

    @property
    def card(self) -> ModelCard:
        """What it is."""

    def needed_size(self, width_px: int, height_px: int) -> tuple[int, int]:
        """Return the smallest decoded (width, height) of an image of this size from which nothing is lost."""

    def predict(self, rasters: Sequence[Raster]) -> list[list[Proposal]]:
        """Return each raster's proposals, highest score first; an empty list where there is nothing to say."""
