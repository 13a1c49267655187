"""An app's vocabulary on the wire."""

from __future__ import annotations

from typing import Annotated

import orjson
from pydantic import BaseModel, Field

from labelwright.api.schemas.change_sets import ChangeSetOut, Id, Name, change_set_dict
from labelwright.domain.concept import ConceptRelation, Predicate
from labelwright.services.curate import Curated
from labelwright.storage.concepts import CountedConcept

ShortText = Annotated[str, Field(max_length=100)]


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


class ConceptIn(BaseModel):
    """A new concept."""

    name: Name
    colour: ShortText | None = None
    """`#rrggbb`; without it the one that the name gives."""
    hotkey: ShortText | None = None
    """One of 1 to 9, 0, Shift+1 to Shift+9, Shift+0; taken from the concept that has it."""


class ConceptEditIn(BaseModel):
    """What of a concept is to be another; what is left out stays."""

    name: Name | None = None
    colour: ShortText | None = None
    """`#rrggbb`"""
    hotkey: ShortText | None = None
    """null: none. Taken from the concept that has it."""
    keeps_name: bool = False
    """Remember the old name as a synonym, so that suggestions of that name still give this concept."""


class MergeIn(BaseModel):
    """Into which concept."""

    into_id: Id


class ConceptRelationIn(BaseModel):
    """What one concept is to another: `sheep` is a `hyponym` of `animal`, `animal` a `hypernym` of `sheep`."""

    subject_id: Id
    predicate: Predicate
    object_id: Id


class CuratedOut(BaseModel):
    """What came of a change of the vocabulary."""

    change_set: ChangeSetOut | None
    """With the changes of the vocabulary; those of labels come live, input by input. null: it was so already."""
    n_inputs: int
    """Inputs whose labels were changed."""
    app_seq: int


def render_curated(curated: Curated) -> bytes:
    """Return `CuratedOut` as JSON."""
    change_set = curated.change_set
    return orjson.dumps(
        {
            "change_set": change_set_dict(change_set, seq=change_set.seq, input_id=None) if change_set else None,
            "n_inputs": curated.n_inputs,
            "app_seq": curated.app_seq,
        }
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
