"""What the review of one input looks at, and how changes move it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from labelwright import errors
from labelwright.domain import fields
from labelwright.domain.annotation import Annotation
from labelwright.domain.change import Change, tally
from labelwright.domain.concept import Concept, ConceptRelation
from labelwright.domain.ids import AnnotationId, ConceptId, InputId, RelationId, SuggestionId, UserId
from labelwright.domain.suggestion import Suggestion

Id = TypeVar("Id", bound=str)
Entity = TypeVar("Entity", Concept, ConceptRelation, Suggestion, Annotation)


class ChangedMeanwhile(errors.Conflict):
    """The {kind} {id} was changed meanwhile."""

    code = "changed_meanwhile"
    hint = "Load the current state of the input; what was changed last is kept."


@dataclass(frozen=True, slots=True)
class Board:
    """The labels of one input, with the part of the app's vocabulary that they touch."""

    input_id: InputId
    width_px: int
    height_px: int
    done: bool = False
    deleted: bool = False
    concepts: Mapping[ConceptId, Concept] = field(default_factory=dict)
    relations: Mapping[RelationId, ConceptRelation] = field(default_factory=dict)
    suggestions: Mapping[SuggestionId, Suggestion] = field(default_factory=dict)
    annotations: Mapping[AnnotationId, Annotation] = field(default_factory=dict)
    concept_uses: Mapping[ConceptId, int] = field(default_factory=dict)
    """How many annotations of the whole app carry each concept."""
    changeable_by: UserId | None = None
    """Only this user's annotations may be changed or deleted; None: anybody's."""


def apply_changes(board: Board, changes: Iterable[Change]) -> Board:
    """Return `board` after `changes`.

    Raises:
        ChangedMeanwhile: if an entity is not as a change's `before` says; nothing is applied then.
    """
    changes = tuple(changes)
    concepts, relations = dict(board.concepts), dict(board.relations)
    suggestions, annotations = dict(board.suggestions), dict(board.annotations)
    at = {"done": board.done, "deleted": board.deleted}
    for change in changes:
        match change.kind:
            case "concept":
                _move(concepts, ConceptId(change.id), change)
            case "relation":
                _move(relations, RelationId(change.id), change)
            case "suggestion":
                _move(suggestions, SuggestionId(change.id), change)
            case "annotation":
                _move(annotations, AnnotationId(change.id), change)
            case "input":
                at = _moved_input(at, change)
    uses = dict(board.concept_uses)
    for concept_id, step in tally(changes).by_concept.items():
        uses[ConceptId(concept_id)] = uses.get(ConceptId(concept_id), 0) + step
    return replace(
        board,
        done=at["done"],
        deleted=at["deleted"],
        concepts=concepts,
        relations=relations,
        suggestions=suggestions,
        annotations=annotations,
        concept_uses=uses,
    )


def _moved_input(at: Mapping[str, bool], change: Change) -> dict[str, bool]:
    if change.before is None or change.after is None or any(at[name] != was for name, was in change.before.items()):
        raise ChangedMeanwhile(kind=change.kind, id=change.id)
    return {**at, **{name: bool(value) for name, value in change.after.items()}}


def _move(entities: dict[Id, Entity], key: Id, change: Change) -> None:
    current = entities.get(key)
    if current is None:
        if change.before is not None or change.after is None:
            raise ChangedMeanwhile(kind=change.kind, id=change.id)
        entities[key] = fields.entity_of(change.kind, change.id, change.after)
        return
    have = fields.fields_of(current)
    if change.before is None or any(have.get(name) != value for name, value in change.before.items()):
        raise ChangedMeanwhile(kind=change.kind, id=change.id)
    if change.after is None:
        del entities[key]
    else:
        entities[key] = fields.entity_of(change.kind, change.id, {**have, **change.after})
