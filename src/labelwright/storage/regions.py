"""Regions as columns: the bounds of any, and the points of a polygon."""

from __future__ import annotations

from typing import cast

import numpy as np

from labelwright.domain.region import Box, PlainRegion, Polygon, Quad, Region, is_plain_polygon

_POINTS = np.dtype("<f8")

ColumnValue = float | bytes | None


def region_to_columns(region: Region | None) -> dict[str, ColumnValue]:
    """Return the values of a region's columns; all null without one."""
    if region is None:
        return _to_columns(None, None)
    return _to_columns(region.xyxy, None if isinstance(region, Box) else _to_bytes(region))


def plain_to_columns(plain: PlainRegion | None) -> dict[str, ColumnValue]:
    """Return the same for a region as a change carries it."""
    if plain is None or not is_plain_polygon(plain):
        return _to_columns(cast(Quad | None, plain), None)
    points = cast(list[list[float]], plain)
    return region_to_columns(Polygon(tuple((x, y) for x, y in points)))


def columns_to_region(
    x_min: float | None, y_min: float, x_max: float, y_max: float, points: bytes | None
) -> Region | None:
    """Return the region that these columns hold."""
    if points is not None:
        return Polygon(tuple((x, y) for x, y in np.frombuffer(points, _POINTS).reshape(-1, 2).tolist()))
    return None if x_min is None else Box(x_min, y_min, x_max, y_max)


def _to_columns(bounds: Quad | None, points: bytes | None) -> dict[str, ColumnValue]:
    x_min, y_min, x_max, y_max = bounds or (None,) * 4
    return {"x_min": x_min, "y_min": y_min, "x_max": x_max, "y_max": y_max, "points": points}


def _to_bytes(polygon: Polygon) -> bytes:
    return np.array(polygon.points, _POINTS).tobytes()
