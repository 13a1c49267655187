"""What is true of every board, whatever was done and taken back on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from labelwright.domain.board import Board, ChangedMeanwhile
from labelwright.domain.concept import ConceptRelation
from labelwright.domain.edge import edge_of


def check_sound(board: Board) -> None:
    """Make sure that the labels do not contradict each other.

    Raises:
        ChangedMeanwhile: if a label or relation has lost its concept, an annotator labels the input twice with one
            concept, a suggestion was accepted twice, two concepts have one name or hotkey, a concept has two synonyms,
            or relations lead round in a ring.
    """
    whole = ((a.id, (a.concept_id, a.annotator_id)) for a in board.annotations.values() if a.region is None)
    accepted = ((a.id, a.suggestion_id) for a in board.annotations.values() if a.suggestion_id)
    renamed = ((r.id, r.subject_id) for r in board.relations.values() if r.predicate == "synonym")
    named = ((c.id, c.name) for c in board.concepts.values())
    keyed = ((c.id, c.hotkey) for c in board.concepts.values() if c.hotkey)
    used = {a.concept_id for a in board.annotations.values()}
    used.update(end for r in board.relations.values() for end in (r.subject_id, r.object_id))
    wrong = [("annotation", each) for each in (*_again(whole), *_again(accepted))]
    wrong += [("relation", each) for each in _again(renamed)]
    wrong += [("relation", each) for each in _in_ring(board.relations.values())]
    wrong += [("concept", each) for each in (*_again(named), *_again(keyed))]
    wrong += [("concept", each) for each in sorted(used - board.concepts.keys())]
    for kind, entity_id in wrong[:1]:
        raise ChangedMeanwhile(kind=kind, id=entity_id)


def _in_ring(relations: Collection[ConceptRelation]) -> Iterator[str]:
    """Give the ids of the relations whose ends others lead back to their starts."""
    for is_synonym in (True, False):
        starts: defaultdict[str, set[str]] = defaultdict(set)
        edges = [(relation.id, edge_of(relation)) for relation in relations]
        for _, edge in edges:
            if edge.is_synonym == is_synonym:
                starts[edge.end].add(edge.start)
        try:
            TopologicalSorter(starts).prepare()
        except CycleError as error:
            ring: list[str] = error.args[1]
            yield from (key for key, edge in edges if edge.is_synonym == is_synonym and edge.start in ring)


def _again(entries: Iterable[tuple[str, Hashable]]) -> Iterator[str]:
    """Give the ids of the entries whose key another one had before."""
    seen: set[Hashable] = set()
    for entity_id, key in entries:
        if key in seen:
            yield entity_id
        seen.add(key)
