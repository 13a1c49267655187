"""Models, workflows and concepts on the wire."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from labelwright.domain.concept import ConceptRelation, Predicate
from labelwright.domain.model import ModelKind, OutputKind
from labelwright.services.look import PickableModel
from labelwright.storage.concepts import CountedConcept

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


class ConceptOut(BaseModel):
    """One entry of an app's vocabulary."""

    id: str
    name: str
    colour: str
    hotkey: str | None
    """One of 1 to 9, 0, Shift+1 to Shift+9, Shift+0."""
    n_annotations: int


class ConceptRelationOut(BaseModel):
    """What one concept is of another."""

    id: str
    subject_id: str
    predicate: Predicate
    object_id: str


class VocabularyOfApp(BaseModel):
    """An app's concepts by name, and the relations between them."""

    items: list[ConceptOut]
    relations: list[ConceptRelationOut]


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


def to_vocabulary(concepts: list[CountedConcept], relations: list[ConceptRelation]) -> VocabularyOfApp:
    """Return an app's vocabulary as it is sent."""
    return VocabularyOfApp(
        items=[
            ConceptOut(id=concept.id, name=concept.name, colour=concept.colour, hotkey=concept.hotkey, n_annotations=n)
            for concept, n in concepts
        ],
        relations=[
            ConceptRelationOut(id=r.id, subject_id=r.subject_id, predicate=r.predicate, object_id=r.object_id)
            for r in relations
        ],
    )
