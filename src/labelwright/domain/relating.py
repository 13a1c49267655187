"""The rules for relations between an app's concepts: relate, edit, delete; none leads round in a ring. Pure."""

from __future__ import annotations

from dataclasses import replace

from labelwright import errors
from labelwright.domain.board import Board
from labelwright.domain.concept import ConceptRelation, Predicate
from labelwright.domain.draft import Draft
from labelwright.domain.edge import closes_ring, edge_of
from labelwright.domain.ids import ConceptId, RelationId, new_id
from labelwright.domain.outcome import Outcome
from labelwright.domain.vocabulary import get_concept


class RelationNotFound(errors.NotFound):
    """There is no concept relation {id!r} in this app."""

    code = "relation_not_found"
    hint = "List the app's concepts again; somebody may have deleted the relation."


class RelationToItself(errors.Invalid):
    """The concept {name!r} cannot be related to itself."""

    code = "relation_to_itself"
    hint = "Choose another concept."


class RelationClosesRing(errors.Conflict):
    """{subject!r} cannot be a {predicate} of {object!r}: other relations say the opposite already."""

    code = "relation_closes_ring"
    hint = "Delete the relations that lead from the one back to the other first."


class RelationExists(errors.Conflict):
    """{subject!r} is a {predicate} of {object!r} already."""

    code = "relation_exists"
    hint = "Delete one of the two relations."


def relate(board: Board, subject_id: ConceptId, predicate: Predicate, object_id: ConceptId) -> Outcome:
    """Say what the subject is of the object. A synonym takes the place of an older one of the subject.

    Raises:
        ConceptNotFound, RelationToItself, RelationClosesRing
    """
    draft = Draft(board)
    relation = ConceptRelation(RelationId(new_id()), subject_id, predicate, object_id)
    _check_ends(draft, relation)
    if _same_as(draft, relation) is None:
        _make_room(draft, relation)
        draft.create(relation)
    return Outcome(draft.changes)


def edit_relation(
    board: Board, relation_id: RelationId, subject_id: ConceptId, predicate: Predicate, object_id: ConceptId
) -> Outcome:
    """Let a relation say something else.

    Raises:
        RelationNotFound, ConceptNotFound, RelationToItself, RelationClosesRing, RelationExists
    """
    draft = Draft(board)
    relation = replace(_relation(draft, relation_id), subject_id=subject_id, predicate=predicate, object_id=object_id)
    _check_ends(draft, relation)
    if _same_as(draft, relation) is not None:
        raise RelationExists(**_in_words(draft, relation))
    _make_room(draft, relation)
    draft.update(relation)
    return Outcome(draft.changes)


def unrelate(board: Board, relation_id: RelationId) -> Outcome:
    """Delete a relation.

    Raises:
        RelationNotFound
    """
    draft = Draft(board)
    draft.remove(_relation(draft, relation_id))
    return Outcome(draft.changes)


def _relation(draft: Draft, relation_id: RelationId) -> ConceptRelation:
    try:
        return draft.relations[relation_id]
    except KeyError:
        raise RelationNotFound(id=relation_id) from None


def _check_ends(draft: Draft, relation: ConceptRelation) -> None:
    subject, _ = get_concept(draft, relation.subject_id), get_concept(draft, relation.object_id)
    if relation.subject_id == relation.object_id:
        raise RelationToItself(name=subject.name)


def _same_as(draft: Draft, relation: ConceptRelation) -> ConceptRelation | None:
    """Return the relation beside this one that says the same."""
    others = (other for other in draft.relations.values() if other.id != relation.id)
    return next((other for other in others if edge_of(other) == edge_of(relation)), None)


def _make_room(draft: Draft, relation: ConceptRelation) -> None:
    """Remove the synonym that this one takes the place of; refuse what would lead round in a ring."""
    others = [other for other in draft.relations.values() if other.id != relation.id]
    if relation.predicate == "synonym":
        older = [r for r in others if r.predicate == "synonym" and r.subject_id == relation.subject_id]
        others = [other for other in others if other not in older]
    else:
        older = []
    if closes_ring(relation, others):
        raise RelationClosesRing(**_in_words(draft, relation))
    for other in older:
        draft.remove(other)


def _in_words(draft: Draft, relation: ConceptRelation) -> dict[str, object]:
    return {
        "subject": draft.concepts[relation.subject_id].name,
        "predicate": relation.predicate,
        "object": draft.concepts[relation.object_id].name,
    }
