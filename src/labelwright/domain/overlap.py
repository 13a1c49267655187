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


def same_regions(
    a: Sequence[Region], b: Sequence[Region], *, min_iou: float, min_coverage: float | None = None
) -> BoolArray:
    """Return which regions in `a` are the same as which in `b`.

    Two regions are the same if their IoU is at least `min_iou`, or one has at least `min_coverage` of its area inside
    the other. Two boxes are compared in single precision, as the web client does. With an outline, the exact overlap is
    computed only where the boxes around leave it open.

    Returns:
        (N, M) for N regions in `a` and M in `b`.
    """
    corners_a, corners_b = _corners(a), _corners(b)
    single_a, single_b = corners_a.astype(np.float32), corners_b.astype(np.float32)
    same = box_iou(single_a, single_b) >= min_iou
    if min_coverage is not None:
        same |= box_coverage(single_a, single_b) >= min_coverage
        same |= (box_coverage(single_b, single_a) >= min_coverage).T
    has_outline = ~(_are_boxes(a)[:, None] & _are_boxes(b))
    if has_outline.any():
        limits = _Limits(
            float(np.float32(min_iou)), float(np.float32(np.inf if min_coverage is None else min_coverage))
        )
        area_a, area_b = _areas(a)[:, None], _areas(b)
        most = np.minimum(_shared_boxes(corners_a, corners_b), np.minimum(area_a, area_b))
        same[has_outline] = limits.are_met(most, area_a, area_b)[has_outline]
        for row, column in np.argwhere(same & has_outline):
            same[row, column] = a[row] == b[column] or _is_same_outline(a[row], b[column], limits)
    return same


class _Limits(NamedTuple):
    min_iou: float
    min_coverage: float

    def are_met(self, shared: NumberArray, area_a: NumberArray, area_b: NumberArray) -> BoolArray:
        """Return where so much shared area makes two regions the same."""
        is_contained = shared >= self.min_coverage * np.minimum(area_a, area_b)
        is_met: BoolArray = (shared > 0) & (is_contained | (shared >= self.min_iou * (area_a + area_b - shared)))
        return is_met


def _is_same_outline(a: Region, b: Region, limits: _Limits) -> bool:
    shared = np.array([shared_area(_outline(a), _outline(b))])
    return bool(limits.are_met(shared, _areas([a]), _areas([b])).all())


def _corners(regions: Sequence[Region]) -> NumberArray:
    return np.array([region.xyxy for region in regions], np.float64).reshape(-1, 4)


def _outline(region: Region) -> NumberArray:
    return np.array(region.points, np.float64)


def _are_boxes(regions: Sequence[Region]) -> BoolArray:
    return np.array([isinstance(region, Box) for region in regions], np.bool_)


def _areas(regions: Sequence[Region]) -> NumberArray:
    return np.array([polygon_area(_outline(region)) for region in regions], np.float64)


def _shared_boxes(a: NumberArray, b: NumberArray) -> NumberArray:
    sides = np.minimum(a[:, None, 2:], b[:, 2:]) - np.maximum(a[:, None, :2], b[:, :2])
    shared: NumberArray = np.maximum(sides, 0).prod(axis=2)
    return shared
