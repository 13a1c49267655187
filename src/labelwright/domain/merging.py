"""The rules for one concept in the place of another, everywhere. Pure."""

from __future__ import annotations

from dataclasses import replace

from labelwright import errors
from labelwright.domain.annotate import delete_one
from labelwright.domain.board import Board
from labelwright.domain.concept import Concept, ConceptRelation
from labelwright.domain.draft import Draft
from labelwright.domain.edge import closes_ring, edge_of
from labelwright.domain.ids import ConceptId, RelationId, new_id
from labelwright.domain.outcome import Outcome
from labelwright.domain.vocabulary import get_concept, take_hotkey


class MergeIntoItself(errors.Invalid):
    """The concept {name!r} cannot be merged into itself."""

    code = "merge_into_itself"
    hint = "Choose another concept."


def merge_concepts(board: Board, source_id: ConceptId, target_id: ConceptId) -> Outcome:
    """Make `source` a synonym of `target`, which takes over its hotkey and relations; the labels are not touched here.

    Raises:
        ConceptNotFound, MergeIntoItself
    """
    draft = Draft(board)
    source, target = get_concept(draft, source_id), get_concept(draft, target_id)
    if source_id == target_id:
        raise MergeIntoItself(name=source.name)
    around = [r for r in draft.relations.values() if source_id in {r.subject_id, r.object_id}]
    kept = [r for r in around if edge_of(r) == (True, source_id, target_id)]
    for relation in around:
        if relation not in kept:
            draft.remove(relation)
    for relation in around:
        _hand_over(draft, relation, source_id, target_id)
    draft.relate_synonym(source_id, target_id)
    if source.hotkey is not None and target.hotkey is None:
        take_hotkey(draft, source.hotkey)
        draft.update(replace(target, hotkey=source.hotkey))
    elif source.hotkey is not None:
        draft.update(replace(source, hotkey=None))
    return Outcome(draft.changes)


def merge_labels(board: Board, source: Concept, target: Concept) -> Outcome:
    """Give the labels of one input that carry `source` the concept `target`, showing the name they had.

    Who has labeled the whole input with both keeps the one; a suggestion behind the other is open again.
    """
    draft = Draft(board)
    for label in [each for each in board.annotations.values() if each.concept_id == source.id]:
        if label.region is None and draft.labels_input(target.id, label.annotator_id):
            delete_one(draft, label)
            continue
        first = label.original_name or source.name
        original_name = None if first == target.name else first
        draft.update(replace(label, concept_id=target.id, original_name=original_name))
    return Outcome(draft.changes)


def _hand_over(draft: Draft, relation: ConceptRelation, source_id: ConceptId, target_id: ConceptId) -> None:
    """Let `target` stand where `source` stood, unless the relation says nothing or the opposite of others then."""
    if relation.predicate == "synonym" and relation.subject_id == source_id:
        return
    handed = ConceptRelation(
        RelationId(new_id()),
        target_id if relation.subject_id == source_id else relation.subject_id,
        relation.predicate,
        target_id if relation.object_id == source_id else relation.object_id,
    )
    others = draft.relations.values()
    is_said = any(edge_of(other) == edge_of(handed) for other in others)
    if handed.subject_id != handed.object_id and not is_said and not closes_ring(handed, others):
        draft.create(handed)
