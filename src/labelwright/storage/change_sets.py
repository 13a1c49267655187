"""The log of change sets, and how their changes reach the tables: the one way in which a label is ever written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

import orjson
from sqlalchemy import Connection, Delete, Insert, Table, Update, bindparam, select, update

from labelwright import errors
from labelwright.domain.change import Change, ChangeSet, EntityKind, Fields, Tally
from labelwright.domain.ids import AppId, ChangeSetId, InputId, UserId
from labelwright.storage import tables

TABLE_OF: dict[EntityKind, Table] = {
    "concept": tables.concepts,
    "relation": tables.relations,
    "suggestion": tables.suggestions,
    "annotation": tables.annotations,
}
_ORDER = (
    ("concept", "create"),
    ("annotation", "delete"),
    ("annotation", "create"),
    ("annotation", "update"),
    ("suggestion", "update"),
    ("relation", "delete"),
    ("relation", "create"),
    ("concept", "update"),
    ("concept", "delete"),
)
"""Rows that others point to come first and go last."""


_HEAD = ("id", "app_id", "seq", "action", "actor_id", "at", "input_id", "undoes")
_INSERT_HEAD = tables.change_sets.insert()
_INSERT_ENTRY = tables.change_entries.insert()
_MOVE_COUNT = (
    update(tables.concepts)
    .where(tables.concepts.c.id == bindparam("key"))
    .values(n_annotations=tables.concepts.c.n_annotations + bindparam("step"))
)
MAX_IDS = 500
"""Rows that one statement changes, well below what databases take as variables."""


class ChangeSetNotFound(errors.NotFound):
    """There is no change set {id!r}."""

    code = "change_set_not_found"
    hint = "Use the id that the answer to the change gave."


def write_changes(connection: Connection, app_id: AppId, changes: Sequence[Change], *, seq: int, moves: Tally) -> None:
    """Carry out `changes` of concepts, relations, suggestions and annotations, and move the concepts' counts."""
    net = _merge(changes)
    by_order: dict[tuple[str, str], list[Change]] = {}
    for change in net:
        by_order.setdefault((change.kind, _kind_of_write(change)), []).append(change)
    for key in _ORDER:
        if key == ("concept", "delete"):
            _move_concept_counts(connection, moves)
        for group in _same_fields(by_order.get(key, [])):
            _write(connection, app_id, key, group, seq)


def insert_change_set(connection: Connection, change_set: ChangeSet) -> None:
    """Write the head of a change set into the log."""
    row = {name: getattr(change_set, name) for name in _HEAD}
    connection.execute(_INSERT_HEAD, row)


def insert_changes(
    connection: Connection,
    change_set: ChangeSet,
    *,
    part: int,
    seq: int,
    input_id: InputId | None,
    changes: Sequence[Change],
) -> None:
    """Write the changes of one input, one part of a change set, into the log."""
    connection.execute(
        _INSERT_ENTRY,
        {
            "change_set_id": change_set.id,
            "part": part,
            "app_id": change_set.app_id,
            "seq": seq,
            "input_id": input_id,
            "changes": dump_changes(changes),
        },
    )


def get_change_set(connection: Connection, change_set_id: ChangeSetId) -> ChangeSet:
    """Return a change set without its changes, which `changes_by_input` gives.

    Raises:
        ChangeSetNotFound
    """
    row = connection.execute(select(tables.change_sets).where(tables.change_sets.c.id == change_set_id)).first()
    if row is None:
        raise ChangeSetNotFound(id=change_set_id)
    return _to_change_set(row, ())


def changes_by_input(
    connection: Connection, change_set_id: ChangeSetId
) -> Iterator[tuple[InputId | None, tuple[Change, ...]]]:
    """Give the changes of a change set, input by input, in the order in which they were made."""
    entries = tables.change_entries
    query = select(entries.c.input_id, entries.c.changes).where(entries.c.change_set_id == change_set_id)
    for row in connection.execute(query.order_by(entries.c.part)).all():
        yield (InputId(row.input_id) if row.input_id else None), load_changes(row.changes)


def change_sets_after(
    connection: Connection, app_id: AppId, seq: int, *, span: int
) -> list[tuple[int, ChangeSet, InputId | None]]:
    """Return what was changed by the `span` changes after number `seq`, oldest first: number, change set, input.

    Each change set carries its changes of that input only.
    """
    heads, entries = tables.change_sets, tables.change_entries
    query = (
        select(heads, entries.c.seq.label("at_seq"), entries.c.input_id.label("at_input"), entries.c.changes)
        .join(entries, entries.c.change_set_id == heads.c.id)
        .where(entries.c.app_id == app_id, entries.c.seq > seq, entries.c.seq <= seq + span)
        .order_by(entries.c.seq, entries.c.part)
    )
    return [
        (row.at_seq, _to_change_set(row, load_changes(row.changes)), row.at_input) for row in connection.execute(query)
    ]


def last_part(connection: Connection, change_set_id: ChangeSetId) -> int:
    """Return the number of the newest part of the change set; -1 if it has none."""
    entries = tables.change_entries
    query = select(entries.c.part).where(entries.c.change_set_id == change_set_id).order_by(entries.c.part.desc())
    part = connection.execute(query.limit(1)).scalar()
    return -1 if part is None else int(part)


def find_change_set(connection: Connection, change_set_id: ChangeSetId) -> ChangeSet | None:
    """Return the head of a change set, if it exists."""
    try:
        return get_change_set(connection, change_set_id)
    except ChangeSetNotFound:
        return None


def made_among(connection: Connection, change_set_ids: Iterable[ChangeSetId]) -> set[ChangeSetId]:
    """Return those of these change sets that exist."""
    heads = tables.change_sets
    return {
        ChangeSetId(key) for key in connection.scalars(select(heads.c.id).where(heads.c.id.in_(list(change_set_ids))))
    }


def undone_among(connection: Connection, change_set_ids: Iterable[ChangeSetId]) -> set[ChangeSetId]:
    """Return those of these change sets that are taken back now: by one that is not taken back itself."""
    heads = tables.change_sets
    rows = connection.execute(select(heads.c.id, heads.c.undoes).where(heads.c.undoes.in_(list(change_set_ids))))
    undoes = {ChangeSetId(row.id): ChangeSetId(row.undoes) for row in rows}
    if not undoes:
        return set()
    redone = undone_among(connection, undoes)
    return {target for key, target in undoes.items() if key not in redone}


def dump_changes(changes: Sequence[Change]) -> bytes:
    """Return changes as compact JSON: a list of [kind, id, before, after]."""
    return orjson.dumps([(c.kind, c.id, c.before, c.after) for c in changes])


def load_changes(data: bytes) -> tuple[Change, ...]:
    """Return what `dump_changes` was given."""
    return tuple(Change(*entry) for entry in orjson.loads(data))


def _to_change_set(row: Any, changes: tuple[Change, ...]) -> ChangeSet:
    return ChangeSet(
        id=ChangeSetId(row.id),
        app_id=AppId(row.app_id),
        seq=row.seq,
        action=row.action,
        actor_id=UserId(row.actor_id),
        at=row.at,
        input_id=row.input_id,
        changes=changes,
        undoes=row.undoes,
    )


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
        connection.execute(_delete_of(table), {"ids": [change.id for change in group]})
        return
    extra = {"revision": seq} if kind == "annotation" else {}
    if verb == "create":
        rows = [_to_columns(c.after or {}, id=c.id, app_id=app_id, **extra) for c in group]
        connection.execute(_insert_of(table), rows if len(rows) > 1 else rows[0])
        return
    for after, ids in _by_value(group):
        columns = _to_columns(after, **extra)
        connection.execute(_update_of(table, tuple(columns)), {"ids": ids, **columns})


@cache
def _insert_of(table: Table) -> Insert:
    return table.insert()


@cache
def _delete_of(table: Table) -> Delete:
    return table.delete().where(table.c.id.in_(bindparam("ids", expanding=True)))


@cache
def _update_of(table: Table, names: tuple[str, ...]) -> Update:
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    return update(table).where(table.c.id.in_(bindparam("ids", expanding=True))).values(values)


def _by_value(group: list[Change]) -> list[tuple[Fields, list[str]]]:
    """Return the values that changes of one kind set, each with the ids of the rows that get them."""
    ids_of: dict[bytes, tuple[Fields, list[str]]] = {}
    for change in group:
        after = change.after or {}
        ids_of.setdefault(orjson.dumps(after), (after, []))[1].append(change.id)
    return [
        (after, ids[first : first + MAX_IDS]) for after, ids in ids_of.values() for first in range(0, len(ids), MAX_IDS)
    ]


def _to_columns(fields: Fields, **more: str | int) -> dict[str, Any]:
    columns: dict[str, Any] = {**fields, **more}
    if "region" in columns:
        region = columns.pop("region")
        columns["x_min"], columns["y_min"], columns["x_max"], columns["y_max"] = region or (None,) * 4
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
