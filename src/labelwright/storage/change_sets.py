"""The log of change sets: who changed what, when and why; and what of it is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, select

from labelwright import errors
from labelwright.domain.change import Change, ChangeSet
from labelwright.domain.ids import AppId, ChangeSetId, InputId, UserId
from labelwright.storage import tables

_HEAD = ("id", "app_id", "seq", "action", "actor_id", "at", "input_id", "undoes")
_INSERT_HEAD = tables.change_sets.insert()
_INSERT_ENTRY = tables.change_entries.insert()


class ChangeSetNotFound(errors.NotFound):
    """There is no change set {id!r}."""

    code = "change_set_not_found"
    hint = "Use the id that the answer to the change gave."


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


def newest_changes(connection: Connection, input_id: InputId) -> Iterator[tuple[UserId, tuple[Change, ...]]]:
    """Give who changed the input, and what, newest first."""
    heads, entries = tables.change_sets, tables.change_entries
    query = (
        select(heads.c.actor_id, entries.c.changes)
        .join(entries, entries.c.change_set_id == heads.c.id)
        .where(entries.c.input_id == input_id)
        .order_by(entries.c.seq.desc(), entries.c.part.desc())
    )
    for row in connection.execute(query):
        yield UserId(row.actor_id), load_changes(row.changes)


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
