"""Taking changes back."""

from __future__ import annotations

from collections.abc import Sequence

from labelwright.domain.board import Board
from labelwright.domain.change import Change, invert, tally
from labelwright.domain.ids import ConceptId
from labelwright.domain.outcome import Outcome


def undo(board: Board, changes: Sequence[Change]) -> Outcome:
    """Take `changes` back. A concept they created stays if the app uses it elsewhere meanwhile."""
    inverse = invert(changes)
    moved = tally(inverse).by_concept
    kept = []
    for change in inverse:
        concept_id = ConceptId(change.id)
        if change.kind == "concept" and change.after is None:
            uses = board.concept_uses.get(concept_id, 0) + moved[change.id]
            if concept_id not in board.concepts or uses or _is_related(board, concept_id, inverse):
                continue
        if change.kind == "concept" and change.before is None and concept_id in board.concepts:
            continue
        kept.append(change)
    return Outcome(tuple(kept))


def _is_related(board: Board, concept_id: ConceptId, inverse: Sequence[Change]) -> bool:
    leaving = {change.id for change in inverse if change.kind == "relation" and change.after is None}
    return any(
        concept_id in (relation.subject_id, relation.object_id)
        for relation in board.relations.values()
        if relation.id not in leaving
    )
