from __future__ import annotations

import contextlib
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright import errors
from labelwright.domain.clamp import (
    MAX_POINTS,
    MIN_AREA_PX,
    MIN_SIDE_PX,
    PolygonPointsTooFew,
    PolygonPointsTooMany,
    RegionEmpty,
    RegionNotFinite,
    RegionOutsideImage,
    clamp_box,
    clamp_polygon,
)
from labelwright.domain.region import Box, Point, Polygon
from labelwright.geometry.polygons import polygon_area

COORDINATES = st.floats(allow_nan=True, allow_infinity=True) | st.floats(-50, 250)
SIDES = st.integers(1, 200)
POLYGONS = st.lists(st.tuples(COORDINATES, COORDINATES), max_size=9).map(lambda points: Polygon(tuple(points)))


@st.composite
def stars(draw: st.DrawFn) -> Polygon:
    """A polygon that does not cross itself: seen from its middle, its points go all the way round."""
    angles = sorted({0, 120, 240} | draw(st.sets(st.integers(0, 359), max_size=9)))
    x, y = draw(st.floats(-50, 150)), draw(st.floats(-50, 150))
    reach = [draw(st.floats(0, 120)) for _ in angles]
    places = zip(map(math.radians, angles), reach, strict=True)
    return Polygon(tuple((x + far * math.cos(at), y + far * math.sin(at)) for at, far in places))


def area_of(polygon: Polygon) -> float:
    return polygon_area(np.array(polygon.points, np.float64))


@given(st.builds(Box, COORDINATES, COORDINATES, COORDINATES, COORDINATES), SIDES, SIDES)
def test_a_kept_box_is_inside_and_large_enough_whatever_was_given(box: Box, width_px: int, height_px: int) -> None:
    with contextlib.suppress(errors.Invalid):
        kept = clamp_box(box, width_px=width_px, height_px=height_px)
        assert 0 <= kept.x_min < kept.x_max <= width_px
        assert 0 <= kept.y_min < kept.y_max <= height_px
        assert kept.width >= min(MIN_SIDE_PX, width_px)
        assert kept.height >= min(MIN_SIDE_PX, height_px)
        assert clamp_box(kept, width_px=width_px, height_px=height_px) == kept


@given(st.floats(0, 99), st.floats(0, 79), st.floats(1, 100), st.floats(1, 80))
def test_a_box_inside_stays_as_it_is(x: float, y: float, width: float, height: float) -> None:
    box = Box(x, y, min(x + width, 100.0), min(y + height, 80.0))
    if box.width >= 1 and box.height >= 1:
        assert clamp_box(box, width_px=100, height_px=80) == box


@given(st.builds(Box, COORDINATES, COORDINATES, COORDINATES, COORDINATES))
def test_only_a_box_that_is_not_finite_is_refused_as_such(box: Box) -> None:
    finite = all(math.isfinite(value) for value in box.xyxy)
    with contextlib.suppress(RegionEmpty, RegionOutsideImage) if finite else pytest.raises(RegionNotFinite):
        clamp_box(box, width_px=100, height_px=80)


@given(POLYGONS | stars(), SIDES, SIDES)
def test_a_kept_polygon_is_inside_and_large_enough_whatever_was_given(
    polygon: Polygon, width_px: int, height_px: int
) -> None:
    with contextlib.suppress(errors.Invalid):
        kept = clamp_polygon(polygon, width_px=width_px, height_px=height_px)
        assert all(0 <= x <= width_px and 0 <= y <= height_px for x, y in kept.points)
        assert len(kept.points) >= 3
        assert area_of(kept) >= MIN_AREA_PX
        x_min, y_min, x_max, y_max = kept.xyxy
        assert min(x_max - x_min, y_max - y_min) >= MIN_SIDE_PX
        assert clamp_polygon(kept, width_px=width_px, height_px=height_px) is kept


@given(stars(), SIDES, SIDES)
def test_clamping_a_polygon_never_makes_it_larger(polygon: Polygon, width_px: int, height_px: int) -> None:
    with contextlib.suppress(errors.Invalid):
        kept = clamp_polygon(polygon, width_px=width_px, height_px=height_px)
        assert area_of(kept) <= area_of(polygon) * (1 + 1e-9)
        assert area_of(kept) <= width_px * height_px * (1 + 1e-9)


@given(POLYGONS)
def test_a_polygon_is_refused_for_what_is_wrong_with_it(polygon: Polygon) -> None:
    finite = all(math.isfinite(value) for point in polygon.points for value in point)
    if len(polygon.points) < 3:
        with pytest.raises(PolygonPointsTooFew):
            clamp_polygon(polygon, width_px=100, height_px=80)
        return
    with contextlib.suppress(RegionEmpty, RegionOutsideImage) if finite else pytest.raises(RegionNotFinite):
        clamp_polygon(polygon, width_px=100, height_px=80)


FAR = 1e300


@pytest.mark.parametrize(
    ("points", "kept"),
    [
        ([(10, 10), (60, 10), (10, 60)], [(10, 10), (60, 10), (10, 60)]),  # inside
        ([(50, 10), (150, 10), (150, 30), (50, 30)], [(50, 10), (100, 10), (100, 30), (50, 30)]),  # over the right edge
        ([(50, -50), (150, 50), (50, 50)], [(50, 0), (100, 0), (100, 50), (50, 50)]),  # over a corner
        ([(-FAR, -FAR), (FAR, -FAR), (FAR, FAR), (-FAR, FAR)], [(0, 0), (100, 0), (100, 80), (0, 80)]),  # far around
    ],
)
def test_a_polygon_over_the_edge_is_cut_along_it(points: list[Point], kept: list[Point]) -> None:
    cut = clamp_polygon(Polygon(tuple(points)), width_px=100, height_px=80)
    first = cut.points.index(kept[0])
    assert [*cut.points[first:], *cut.points[:first]] == kept


@pytest.mark.parametrize(
    ("points", "error"),
    [
        ([], PolygonPointsTooFew),
        ([(0, 0), (9, 9)], PolygonPointsTooFew),
        ([(at % 100, at // 100) for at in range(MAX_POINTS + 1)], PolygonPointsTooMany),
        ([(0, 0), (math.inf, 0), (9, 9)], RegionNotFinite),
        ([(0, 0), (9, math.nan), (9, 9)], RegionNotFinite),
        ([(0, 0), (9, 9), (4, 4)], RegionEmpty),  # a line
        ([(5, 5), (5, 5), (5, 5)], RegionEmpty),  # a point
        ([(0, 0), (50, 0), (50, 0.9), (0, 0.9)], RegionEmpty),  # less than a pixel high
        ([(0, 0), (50, 50), (50.01, 50)], RegionEmpty),  # less than a square pixel
        ([(99.5, 0), (200, 0), (200, 50), (99.5, 50)], RegionEmpty),  # less than a pixel is left
        ([(200, 0), (300, 0), (300, 50)], RegionOutsideImage),
        ([(-90, 40), (50, 180), (-90, 180)], RegionOutsideImage),  # only the box around it overlaps the picture
    ],
)
def test_what_is_no_polygon_of_this_picture_is_refused(points: list[Point], error: type[Exception]) -> None:
    with pytest.raises(error):
        clamp_polygon(Polygon(tuple(points)), width_px=100, height_px=80)
