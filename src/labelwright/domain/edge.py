"""Concept relations as a graph: what each says, whichever way round it is put."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from labelwright.domain.concept import ConceptRelation
from labelwright.domain.ids import ConceptId


class Edge(NamedTuple):
    """What a relation says, whichever way round: a synonym and what it gives, or a narrower and a wider concept."""

    is_synonym: bool
    start: ConceptId
    end: ConceptId


def edge_of(relation: ConceptRelation) -> Edge:
    """Return what a relation says; A as hyponym of B is the same as B as hypernym of A."""
    if relation.predicate == "hypernym":
        return Edge(False, relation.object_id, relation.subject_id)
    return Edge(relation.predicate == "synonym", relation.subject_id, relation.object_id)


def closes_ring(relation: ConceptRelation, others: Iterable[ConceptRelation]) -> bool:
    """Whether `others` lead from the end of this relation back to its start."""
    edge = edge_of(relation)
    ends: dict[ConceptId, list[ConceptId]] = {}
    for other in map(edge_of, others):
        if other.is_synonym == edge.is_synonym:
            ends.setdefault(other.start, []).append(other.end)
    reached, following = set[ConceptId](), [edge.end]
    while following:
        concept_id = following.pop()
        if concept_id == edge.start:
            return True
        if concept_id not in reached:
            reached.add(concept_id)
            following.extend(ends.get(concept_id, ()))
    return False
