"""What is true of every board, whatever was done and taken back on it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from labelwright.domain.board import Board, ChangedMeanwhile


def check_sound(board: Board) -> None:
    """Make sure that the labels do not contradict each other.

    Raises:
        ChangedMeanwhile: if a label or relation has lost its concept, an annotator labels the input twice with one
            concept, a suggestion was accepted twice, two concepts have one name, or a concept has two synonyms.
    """
    whole = ((a.id, (a.concept_id, a.annotator_id)) for a in board.annotations.values() if a.region is None)
    accepted = ((a.id, a.suggestion_id) for a in board.annotations.values() if a.suggestion_id)
    renamed = ((r.id, r.subject_id) for r in board.relations.values() if r.predicate == "synonym")
    named = ((c.id, c.name) for c in board.concepts.values())
    used = {a.concept_id for a in board.annotations.values()}
    used.update(end for r in board.relations.values() for end in (r.subject_id, r.object_id))
    wrong = [("annotation", each) for each in (*_again(whole), *_again(accepted))]
    wrong += [("relation", each) for each in _again(renamed)]
    wrong += [("concept", each) for each in _again(named)]
    wrong += [("concept", each) for each in sorted(used - board.concepts.keys())]
    for kind, entity_id in wrong[:1]:
        raise ChangedMeanwhile(kind=kind, id=entity_id)


def _again(entries: Iterable[tuple[str, Hashable]]) -> Iterator[str]:
    """Give the ids of the entries whose key another one had before."""
    seen: set[Hashable] = set()
    for entity_id, key in entries:
        if key in seen:
            yield entity_id
        seen.add(key)
