"""Pixels for models."""

from __future__ import annotations

import numpy as np

from labelwright.domain.raster import Raster
from labelwright.media import colour, opening, turning
from labelwright.media.decoding import NeededSize, decode


def read_raster(data: bytes, *, needed: NeededSize) -> Raster:
    """Return the picture upright in RGB, at least at the needed size, and exactly where it lies within the pixels.

    Only JPEGs are decoded at a reduced size (by 2, 4 or 8); others come in full. Transparent parts are white.

    Args:
        data: the file.
        needed: given (width, height) of the upright picture in full, returns the smallest size wanted; asked for more
            than there is, the picture comes in full.

    Raises:
        LabelwrightError: one of the refusals, if the file is not a whole picture within the limits.

    Source:
        Reduced decode: libjpeg's scaled inverse DCT; pixel i of a decode reduced by s covers [i*s, (i+1)*s).
    """
    decoded = decode(data, needed=needed)
    with opening.refusing_failures(data, media_type=decoded.media_type):
        upright = turning.turn_image(colour.to_rgb(decoded.image), decoded.orientation)
    width_px, height_px = decoded.image.size
    content = turning.turn_box(
        decoded.content_xyxy, width_px=width_px, height_px=height_px, orientation=decoded.orientation
    )
    return Raster(np.asarray(upright), content, decoded.width_px, decoded.height_px)
