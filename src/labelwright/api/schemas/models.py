"""Models and workflows on the wire."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from labelwright.domain.model import ModelKind, OutputKind
from labelwright.services.look import PickableModel

MAX_AHEAD = 100
"""Inputs that may be predicted ahead at once."""


class ModelOut(BaseModel):
    """A model or workflow as the picker lists it."""

    ref: str
    kind: ModelKind
    id: str
    name: str
    version: str
    description: str
    outputs: list[OutputKind]
    vocabulary_size: int
    licence: str
    source: str
    runtime: str
    input_width_px: int
    input_height_px: int
    usable: bool
    reason: str
    """Why it cannot be picked; empty if it can."""
    matched_concepts: list[str]


class ModelList(BaseModel):
    """Models and workflows."""

    items: list[ModelOut]


class VocabularyOut(BaseModel):
    """The names of a model's concepts."""

    ref: str
    concepts: list[str]


class LookAheadIn(BaseModel):
    """Inputs that will probably be opened next."""

    model: str = Field(max_length=200)
    input_ids: list[str] = Field(max_length=MAX_AHEAD)


class PredictIn(BaseModel):
    """Which model or workflow to ask."""

    model: str = Field(max_length=200)
    lane: Literal["interactive", "look_ahead"] = "interactive"


def to_model(pickable: PickableModel) -> ModelOut:
    """Return a model as it is sent."""
    card = pickable.card
    return ModelOut(
        ref=card.ref,
        kind=card.kind,
        id=card.id,
        name=card.name,
        version=card.version,
        description=card.description,
        outputs=list(card.outputs),
        vocabulary_size=len(card.vocabulary),
        licence=card.licence,
        source=card.source,
        runtime=card.runtime,
        input_width_px=card.input_width_px,
        input_height_px=card.input_height_px,
        usable=not pickable.reason,
        reason=pickable.reason,
        matched_concepts=list(pickable.matched_concepts),
    )
