"""Area, overlap and clipping of polygons: the last point is joined to the first, inside is by the even-odd rule."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from labelwright.geometry.boxes import ShapeError

PointArray = NDArray[np.float64]
_Edges = NDArray[np.float64]
"""(E, 4): x and y of the upper end, x and y of the lower end."""
_Places = NDArray[np.int64]

_MAX_EXACT_EDGES = 500
_MAX_CROSSED = 1_000_000
_N_LINES = (100, 1_000)


def polygon_area(points: PointArray) -> float:
    """Return the area of a polygon in square pixels; where it crosses itself, its parts count against each other.

    Args:
        points: (N, 2) float64: x, y in image pixels.

    Raises:
        ShapeError: if the array is not (_, 2).

    Source:
        The shoelace formula.
    """
    _check(points)
    if not len(points):
        return 0.0
    x, y = (points - points[0]).T
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


def clip_polygon(points: PointArray, *, width_px: int, height_px: int) -> PointArray:
    """Return the part of a polygon within (0, 0) to (width_px, height_px).

    A polygon inside stays as it is. Parts that an edge of the picture cuts apart stay joined along that edge.

    Args:
        points: (N, 2) float64: x, y in image pixels.
        width_px: of the picture.
        height_px: of the picture.

    Returns:
        (K, 2) float64; fewer than 3 points, or no area, where nothing is inside.

    Raises:
        ShapeError: if the array is not (_, 2).

    Source:
        Sutherland and Hodgman, Reentrant polygon clipping, CACM 1974.
    """
    _check(points)
    size = np.array([width_px, height_px], np.float64)
    if ((points >= 0) & (points <= size)).all():
        return points
    clipped = points
    for axis, sign, limit in ((0, -1, 0.0), (0, 1, size[0]), (1, -1, 0.0), (1, 1, size[1])):
        clipped = _clip_side(clipped, axis, sign, float(limit))
    clipped = np.clip(clipped, 0, size)
    is_new = (clipped != np.roll(clipped, 1, axis=0)).any(axis=1)
    kept: PointArray = clipped[is_new]
    return kept


def shared_area(a: PointArray, b: PointArray) -> float:
    """Return the area inside of both polygons in square pixels.

    Between two heights at which an edge begins, ends or crosses another, what is shared consists of trapezes; the area
    of each is its length half way up, times the height. Where there are more such heights than are worth the time, as
    in outlines of many hundred points, `_N_LINES` evenly spaced ones are taken: off by about a thousandth then.

    Args:
        a: (N, 2) float64: x, y in image pixels.
        b: (M, 2) float64.

    Raises:
        ShapeError: if an array is not (_, 2).

    Source:
        Nievergelt and Preparata, Plane-sweep algorithms for intersecting geometric figures, CACM 1982.
    """
    _check(a, b)
    if not len(a) or not len(b):
        return 0.0
    low, high = max(a[:, 1].min(), b[:, 1].min()), min(a[:, 1].max(), b[:, 1].max())
    edges_a, edges_b = _edges_between(a, low, high), _edges_between(b, low, high)
    if not len(edges_a) or not len(edges_b):
        return 0.0
    edges = np.concatenate([edges_a, edges_b])
    heights = _exact_heights(edges, low, high) if len(edges) <= _MAX_EXACT_EDGES else None
    if heights is None:
        heights = _even_heights(edges, low, high)
    return _area_in_slabs(edges, len(edges_a), heights)


def _clip_side(points: PointArray, axis: int, sign: int, limit: float) -> PointArray:
    """Keep what is on the near side of `limit`: above it for sign -1, below it for sign 1."""
    after = np.roll(points, -1, axis=0)
    is_kept = sign * points[:, axis] <= sign * limit
    is_crossing = is_kept != np.roll(is_kept, -1)
    step = np.where(is_crossing, after[:, axis] - points[:, axis], 1.0)
    met = points + ((limit - points[:, axis]) / step)[:, None] * (after - points)
    met[:, axis] = limit
    both = np.stack([points, met], axis=1).reshape(-1, 2)
    kept: PointArray = both[np.stack([is_kept, is_crossing], axis=1).ravel()]
    return kept


def _edges_between(points: PointArray, low: float, high: float) -> _Edges:
    """Return the edges that reach into the heights between `low` and `high`, without the level ones."""
    edges = np.concatenate([points, np.roll(points, -1, axis=0)], axis=1)
    turned = edges[:, [2, 3, 0, 1]]
    edges = np.where((edges[:, 1] > edges[:, 3])[:, None], turned, edges)
    return edges[(edges[:, 1] < edges[:, 3]) & (edges[:, 1] < high) & (edges[:, 3] > low)]


def _exact_heights(edges: _Edges, low: float, high: float) -> NDArray[np.float64] | None:
    """Return every height at which an edge begins, ends or crosses; None if the edges reach over too many of them."""
    one, other = np.triu_indices(len(edges), k=1)
    x_min, x_max = np.minimum(edges[:, 0], edges[:, 2]), np.maximum(edges[:, 0], edges[:, 2])
    can_cross = (x_min[one] <= x_max[other]) & (x_max[one] >= x_min[other])
    can_cross &= (edges[one, 1] < edges[other, 3]) & (edges[one, 3] > edges[other, 1])
    crossings = _crossing_heights(edges[one[can_cross]], edges[other[can_cross]])
    heights = np.unique(np.concatenate([[low, high], edges[:, 1], edges[:, 3], crossings]))
    heights = heights[(heights >= low) & (heights <= high)]
    n_crossed = np.searchsorted(heights, edges[:, 3]) - np.searchsorted(heights, edges[:, 1])
    return heights if n_crossed.sum() <= _MAX_CROSSED else None


def _even_heights(edges: _Edges, low: float, high: float) -> NDArray[np.float64]:
    """Return evenly spaced heights, fewer where a level line crosses very many edges."""
    n_crossed = np.sum(np.minimum(edges[:, 3], high) - np.maximum(edges[:, 1], low)) / (high - low)
    return np.linspace(low, high, 1 + int(np.clip(_MAX_CROSSED / n_crossed, *_N_LINES)))


def _crossing_heights(a: _Edges, b: _Edges) -> NDArray[np.float64]:
    """Return the heights at which an edge crosses the other one in the same row."""
    way_a, way_b, between = a[:, 2:] - a[:, :2], b[:, 2:] - b[:, :2], b[:, :2] - a[:, :2]
    turn = way_a[:, 0] * way_b[:, 1] - way_a[:, 1] * way_b[:, 0]
    meets = turn != 0
    turn = np.where(meets, turn, 1.0)
    along_a = (between[:, 0] * way_b[:, 1] - between[:, 1] * way_b[:, 0]) / turn
    along_b = (between[:, 0] * way_a[:, 1] - between[:, 1] * way_a[:, 0]) / turn
    meets &= (along_a > 0) & (along_a < 1) & (along_b > 0) & (along_b < 1)
    heights: NDArray[np.float64] = (a[:, 1] + along_a * way_a[:, 1])[meets]
    return heights


def _area_in_slabs(edges: _Edges, n_edges_a: int, heights: NDArray[np.float64]) -> float:
    """Add up what is shared between each two neighbouring heights."""
    middles = (heights[:-1] + heights[1:]) / 2
    first = np.searchsorted(middles, edges[:, 1])
    edge, slab = _spread(first, np.searchsorted(middles, edges[:, 3]) - first)
    x_top, y_top, x_bottom, y_bottom = edges[edge].T
    x = x_top + (middles[slab] - y_top) / (y_bottom - y_top) * (x_bottom - x_top)
    order = np.lexsort((x, slab))
    is_a = edge[order] < n_edges_a
    is_shared = (np.cumsum(is_a) % 2 == 1) & (np.cumsum(~is_a) % 2 == 1)
    length = np.diff(x[order], append=0.0)
    return float(np.sum(length[is_shared] * np.diff(heights)[slab[order][is_shared]]))


def _spread(first: _Places, n: _Places) -> tuple[_Places, _Places]:
    """Return `n` whole numbers from `first` on, for each of several such stretches: which stretch, and the number."""
    stretch = np.repeat(np.arange(len(n)), n)
    return stretch, np.arange(len(stretch)) - np.repeat(np.cumsum(n) - n, n) + first[stretch]


def _check(*arrays: PointArray) -> None:
    if any(array.ndim != 2 or array.shape[1] != 2 for array in arrays):  # noqa: PLR2004 - (N, 2) is what is checked
        shapes = " and ".join(str(array.shape) for array in arrays)
        raise ShapeError(shapes=shapes, expected=" and ".join("(_, 2)" for _ in arrays))
