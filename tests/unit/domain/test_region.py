from __future__ import annotations

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright import errors
from labelwright.domain.clamp import (
    MIN_SIDE_PX,
    RegionEmpty,
    RegionNotFinite,
    RegionOutsideImage,
    clamp_box,
)
from labelwright.domain.region import Box

COORDINATES = st.floats(allow_nan=True, allow_infinity=True) | st.floats(-50, 250)
SIDES = st.integers(1, 200)


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
