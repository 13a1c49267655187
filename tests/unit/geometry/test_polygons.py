"""Area, overlap and clipping of polygons, checked against exact fractions, counted cells and sampled points."""

from __future__ import annotations

import itertools
import math
import tracemalloc
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from labelwright.geometry import polygons
from labelwright.geometry.boxes import ShapeError

Points = list[tuple[float, float]]
SIDE = 16

QUARTERS = st.integers(-4 * SIDE, 8 * SIDE).map(lambda value: value / 4)
OUTLINES = st.lists(st.tuples(QUARTERS, QUARTERS), min_size=3, max_size=12)
"""Any outline: it may cross itself, touch itself, go back on itself."""


def array(points: Points) -> polygons.PointArray:
    return np.array(points, np.float64).reshape(-1, 2)


def rectangle(x_min: float, y_min: float, x_max: float, y_max: float) -> polygons.PointArray:
    return array([(x_min, y_min), (x_max, y_min), (x_max, y_max), (x_min, y_max)])


def is_inside(points: Points, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether each place is inside by the even-odd rule, by counting the edges to its right."""
    inside = np.zeros(np.broadcast(x, y).shape, np.bool_)
    for (x0, y0), (x1, y1) in itertools.pairwise([*points, points[0]]):
        if y0 != y1:
            inside ^= ((y0 > y) != (y1 > y)) & (x < x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    return inside


def fraction_area(points: Points) -> Fraction:
    exact = [(Fraction(x), Fraction(y)) for x, y in points]
    twice = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise([*exact, *exact[:1]]))
    return abs(Fraction(twice)) / 2


def cut_convex(points: list[tuple[Fraction, Fraction]], by: Points) -> list[tuple[Fraction, Fraction]]:
    """The part of a convex polygon inside of another one, whose points go round with the sun, in exact fractions."""
    for (x0, y0), (x1, y1) in itertools.pairwise([*by, by[0]]):
        a, b = Fraction(x1) - Fraction(x0), Fraction(y1) - Fraction(y0)
        sides = [a * (y - Fraction(y0)) - b * (x - Fraction(x0)) for x, y in points]
        kept = []
        for i, (x, y) in enumerate(points):
            after, side, side_after = points[(i + 1) % len(points)], sides[i], sides[(i + 1) % len(points)]
            if side >= 0:
                kept.append((x, y))
            if (side > 0 > side_after) or (side < 0 < side_after):
                share = side / (side - side_after)
                kept.append((x + share * (after[0] - x), y + share * (after[1] - y)))
        points = kept
    return points


@st.composite
def convex(draw: st.DrawFn) -> Points:
    """A convex polygon with corners on a circle of quarters of pixels, in the order of the sun."""
    angles = sorted(set(draw(st.lists(st.integers(0, 359), min_size=3, max_size=9))))
    x, y, radius = draw(QUARTERS), draw(QUARTERS), draw(st.integers(1, 20))
    return [(x + radius * math.cos(math.radians(at)), y + radius * math.sin(math.radians(at))) for at in angles]


@given(OUTLINES)
def test_area_is_that_of_exact_fractions_wherever_it_begins_and_whichever_way_it_goes(points: Points) -> None:
    expected = pytest.approx(float(fraction_area(points)), abs=1e-9)
    assert polygons.polygon_area(array(points)) == expected
    assert polygons.polygon_area(array(points[1:] + points[:1])) == expected
    assert polygons.polygon_area(array(points[::-1])) == expected


@given(convex(), convex())
def test_what_convex_polygons_share_is_one_cut_by_the_other(a: Points, b: Points) -> None:
    cut = cut_convex([(Fraction(x), Fraction(y)) for x, y in a], b) if len(a) > 2 and len(b) > 2 else []
    expected = sum((x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise([*cut, *cut[:1]])), Fraction(0)) / 2
    assert polygons.shared_area(array(a), array(b)) == pytest.approx(float(expected), abs=1e-7)


CELLS = st.integers(0, SIDE)


@st.composite
def staircase(draw: st.DrawFn) -> Points:
    """An outline of level and upright edges on whole pixels, which may cross itself."""
    corners = draw(st.lists(st.tuples(CELLS, CELLS), min_size=2, max_size=8))
    points: Points = []
    for (x, y), (_, y_next) in zip(corners, [*corners[1:], corners[0]], strict=True):
        points += [(x, y), (x, y_next)]
    return points


@given(staircase(), staircase())
def test_what_outlines_on_whole_pixels_share_is_as_many_cells_as_both_hold(a: Points, b: Points) -> None:
    x, y = np.meshgrid(np.arange(SIDE) + 0.5, np.arange(SIDE) + 0.5)
    expected = int((is_inside(a, x, y) & is_inside(b, x, y)).sum())
    assert polygons.shared_area(array(a), array(b)) == pytest.approx(expected, abs=1e-9)


@given(OUTLINES, OUTLINES)
def test_what_any_two_outlines_share_is_what_sampling_finds(a: Points, b: Points) -> None:
    n = 160
    at = (np.arange(n) + 0.5) * 12 * SIDE / 4 / n - SIDE
    x, y = np.meshgrid(at + 1e-4, at + 1e-5)
    sampled = float((is_inside(a, x, y) & is_inside(b, x, y)).mean()) * (3 * SIDE) ** 2
    around = sum(math.dist(p, q) for o in (a, b) for p, q in itertools.pairwise([*o, o[0]]))
    assert polygons.shared_area(array(a), array(b)) == pytest.approx(sampled, abs=around * 3 * SIDE / n + 0.1)


@given(OUTLINES, OUTLINES, QUARTERS, QUARTERS)
def test_parts_of_a_plane_share_as_much_as_the_whole(a: Points, b: Points, x: float, y: float) -> None:
    far = 40 * SIDE
    whole = polygons.shared_area(array(a), array(b))
    assert polygons.shared_area(array(b), array(a)) == pytest.approx(whole, abs=1e-6)
    quarters = [(-far, -far, x, y), (x, -far, far, y), (-far, y, x, far), (x, y, far, far)]
    parts = [polygons.shared_area(array(a), rectangle(*quarter)) for quarter in quarters]
    assert sum(parts) == pytest.approx(polygons.shared_area(array(a), array(a)), abs=1e-6)


@given(OUTLINES)
def test_clipping_keeps_exactly_what_is_inside_the_picture(points: Points) -> None:
    clipped = polygons.clip_polygon(array(points), width_px=SIDE, height_px=SIDE)
    assert ((clipped >= 0) & (clipped <= SIDE)).all()
    picture = rectangle(0, 0, SIDE, SIDE)
    expected = polygons.shared_area(array(points), picture)
    assert polygons.shared_area(clipped, picture) == pytest.approx(expected, abs=1e-6)
    at = (np.arange(23) + 0.4321) * SIDE / 23
    x, y = np.meshgrid(at, at + 0.01)
    if len(clipped) > 2:
        assert (is_inside([(a, b) for a, b in clipped.tolist()], x, y) == is_inside(points, x, y)).all()


@given(OUTLINES)
def test_what_is_inside_the_picture_stays_as_it_is(points: Points) -> None:
    once = polygons.clip_polygon(array(points), width_px=SIDE, height_px=SIDE)
    assert polygons.clip_polygon(once, width_px=SIDE, height_px=SIDE) is once


def star(n_points: int) -> polygons.PointArray:
    angles = np.linspace(0, 2 * np.pi, n_points, endpoint=False)
    radius = np.where(np.arange(n_points) % 2, 100, 90)[:, None]
    around: polygons.PointArray = radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return around


@pytest.mark.parametrize("n_points", [4, 240, 1_000, 5_000])
def test_outlines_of_many_points_are_compared_as_well(n_points: int) -> None:
    whole, area = star(n_points), polygons.polygon_area(star(n_points))
    assert polygons.shared_area(whole, whole) == pytest.approx(area, rel=1e-3)
    assert polygons.shared_area(whole, rectangle(-200, -200, 0, 200)) == pytest.approx(area / 2, rel=1e-3)
    assert polygons.shared_area(whole, whole + np.array([0.0, 200.0])) == 0


def test_an_outline_that_crosses_itself_everywhere_costs_no_more_memory_than_another() -> None:
    tangle = np.random.default_rng(5).uniform(0, 100, (240, 2))
    at = (np.arange(300) + 0.5) / 3
    x, y = np.meshgrid(at, at)
    sampled = float(is_inside([(a, b) for a, b in tangle.tolist()], x, y).mean()) * 100**2
    tracemalloc.start()
    shared = polygons.shared_area(tangle, rectangle(0, 0, 100, 100))
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert shared == pytest.approx(sampled, rel=0.02)
    assert peak_bytes < 200e6


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ([], [], 0),  # nothing
        ([(0, 0), (4, 0)], [(0, 0), (4, 0), (4, 4)], 0),  # a line
        ([(0, 0), (4, 4), (4, 0), (0, 4)], [(0, 0), (4, 0), (4, 4), (0, 4)], 8),  # a bow tie in its square
        ([(0, 0), (4, 0), (4, 4), (0, 4)], [(4, 0), (8, 0), (8, 4), (4, 4)], 0),  # side by side
        ([(0, 0), (4, 0), (4, 4), (0, 4)], [(0, 4), (4, 4), (4, 8), (0, 8)], 0),  # one upon the other
    ],
)
def test_special_outlines_share_what_is_inside_of_both(a: Points, b: Points, expected: float) -> None:
    assert polygons.shared_area(array(a), array(b)) == pytest.approx(expected)


def test_a_wrong_shape_is_refused_naming_it() -> None:
    wrong = np.zeros((2, 3))
    with pytest.raises(ShapeError, match=r"\(2, 3\)"):
        polygons.polygon_area(wrong)
    with pytest.raises(ShapeError, match=r"\(2, 3\)"):
        polygons.clip_polygon(wrong, width_px=1, height_px=1)
    with pytest.raises(ShapeError, match=r"\(2, 3\) and \(3, 2\)"):
        polygons.shared_area(wrong, np.zeros((3, 2)))
