"""Overlap of boxes, and the suppression of doubles."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from labelwright import errors

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


class ShapeError(errors.Invalid):
    """The arrays have the shapes {shapes}, expected are {expected}."""

    code = "shape_error"
    hint = "Pass boxes as (N, 4): x_min, y_min, x_max, y_max; scores as (N,)."


def box_area(boxes_xyxy: FloatArray) -> FloatArray:
    """Return the area of every box.

    N counts boxes. A box is (x_min, y_min, x_max, y_max) in image pixels, origin top left, upper edges exclusive.

    Args:
        boxes_xyxy: (N, 4) float32.

    Returns:
        (N,) float32 in square pixels; 0 where a maximum is below its minimum.

    Raises:
        ShapeError: if the array is not (_, 4).
    """
    _check_boxes(boxes_xyxy)
    sides = np.maximum(boxes_xyxy[:, 2:] - boxes_xyxy[:, :2], 0)
    return _as_float32(sides[:, 0] * sides[:, 1])


def box_iou(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return the overlap of every box in `a` with every box in `b`.

    N and M count boxes. A box is (x_min, y_min, x_max, y_max) in image pixels, origin top left, upper edges exclusive.

    Args:
        a: (N, 4) float32.
        b: (M, 4) float32.

    Returns:
        (N, M) float32 in [0, 1]: area of the intersection over area of the union; 0 where either box has no area.

    Raises:
        ShapeError: if an array is not (_, 4).

    Source:
        Everingham et al., The PASCAL VOC Challenge, IJCV 2010.
    """
    shared = _intersection(a, b)
    return _share(shared, box_area(a)[:, None] + box_area(b)[None, :] - shared)


def box_coverage(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return how much of every box in `a` lies inside every box in `b`.

    N and M count boxes. A box is (x_min, y_min, x_max, y_max) in image pixels, origin top left, upper edges exclusive.

    Args:
        a: (N, 4) float32.
        b: (M, 4) float32.

    Returns:
        (N, M) float32 in [0, 1]: area of the intersection over area of the box in `a`; 0 where either has no area.

    Raises:
        ShapeError: if an array is not (_, 4).
    """
    shared = _intersection(a, b)
    return _share(shared, np.broadcast_to(box_area(a)[:, None], shared.shape))


def nms(boxes_xyxy: FloatArray, scores: FloatArray, *, max_iou: float) -> IntArray:
    """Return which boxes to keep when of any two that overlap too much only the better one may stay.

    N counts boxes; their concepts play no part. Of equal scores the earlier box is the better one.

    Args:
        boxes_xyxy: (N, 4) float32.
        scores: (N,) float32.
        max_iou: two kept boxes overlap by at most this IoU, in [0, 1].

    Returns:
        (K,) int64 indices of the kept boxes, best first.

    Raises:
        ShapeError: if `boxes_xyxy` is not (N, 4) or `scores` is not (N,) with the same N.

    Source:
        Greedy non-maximum suppression: Felzenszwalb et al., Object Detection with Discriminatively Trained Part-Based
        Models, PAMI 2010, section 7.2.
    """
    if boxes_xyxy.shape != (scores.size, 4) or scores.ndim != 1:
        raise ShapeError(shapes=_shapes(boxes_xyxy, scores), expected="(N, 4) and (N,)")
    waiting = np.argsort(-scores, kind="stable")
    kept: list[int] = []
    while waiting.size:
        best, rest = waiting[0], waiting[1:]
        kept.append(int(best))
        overlap = box_iou(boxes_xyxy[best : best + 1], boxes_xyxy[rest])[0]
        waiting = rest[overlap <= max_iou]
    return np.asarray(kept, dtype=np.int64)


def _intersection(a: FloatArray, b: FloatArray) -> FloatArray:
    _check_boxes(a, b)
    top_left = np.maximum(a[:, None, :2], b[None, :, :2])
    bottom_right = np.minimum(a[:, None, 2:], b[None, :, 2:])
    sides = np.maximum(bottom_right - top_left, 0)
    return _as_float32(sides[..., 0] * sides[..., 1])


def _share(part: FloatArray, whole: FloatArray) -> FloatArray:
    share = np.divide(part, whole, out=np.zeros(part.shape, np.float32), where=(part > 0) & (whole > 0))
    return np.minimum(share, np.float32(1))


def _check_boxes(*arrays: FloatArray) -> None:
    if any(array.ndim != 2 or array.shape[1] != 4 for array in arrays):  # noqa: PLR2004 - (N, 4) is what is checked
        raise ShapeError(shapes=_shapes(*arrays), expected=" and ".join("(_, 4)" for _ in arrays))


def _shapes(*arrays: NDArray[Any]) -> str:
    return " and ".join(str(array.shape) for array in arrays)


def _as_float32(array: NDArray[Any]) -> FloatArray:
    return array.astype(np.float32, copy=False)
