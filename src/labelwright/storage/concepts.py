"""Concepts and the relations between them, read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, or_, select

from labelwright.domain.concept import Concept, ConceptRelation
from labelwright.domain.ids import AppId, ConceptId, RelationId
from labelwright.storage.tables import concepts, relations

_ENDS = (relations.c.id, relations.c.subject_id, relations.c.predicate, relations.c.object_id)
_CONCEPT = (concepts.c.id, concepts.c.name, concepts.c.colour, concepts.c.hotkey)
_BY_NAME_OR_ID = select(*_CONCEPT, concepts.c.n_annotations).where(
    concepts.c.app_id == bindparam("app_id"),
    or_(concepts.c.name.in_(bindparam("names", expanding=True)), concepts.c.id.in_(bindparam("ids", expanding=True))),
)
_RELATIONS_AROUND = select(*_ENDS).where(
    relations.c.app_id == bindparam("app_id"),
    or_(
        relations.c.subject_id.in_(bindparam("ids", expanding=True)),
        relations.c.object_id.in_(bindparam("ids", expanding=True)),
    ),
)


_SYNONYMS_OF = select(*_ENDS).where(
    relations.c.app_id == bindparam("app_id"),
    relations.c.predicate == "synonym",
    relations.c.subject_id.in_(bindparam("ids", expanding=True)),
)


class CountedConcept(NamedTuple):
    """A concept with the number of the app's annotations that carry it."""

    concept: Concept
    n_annotations: int


class Vocabulary(NamedTuple):
    """Some of an app's concepts, with every relation that touches them."""

    concepts: dict[ConceptId, Concept]
    uses: dict[ConceptId, int]
    relations: dict[RelationId, ConceptRelation]


def list_concepts(connection: Connection, app_id: AppId) -> list[CountedConcept]:
    """Return the app's concepts by name."""
    query = select(*_CONCEPT, concepts.c.n_annotations)
    rows = connection.execute(query.where(concepts.c.app_id == app_id).order_by(concepts.c.name))
    return [CountedConcept(Concept(*row[:-1]), row.n_annotations) for row in rows]


def list_relations(connection: Connection, app_id: AppId) -> list[ConceptRelation]:
    """Return the app's concept relations, oldest first."""
    rows = connection.execute(select(*_ENDS).where(relations.c.app_id == app_id).order_by(relations.c.id))
    return [ConceptRelation(*row) for row in rows]


def load_vocabulary(
    connection: Connection, app_id: AppId, *, names: Iterable[str] = (), ids: Iterable[ConceptId] = ()
) -> Vocabulary:
    """Return the app's concepts of these names or ids, what they lead to as synonyms, and the relations around them."""
    known, uses = _load_concepts(connection, app_id, names=set(names), ids=set(ids))
    around: dict[RelationId, ConceptRelation] = {}
    if known:
        rows = connection.execute(_RELATIONS_AROUND, {"app_id": app_id, "ids": list(known)})
        around = {RelationId(row.id): ConceptRelation(*row) for row in rows}
    led_to = {r.object_id for r in around.values() if r.predicate == "synonym"} - known.keys()
    while led_to:
        rows = connection.execute(_SYNONYMS_OF, {"app_id": app_id, "ids": list(led_to)})
        further = {RelationId(row.id): ConceptRelation(*row) for row in rows}
        led_to = {r.object_id for key, r in further.items() if key not in around} - known.keys()
        around.update(further)
    beyond = {end for r in around.values() for end in (r.subject_id, r.object_id)} - known.keys()
    if beyond:
        more, more_uses = _load_concepts(connection, app_id, names=set(), ids=beyond)
        known.update(more)
        uses.update(more_uses)
    return Vocabulary(known, uses, around)


def _load_concepts(
    connection: Connection, app_id: AppId, *, names: set[str], ids: set[ConceptId]
) -> tuple[dict[ConceptId, Concept], dict[ConceptId, int]]:
    keys = {"app_id": app_id, "names": sorted(names), "ids": sorted(ids)}
    rows = connection.execute(_BY_NAME_OR_ID, keys).all()
    found = {ConceptId(row.id): Concept(*row[:-1]) for row in rows}
    return found, {ConceptId(row.id): row.n_annotations for row in rows}
