"""Properties of box overlap and suppression, checked against arithmetic on single boxes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from labelwright.geometry import boxes

Quad = tuple[float, float, float, float]


def as_array(quads: list[Quad]) -> boxes.FloatArray:
    return np.asarray(quads, np.float32).reshape(-1, 4)


coordinates = st.integers(0, 400).map(lambda value: value / 4)
quads = st.tuples(coordinates, coordinates, coordinates, coordinates).map(
    lambda q: (min(q[0], q[2]), min(q[1], q[3]), max(q[0], q[2]), max(q[1], q[3]))
)
box_lists = st.lists(quads, max_size=12)


def area_of(quad: Quad) -> float:
    return max(quad[2] - quad[0], 0.0) * max(quad[3] - quad[1], 0.0)


def shared_area(a: Quad, b: Quad) -> float:
    return area_of((max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])))


@given(box_lists, box_lists)
def test_iou_equals_the_arithmetic_on_single_boxes(a: list[Quad], b: list[Quad]) -> None:
    found = boxes.box_iou(as_array(a), as_array(b))
    assert found.shape == (len(a), len(b))
    assert found.dtype == np.float32
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            shared = shared_area(one, other)
            expected = shared / (area_of(one) + area_of(other) - shared) if shared else 0.0
            assert found[i, j] == pytest.approx(expected, abs=1e-5)


@given(box_lists, box_lists)
def test_iou_is_the_same_in_both_directions(a: list[Quad], b: list[Quad]) -> None:
    np.testing.assert_allclose(boxes.box_iou(as_array(a), as_array(b)), boxes.box_iou(as_array(b), as_array(a)).T)


@given(box_lists, box_lists)
def test_coverage_is_the_share_of_the_first_box_inside_the_second(a: list[Quad], b: list[Quad]) -> None:
    found = boxes.box_coverage(as_array(a), as_array(b))
    assert found.shape == (len(a), len(b))
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            expected = shared_area(one, other) / area_of(one) if area_of(one) else 0.0
            assert found[i, j] == pytest.approx(expected, abs=1e-5)


@given(box_lists)
def test_area_is_width_times_height(quads_given: list[Quad]) -> None:
    expected = np.asarray([area_of(quad) for quad in quads_given], np.float32)
    np.testing.assert_allclose(boxes.box_area(as_array(quads_given)), expected, rtol=1e-6)


def test_a_box_turned_inside_out_has_no_area_and_no_overlap() -> None:
    inside_out = as_array([(10, 10, 0, 0)])
    whole = as_array([(0, 0, 10, 10)])
    assert boxes.box_area(inside_out).tolist() == [0]
    assert boxes.box_iou(inside_out, whole).tolist() == [[0]]
    assert boxes.box_coverage(inside_out, whole).tolist() == [[0]]


@given(st.lists(st.tuples(quads, st.integers(0, 4)), max_size=12), st.sampled_from([0.0, 0.3, 0.5, 0.9]))
def test_nms_keeps_exactly_what_no_better_kept_box_covers(lines: list[tuple[Quad, int]], max_iou: float) -> None:
    array = as_array([quad for quad, _ in lines])
    scores = np.asarray([score for _, score in lines], np.float32)
    kept = boxes.nms(array, scores, max_iou=max_iou)
    overlap = boxes.box_iou(array, array)
    expected: list[int] = []
    for index in sorted(range(len(lines)), key=lambda i: (-lines[i][1], i)):
        if all(overlap[better, index] <= max_iou for better in expected):
            expected.append(index)
    assert kept.tolist() == expected
    assert kept.dtype == np.int64


def test_nms_of_equal_scores_keeps_the_earlier_box() -> None:
    doubles = as_array([(0, 0, 10, 10), (0, 0, 10, 9), (20, 20, 30, 30)])
    assert boxes.nms(doubles, np.full(3, 0.5, np.float32), max_iou=0.6).tolist() == [0, 2]


@pytest.mark.parametrize(
    ("a", "b", "shown"),
    [
        (np.zeros((2, 5)), np.zeros((3, 4)), "(2, 5) and (3, 4)"),  # five columns
        (np.zeros((2, 4)), np.zeros(4), "(2, 4) and (4,)"),  # one box without its row
    ],
)
def test_a_wrong_shape_is_refused_naming_both_shapes(a: NDArray[Any], b: NDArray[Any], shown: str) -> None:
    for overlap in (boxes.box_iou, boxes.box_coverage):
        with pytest.raises(boxes.ShapeError) as refusal:
            overlap(a, b)
        assert shown in str(refusal.value)


def test_scores_that_do_not_match_the_boxes_are_refused() -> None:
    with pytest.raises(boxes.ShapeError, match=r"\(2, 4\) and \(3,\)"):
        boxes.nms(np.zeros((2, 4), np.float32), np.zeros(3, np.float32), max_iou=0.5)
