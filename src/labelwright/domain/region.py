"""Where a label is: a region in float pixels of the EXIF-turned image, origin top left, upper edges exclusive."""

from __future__ import annotations

import math
from dataclasses import dataclass

from labelwright import errors


class RegionNotFinite(errors.Invalid):
    """The region has a coordinate that is not a finite number."""

    code = "region_not_finite"
    hint = "Send four finite numbers: x_min, y_min, x_max, y_max in image pixels."


class RegionOutsideImage(errors.Invalid):
    """The region {region} lies outside the image of {width_px} x {height_px} pixels."""

    code = "region_outside_image"
    hint = "Give a region that overlaps the image; what reaches over its edge is cut off there."


class RegionEmpty(errors.Invalid):
    """The region {region} has no area."""

    code = "region_empty"
    hint = "Draw a region at least one pixel wide and high."


MIN_SIDE_PX = 1.0
"""The smallest width or height of a region that is kept."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in image pixels."""

    x_min: float
    y_min: float
    x_max: float
    y_max: float

    @property
    def width(self) -> float:
        """The width in pixels."""
        return self.x_max - self.x_min

    @property
    def height(self) -> float:
        """The height in pixels."""
        return self.y_max - self.y_min

    @property
    def xyxy(self) -> tuple[float, float, float, float]:
        """(x_min, y_min, x_max, y_max)."""
        return (self.x_min, self.y_min, self.x_max, self.y_max)


def clamp_box(box: Box, *, width_px: int, height_px: int) -> Box:
    """Return the part of `box` inside the image.

    Raises:
        RegionNotFinite: if a coordinate is NaN or infinite.
        RegionEmpty: if a side is shorter than `MIN_SIDE_PX`, as given or after cutting.
        RegionOutsideImage: if no part of it is inside the image.
    """
    if not all(math.isfinite(value) for value in box.xyxy):
        raise RegionNotFinite()
    if box.width < min(MIN_SIDE_PX, width_px) or box.height < min(MIN_SIDE_PX, height_px):
        raise RegionEmpty(region=list(box.xyxy))
    inside = Box(
        min(max(box.x_min, 0.0), float(width_px)),
        min(max(box.y_min, 0.0), float(height_px)),
        min(max(box.x_max, 0.0), float(width_px)),
        min(max(box.y_max, 0.0), float(height_px)),
    )
    if inside.width <= 0 or inside.height <= 0:
        raise RegionOutsideImage(region=list(box.xyxy), width_px=width_px, height_px=height_px)
    if inside.width < min(MIN_SIDE_PX, width_px) or inside.height < min(MIN_SIDE_PX, height_px):
        raise RegionEmpty(region=list(inside.xyxy))
    return inside
