"""Which regions are the same, checked one pair at a time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from labelwright.domain.overlap import are_among
from labelwright.domain.region import Box, Polygon, Region
from labelwright.geometry.polygons import polygon_area, shared_area

STEPS = st.integers(0, 12).map(float)
BOXES = st.builds(lambda x, y, w, h: Box(x, y, x + w + 1, y + h + 1), STEPS, STEPS, STEPS, STEPS)
TRIANGLES = st.tuples(BOXES, st.integers(0, 3)).map(
    lambda drawn: Polygon(tuple(point for at, point in enumerate(drawn[0].points) if at != drawn[1]))
)
REGIONS = st.lists(BOXES | TRIANGLES | BOXES.map(lambda box: Polygon(box.points)), max_size=6)


def overlap_of(a: Region, b: Region) -> tuple[float, float]:
    """IoU, and the larger share that one has of its area in the other."""
    outlines = np.array(a.points), np.array(b.points)
    area_a, area_b = map(polygon_area, outlines)
    shared = shared_area(*outlines)
    return shared / (area_a + area_b - shared), shared / min(area_a, area_b)


@given(REGIONS, REGIONS)
def test_a_region_is_among_others_if_it_is_the_same_as_one_of_them(a: list[Region], b: list[Region]) -> None:
    found = are_among(a, b, min_iou=0.7013, min_coverage=0.9511).tolist()
    by_iou = are_among(a, b, min_iou=0.7013).tolist()
    overlaps = [[overlap_of(one, other) for other in b] for one in a]
    assert found == [any(iou >= 0.7013 or share >= 0.9511 for iou, share in row) for row in overlaps]
    assert by_iou == [any(iou >= 0.7013 for iou, _ in row) for row in overlaps]


@given(REGIONS)
def test_every_region_is_among_itself_and_none_among_nothing(regions: list[Region]) -> None:
    assert are_among(regions, regions, min_iou=1.0).all()
    assert not are_among(regions, [], min_iou=0.1, min_coverage=0.1).any()
