"""Threshold ranges on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from labelwright import errors

Score = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class ThresholdRangeEmpty(errors.Invalid):
    """The threshold range from {min_score} to {max_score} is empty."""

    code = "threshold_range_empty"
    hint = "Give a min_score that is not above max_score."


def check_range(min_score: float, max_score: float) -> None:
    """Refuse a range that nothing can be within.

    Raises:
        ThresholdRangeEmpty
    """
    if min_score > max_score:
        raise ThresholdRangeEmpty(min_score=min_score, max_score=max_score)
