"""Which suggestions say what an annotation already says (SPEC A30)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np

from labelwright.domain.annotation import Annotation
from labelwright.domain.ids import ConceptId, SuggestionId
from labelwright.domain.overlap import are_among
from labelwright.domain.region import Region
from labelwright.domain.suggestion import Suggestion

SAME_REGION_IOU = 0.7
CONTAINED_SHARE = 0.95
"""Two regions of one concept are one if they overlap so much, or one has this share of its area in the other."""


def folded_suggestions(
    suggestions: Iterable[Suggestion],
    annotations: Iterable[Annotation],
    concept_of: Callable[[str], ConceptId | None],
) -> frozenset[SuggestionId]:
    """Return the ids of the open suggestions that an annotation of the same concept already covers.

    Of several open suggestions that would label the whole input with one concept, all but the best are folded.

    Args:
        suggestions: of one input, best first where they compete.
        annotations: of the same input.
        concept_of: gives the concept that a suggestion of this name would get, None if the app has none yet.
    """
    covered: defaultdict[ConceptId, list[Region]] = defaultdict(list)
    labeled: set[ConceptId | str] = set()
    for annotation in annotations:
        if annotation.region is None:
            labeled.add(annotation.concept_id)
        else:
            covered[annotation.concept_id].append(annotation.region)
    folded: set[SuggestionId] = set()
    with_region: defaultdict[ConceptId, list[Suggestion]] = defaultdict(list)
    for suggestion in suggestions:
        if suggestion.state != "open":
            continue
        concept_id = concept_of(suggestion.concept_name)
        if suggestion.region is None:
            claim = concept_id or suggestion.concept_name
            if claim in labeled:
                folded.add(suggestion.id)
            labeled.add(claim)
        elif concept_id is not None and concept_id in covered:
            with_region[concept_id].append(suggestion)
    for concept_id, candidates in with_region.items():
        folded.update(_same_as(candidates, covered[concept_id]))
    return frozenset(folded)


def _same_as(candidates: list[Suggestion], regions: list[Region]) -> Iterable[SuggestionId]:
    proposed = [candidate.region for candidate in candidates if candidate.region is not None]
    same = are_among(proposed, regions, min_iou=SAME_REGION_IOU, min_coverage=CONTAINED_SHARE)
    return [candidates[row].id for row in np.flatnonzero(same)]
