"""A rejected suggestion is not offered again by the model version that made it (SPEC A12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from labelwright.domain.overlap import are_among
from labelwright.domain.suggestion import Suggestion

SAME_LINE_IOU = 0.9
"""Two lines of one model version with one concept and this overlap say the same."""


def carry_rejections(rejected: Iterable[Suggestion], lines: Sequence[Suggestion]) -> list[Suggestion]:
    """Return `lines` with those marked as rejected that say what the same model version was told not to say again."""
    by_concept: defaultdict[str, list[Suggestion]] = defaultdict(list)
    for suggestion in rejected:
        by_concept[suggestion.concept_name].append(suggestion)
    return [
        replace(line, state="rejected") if _is_among(line, by_concept.get(line.concept_name, [])) else line
        for line in lines
    ]


def _is_among(line: Suggestion, rejected: list[Suggestion]) -> bool:
    if line.region is None:
        return any(suggestion.region is None for suggestion in rejected)
    regions = [suggestion.region for suggestion in rejected if suggestion.region is not None]
    return bool(are_among([line.region], regions, min_iou=SAME_LINE_IOU).any())
