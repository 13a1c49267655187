"""Decoded pixels on their way to a model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Raster:
    """An EXIF-turned RGB image, perhaps decoded at a reduced size, that knows which part of it is picture.

    A reduced JPEG decode rounds its size up, so the last row and column may be only partly picture; after turning, that
    ragged edge can be on any side. `content_xyxy` is the exact picture area within `pixels`, so that no box shifts.
    """

    pixels: NDArray[np.uint8]
    """(H, W, 3) RGB."""
    content_xyxy: tuple[float, float, float, float]
    """The picture's area in (possibly fractional) pixels of `pixels`."""
    width_px: int
    """Width of the full EXIF-turned image, in whose pixels regions are given."""
    height_px: int
    """Height of the full EXIF-turned image."""
