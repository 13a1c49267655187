"""Which regions mark the same thing, whatever their form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from labelwright.domain.region import Box, Region
from labelwright.geometry.boxes import box_coverage, box_iou
from labelwright.geometry.polygons import polygon_area, shared_area

BoolArray = NDArray[np.bool_]
NumberArray = NDArray[np.float64]


def are_among(
    regions: Sequence[Region], others: Sequence[Region], *, min_iou: float, min_coverage: float | None = None
) -> BoolArray:
    """Return which regions mark the same thing as any of the others.

    Two regions are the same if their IoU is at least `min_iou`, or one has at least `min_coverage` of its area inside
    the other. Two boxes are compared in single precision, as the web client does. With an outline, the exact overlap is
    computed only where the boxes around leave it open.

    Returns:
        (N,) for N regions.
    """
    corners_a, corners_b = _corners(regions), _corners(others)
    single_a, single_b = corners_a.astype(np.float32), corners_b.astype(np.float32)
    same = box_iou(single_a, single_b) >= min_iou
    if min_coverage is not None:
        same |= box_coverage(single_a, single_b) >= min_coverage
        same |= (box_coverage(single_b, single_a) >= min_coverage).T
    has_outline = ~(_are_boxes(regions)[:, None] & _are_boxes(others))
    found = np.array((same & ~has_outline).any(axis=1))
    if has_outline.any():
        limits = _Limits(
            float(np.float32(min_iou)), float(np.float32(np.inf if min_coverage is None else min_coverage))
        )
        outlines = _Outlines.of(regions), _Outlines.of(others)
        is_open = has_outline & ~found[:, None] & limits.leave_open(*outlines, _shared_boxes(corners_a, corners_b))
        for row in np.flatnonzero(is_open.any(axis=1)).tolist():
            columns = np.flatnonzero(is_open[row]).tolist()
            is_there = any(regions[row] == others[column] for column in columns)
            found[row] = is_there or any(limits.are_met_by(*outlines, row, column) for column in columns)
    return found


class _Outlines(NamedTuple):
    points: list[NumberArray]
    areas: NumberArray

    @classmethod
    def of(cls, regions: Sequence[Region]) -> _Outlines:
        points = [np.array(region.points, np.float64) for region in regions]
        return cls(points, np.array([polygon_area(each) for each in points], np.float64))


class _Limits(NamedTuple):
    min_iou: float
    min_coverage: float

    def leave_open(self, a: _Outlines, b: _Outlines, shared_boxes: NumberArray) -> BoolArray:
        """Return (N, M): which could be the same, if they shared as much as the boxes around them."""
        area_a, area_b = a.areas[:, None], b.areas
        return self._are_met(np.minimum(shared_boxes, np.minimum(area_a, area_b)), area_a, area_b)

    def are_met_by(self, a: _Outlines, b: _Outlines, row: int, column: int) -> bool:
        """Return whether these two are the same."""
        shared = np.array(shared_area(a.points[row], b.points[column]))
        return bool(self._are_met(shared, a.areas[row], b.areas[column]))

    def _are_met(self, shared: NumberArray, area_a: NumberArray, area_b: NumberArray) -> BoolArray:
        is_contained = shared >= self.min_coverage * np.minimum(area_a, area_b)
        are_met: BoolArray = (shared > 0) & (is_contained | (shared >= self.min_iou * (area_a + area_b - shared)))
        return are_met


def _corners(regions: Sequence[Region]) -> NumberArray:
    return np.array([region.xyxy for region in regions], np.float64).reshape(-1, 4)


def _are_boxes(regions: Sequence[Region]) -> BoolArray:
    return np.array([isinstance(region, Box) for region in regions], np.bool_)


def _shared_boxes(a: NumberArray, b: NumberArray) -> NumberArray:
    sides = np.minimum(a[:, None, 2:], b[:, 2:]) - np.maximum(a[:, None, :2], b[:, :2])
    shared: NumberArray = np.maximum(sides, 0).prod(axis=2)
    return shared
