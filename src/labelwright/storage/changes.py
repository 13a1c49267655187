"""How changes reach the tables: the one way in which a label is ever written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

import orjson
from sqlalchemy import Connection, Delete, Insert, Table, bindparam, update

from labelwright.domain.change import Change, EntityKind, Fields, Tally
from labelwright.domain.ids import AppId
from labelwright.storage import tables
from labelwright.storage.many import insert_rows, update_rows
from labelwright.storage.regions import plain_to_columns

TABLE_OF: dict[EntityKind, Table] = {
    "concept": tables.concepts,
    "relation": tables.relations,
    "suggestion": tables.suggestions,
    "annotation": tables.annotations,
}
_ORDER = (
    ("concept", "vacate"),
    ("concept", "create"),
    ("annotation", "delete"),
    ("annotation", "create"),
    ("annotation", "update"),
    ("suggestion", "update"),
    ("relation", "delete"),
    ("relation", "update"),
    ("relation", "create"),
    ("concept", "delete"),
    ("concept", "update"),
)
"""Rows that others point to come first and go last; names that are given up are free before others get them."""
_MOVE_COUNT = (
    update(tables.concepts)
    .where(tables.concepts.c.id == bindparam("key"))
    .values(n_annotations=tables.concepts.c.n_annotations + bindparam("step"))
)
MAX_IDS = 500
"""Rows that one statement changes, well below what databases take as variables."""


def write_changes(connection: Connection, app_id: AppId, changes: Sequence[Change], *, seq: int, moves: Tally) -> None:
    """Carry out `changes` of concepts, relations, suggestions and annotations, and move the concepts' counts."""
    net = _merge(changes)
    by_order: dict[tuple[str, str], list[Change]] = {}
    for change in net:
        by_order.setdefault((change.kind, _kind_of_write(change)), []).append(change)
        if change.kind == "concept" and change.before and change.after and "name" in change.after:
            by_order.setdefault(("concept", "vacate"), []).append(_vacating(change))
    for key in _ORDER:
        if key == ("concept", "delete"):
            _move_concept_counts(connection, moves)
        for group in _same_fields(by_order.get(key, [])):
            _write(connection, app_id, key, group, seq)


def _vacating(change: Change) -> Change:
    """Return the change of a concept's name to one that no person can give."""
    return Change(change.kind, change.id, change.before, {"name": f"\n{change.id}"})


def _kind_of_write(change: Change) -> str:
    if change.before is None:
        return "create"
    return "delete" if change.after is None else "update"


def _merge(changes: Sequence[Change]) -> list[Change]:
    """Return one change for each entity; what was created and deleted again is gone."""
    net: dict[tuple[EntityKind, str], Change] = {}
    for change in changes:
        key = (change.kind, change.id)
        first = net.get(key)
        net[key] = change if first is None else _then(first, change)
    return [change for change in net.values() if change.before is not None or change.after is not None]


def _then(first: Change, second: Change) -> Change:
    if first.after is None or second.before is None:
        before, after = first.before, second.after
    elif second.after is None:
        before = None if first.before is None else {**second.before, **first.before}
        after = None
    else:
        before = None if first.before is None else {**second.before, **first.before}
        after = {**first.after, **second.after}
    return Change(first.kind, first.id, before, after)


def _same_fields(changes: list[Change]) -> Iterator[list[Change]]:
    def names(change: Change) -> tuple[str, ...]:
        return tuple(change.after or ())

    for _, group in groupby(sorted(changes, key=names), key=names):
        yield list(group)


def _write(connection: Connection, app_id: AppId, key: tuple[str, str], group: list[Change], seq: int) -> None:
    kind, verb = group[0].kind, key[1]
    table = TABLE_OF[kind]
    if verb == "delete":
        for some in _in_slices([change.id for change in group]):
            connection.execute(_delete_of(table), {"ids": some})
        return
    extra = {"revision": seq} if kind == "annotation" else {}
    if verb == "create":
        rows = [_to_columns(c.after or {}, id=c.id, app_id=app_id, **extra) for c in group]
        if kind == "annotation" and len(rows) > 1:
            insert_rows(connection, table, rows)
        else:
            connection.execute(_insert_of(table), rows)
        return
    for after, ids in _by_value(group):
        update_rows(connection, table, ids, _to_columns(after, **extra))


@cache
def _insert_of(table: Table) -> Insert:
    return table.insert()


@cache
def _delete_of(table: Table) -> Delete:
    return table.delete().where(table.c.id.in_(bindparam("ids", expanding=True)))


def _by_value(group: list[Change]) -> list[tuple[Fields, list[str]]]:
    """Return the values that changes of one kind set, each with the ids of the rows that get them."""
    ids_of: dict[bytes, tuple[Fields, list[str]]] = {}
    for change in group:
        after = change.after or {}
        ids_of.setdefault(orjson.dumps(after), (after, []))[1].append(change.id)
    return list(ids_of.values())


def _in_slices(ids: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(ids), MAX_IDS):
        yield ids[first : first + MAX_IDS]


def _to_columns(fields: Fields, **more: str | int) -> dict[str, Any]:
    columns: dict[str, Any] = {**fields, **more}
    if "region" in columns:
        columns.update(plain_to_columns(columns.pop("region")))
    if isinstance(columns.get("created_at"), str):
        columns["created_at"] = _to_datetime(columns["created_at"])
    return columns


@lru_cache(maxsize=16)
def _to_datetime(text: str) -> datetime:
    """Read a time; what is created together has one."""
    return datetime.fromisoformat(text)


def _move_concept_counts(connection: Connection, moves: Tally) -> None:
    steps = [{"key": key, "step": step} for key, step in sorted(moves.by_concept.items()) if step]
    if steps:
        connection.execute(_MOVE_COUNT, steps if len(steps) > 1 else steps[0])
