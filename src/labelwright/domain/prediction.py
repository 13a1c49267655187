"""What one model version said about one input: immutable, stored once, without any review state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from labelwright.domain.ids import InputId, ModelVersion, PredictionId
from labelwright.domain.region import Region


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line of a model's output: a concept, a score in [0, 1], and a region if it names a place."""

    concept: str
    score: float
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """The head of a stored prediction; its lines are the suggestions that carry its id."""

    id: PredictionId
    input_id: InputId
    model_version: ModelVersion
    prompts_key: str
    """Hash of the concepts a zero-shot model was asked for; empty for a model with a vocabulary of its own."""
    model_ms: float
    """Time the model itself took, in milliseconds."""
    created_at: datetime
