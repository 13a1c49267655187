"""A concept, with or without a region, that an annotator stands behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from labelwright.domain.ids import AnnotationId, ConceptId, InputId, ModelVersion, SuggestionId, UserId
from labelwright.domain.region import Region

Provenance = Literal["by_hand", "accepted", "edited"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """One label of an input, with where it came from."""

    id: AnnotationId
    input_id: InputId
    concept_id: ConceptId
    region: Region | None
    annotator_id: UserId
    provenance: Provenance
    created_at: datetime
    suggestion_id: SuggestionId | None = None
    model_version: ModelVersion | None = None
    score: float | None = None
    original_name: str | None = None
    """The name it had before it was renamed by a concept relation."""
