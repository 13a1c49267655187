"""Regions cut off at the picture's edge, and those refused that are none."""

from __future__ import annotations

import math

import numpy as np

from labelwright import errors
from labelwright.domain.region import Box, Polygon, Region
from labelwright.geometry.polygons import PointArray, clip_polygon, polygon_area


class RegionNotFinite(errors.Invalid):
    """The region has a coordinate that is not a finite number."""

    code = "region_not_finite"
    hint = (
        "Send finite numbers in image pixels: x_min, y_min, x_max, y_max of a box, or x, y of every point of a polygon."
    )


class RegionOutsideImage(errors.Invalid):
    """The region {region} lies outside the image of {width_px} x {height_px} pixels."""

    code = "region_outside_image"
    hint = "Give a region that overlaps the image; what reaches over its edge is cut off there."


class RegionEmpty(errors.Invalid):
    """The region {region} has no area."""

    code = "region_empty"
    hint = "Draw a region at least one pixel wide and high, and of at least one square pixel."


class PolygonPointsTooFew(errors.Invalid):
    """The polygon has {n_points} points."""

    code = "polygon_points_too_few"
    hint = "Give a polygon at least three points."


class PolygonPointsTooMany(errors.Invalid):
    """The polygon has {n_points} points, more than the {max_points} that are kept."""

    code = "polygon_points_too_many"
    hint = "Leave out points that change the outline by less than a pixel."


MIN_SIDE_PX = 1.0
"""The smallest width or height of a region that is kept."""
MIN_AREA_PX = 1.0
"""The smallest area of a polygon that is kept, in square pixels."""
MIN_POINTS = 3
MAX_POINTS = 5_000
"""A hundred times what people draw; outlines of masks stay below it once simplified."""
FAR_PX = 1e9
"""Further out than this, where no picture reaches, a polygon's point is brought nearer, so that nothing overflows."""


def clamp_region(region: Region, *, width_px: int, height_px: int) -> Region:
    """Return the part of `region` inside the image.

    Raises:
        RegionNotFinite: if a coordinate is NaN or infinite.
        RegionEmpty: if a side is shorter than `MIN_SIDE_PX` or the area of a polygon is below `MIN_AREA_PX`, as given
            or after cutting.
        RegionOutsideImage: if no part of it is inside the image.
        PolygonPointsTooFew, PolygonPointsTooMany: if a polygon has less than `MIN_POINTS` or more than `MAX_POINTS`.
    """
    if isinstance(region, Box):
        return clamp_box(region, width_px=width_px, height_px=height_px)
    return clamp_polygon(region, width_px=width_px, height_px=height_px)


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


def clamp_polygon(polygon: Polygon, *, width_px: int, height_px: int) -> Polygon:
    """Return the part of `polygon` inside the image; one that is inside stays as it is.

    Raises:
        PolygonPointsTooFew, PolygonPointsTooMany, RegionNotFinite, RegionEmpty, RegionOutsideImage: as `clamp_region`.
    """
    _check_points(polygon)
    bounds = x_min, y_min, x_max, y_max = polygon.xyxy
    outside = RegionOutsideImage(region=list(bounds), width_px=width_px, height_px=height_px)
    if x_max < 0 or y_max < 0 or x_min > width_px or y_min > height_px:
        raise outside
    points = np.clip(np.array(polygon.points, np.float64), -FAR_PX, FAR_PX)
    if _is_too_small(points):
        raise RegionEmpty(region=list(bounds))
    inside = clip_polygon(points, width_px=width_px, height_px=height_px)
    if polygon_area(inside) == 0:
        raise outside
    if _is_too_small(inside):
        raise RegionEmpty(region=list(bounds))
    if inside is points:
        return polygon
    kept = Polygon(tuple((x, y) for x, y in inside.tolist()))
    _check_points(kept)
    return kept


def _check_points(polygon: Polygon) -> None:
    n_points = len(polygon.points)
    if n_points < MIN_POINTS:
        raise PolygonPointsTooFew(n_points=n_points)
    if n_points > MAX_POINTS:
        raise PolygonPointsTooMany(n_points=n_points, max_points=MAX_POINTS)
    if not all(math.isfinite(value) for point in polygon.points for value in point):
        raise RegionNotFinite()


def _is_too_small(points: PointArray) -> bool:
    sides = np.ptp(points, axis=0)
    return bool(polygon_area(points) < MIN_AREA_PX or (sides < MIN_SIDE_PX).any())
