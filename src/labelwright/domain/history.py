"""Taking changes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from labelwright.domain import fields
from labelwright.domain.board import Board, apply_changes
from labelwright.domain.change import Change, Fields, invert, tally
from labelwright.domain.concept import Concept
from labelwright.domain.ids import ConceptId
from labelwright.domain.outcome import Outcome
from labelwright.domain.soundness import check_sound


def undo(board: Board, changes: Sequence[Change]) -> Outcome:
    """Take `changes` back, as far as the app has not gone on without them.

    A concept they created stays if the app uses it elsewhere or has edited it meanwhile. A concept or relation that
    comes back is the one that the app has meanwhile, if there is one of that name or between those concepts.

    Raises:
        ChangedMeanwhile: if an entity is not as `changes` left it, or the labels would contradict each other.
    """
    inverse = _with_concepts_of(board, invert(changes))
    moved = tally(inverse).by_concept
    kept = []
    for change in inverse:
        concept_id = ConceptId(change.id)
        if change.kind == "concept" and change.after is None:
            uses = board.concept_uses.get(concept_id, 0) + moved[change.id]
            known = board.concepts.get(concept_id)
            if known is None or uses or _is_related(board, concept_id, inverse) or _is_edited(known, change):
                continue
        if change.before is None and _is_there(board, change):
            continue
        kept.append(change)
    check_sound(apply_changes(board, kept))
    return Outcome(tuple(kept))


def _with_concepts_of(board: Board, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return `changes` without the concepts whose names the board has under another id, speaking of those instead."""
    renamed = {change.id for change in changes if change.kind == "concept" and "name" in (change.before or {})}
    ids = {concept.name: concept.id for concept in board.concepts.values() if concept.id not in renamed}
    other = {
        change.id: ids[name]
        for change in changes
        if change.kind == "concept" and change.before is None and change.after is not None
        if isinstance(name := change.after["name"], str) and ids.get(name, change.id) != change.id
    }
    return tuple(
        Change(change.kind, change.id, _redirected(change.before, other), _redirected(change.after, other))
        for change in changes
        if change.id not in other
    )


def _redirected(fields: Fields | None, other: Mapping[str, ConceptId]) -> Fields | None:
    if not fields or not other:
        return fields
    return {name: other.get(value, value) if isinstance(value, str) else value for name, value in fields.items()}


def _is_there(board: Board, change: Change) -> bool:
    if change.kind == "concept":
        return ConceptId(change.id) in board.concepts
    if change.kind == "relation" and change.after is not None:
        wanted = (change.after["subject_id"], change.after["predicate"], change.after["object_id"])
        return any((r.subject_id, r.predicate, r.object_id) == wanted for r in board.relations.values())
    return False


def _is_edited(concept: Concept, leaving: Change) -> bool:
    have = fields.fields_of(concept)
    return any(have.get(name) != value for name, value in (leaving.before or {}).items())


def _is_related(board: Board, concept_id: ConceptId, inverse: Sequence[Change]) -> bool:
    leaving = {change.id for change in inverse if change.kind == "relation" and change.after is None}
    return any(
        concept_id in (relation.subject_id, relation.object_id)
        for relation in board.relations.values()
        if relation.id not in leaving
    )
