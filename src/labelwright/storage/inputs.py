"""Inputs: stored, listed by keyset pages, counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Select, bindparam, case, func, select, tuple_, update

from labelwright import errors
from labelwright.domain.ids import AppId, InputId, ModelVersion
from labelwright.domain.input import Input, InputStatus
from labelwright.storage.cursors import decode_cursor, encode_cursor
from labelwright.storage.tables import inputs, predictions

Columns = TypeVarTuple("Columns")
InputSort = Literal["oldest", "newest", "name", "most_suggestions"]


class InputNotFound(errors.NotFound):
    """There is no input {id!r}."""

    code = "input_not_found"
    hint = "List the app's inputs; the input may belong to another app or be deleted."


class InputDeleted(errors.NotFound):
    """The input {name!r} was deleted."""

    code = "input_deleted"
    hint = "Undo the deletion, or add the same file again: its labels come back with it."


@dataclass(frozen=True, slots=True)
class InputFilter:
    """Which inputs of an app a list shows."""

    status: InputStatus | None = None
    search: str = ""
    """Part of the name, in any case."""
    ids: tuple[InputId, ...] | None = None


@dataclass(frozen=True, slots=True)
class InputPage:
    """Some inputs of a list, and where it goes on in both directions."""

    items: list[Input]
    next_cursor: str | None
    previous_cursor: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an input stands in a list, as in "3 of 125"."""

    number: int
    """From 1."""
    total: int


_COLUMNS = [inputs.c[field.name] for field in fields(Input)]
"""In the order of the dataclass, so that a row is its arguments."""
_GET = select(*_COLUMNS).where(inputs.c.id == bindparam("input_id"))
_PROGRESS = ("done", "n_open", "n_annotations", "revision", "status", "deleted_at")
_UPDATE_PROGRESS = (
    update(inputs).where(inputs.c.id == bindparam("key")).values({name: bindparam(name) for name in _PROGRESS})
)
_SORTS: dict[InputSort, tuple[tuple[ColumnElement[Any], ...], tuple[type, ...], bool]] = {
    "oldest": ((inputs.c.id,), (str,), False),
    "newest": ((inputs.c.id,), (str,), True),
    "name": ((inputs.c.name, inputs.c.id), (str, str), False),
    "most_suggestions": ((inputs.c.n_open, inputs.c.id), (int, str), True),
}


def insert_inputs(connection: Connection, new: Sequence[Input]) -> None:
    """Store new inputs."""
    if new:
        connection.execute(inputs.insert(), [{**asdict(i), "status": i.status} for i in new])


def get_input(connection: Connection, input_id: InputId, *, also_deleted: bool = False) -> Input:
    """Return one input; one that was deleted only where it is asked for.

    Raises:
        InputNotFound, InputDeleted
    """
    row = connection.execute(_GET, {"input_id": input_id}).first()
    if row is None:
        raise InputNotFound(id=input_id)
    at = Input(*row)
    if at.deleted_at is not None and not also_deleted:
        raise InputDeleted(id=input_id, name=at.name)
    return at


def inputs_of_app(connection: Connection, app_id: AppId, input_ids: Sequence[InputId]) -> list[Input]:
    """Return these inputs in this order, also deleted ones.

    Raises:
        InputNotFound: if one of them does not exist or belongs to another app.
    """
    rows = connection.execute(select(*_COLUMNS).where(inputs.c.id.in_(input_ids), inputs.c.app_id == app_id))
    found = {InputId(row.id): Input(*row) for row in rows}
    for input_id in input_ids:
        if input_id not in found:
            raise InputNotFound(id=input_id)
    return [found[input_id] for input_id in input_ids]


def existing_blobs(
    connection: Connection, app_id: AppId, blobs: Iterable[str], *, deleted: bool = False
) -> dict[str, InputId]:
    """Return which of these pictures the app has already, and as which input; or had, as deleted ones."""
    is_gone = inputs.c.deleted_at.is_not(None) if deleted else inputs.c.deleted_at.is_(None)
    query = select(inputs.c.blob, inputs.c.id).where(inputs.c.app_id == app_id, inputs.c.blob.in_(list(blobs)), is_gone)
    return {row.blob: InputId(row.id) for row in connection.execute(query)}


def update_progress(connection: Connection, changed: Iterable[Input]) -> None:
    """Store the counts, the done mark, the status and the revision of inputs that changed."""
    rows = [{"key": at.id, **{name: getattr(at, name) for name in _PROGRESS}} for at in changed]
    if rows:
        connection.execute(_UPDATE_PROGRESS, rows[0] if len(rows) == 1 else rows)


def page_inputs(
    connection: Connection,
    app_id: AppId,
    where: InputFilter,
    *,
    sort: InputSort = "oldest",
    cursor: str | None = None,
    backward: bool = False,
    limit: int = 100,
) -> InputPage:
    """Return one page of the app's inputs after `cursor`, or before it if `backward`; always in list order.

    Raises:
        CursorInvalid: if the cursor is not of this sort.
    """
    keys, types, descending = _SORTS[sort]
    query = filtered_inputs(select(*_COLUMNS), app_id, where)
    falling = descending != backward
    if cursor is not None:
        place = decode_cursor(sort, cursor, types=types)
        query = query.where(tuple_(*keys) < place if falling else tuple_(*keys) > place)
    query = query.order_by(*(key.desc() if falling else key.asc() for key in keys)).limit(limit + 1)
    found = [Input(*row) for row in connection.execute(query)]
    has_more, items = len(found) > limit, found[:limit]
    if backward:
        items.reverse()
    return InputPage(
        items,
        next_cursor=_cursor(sort, items[-1]) if items and (has_more or backward) else None,
        previous_cursor=_cursor(sort, items[0]) if items and (cursor if not backward else has_more) else None,
    )


def cursor_at(sort: InputSort, at: Input) -> str:
    """Return the cursor of this input in a list of this sort."""
    return _cursor(sort, at)


def place_in_list(connection: Connection, app_id: AppId, where: InputFilter, sort: InputSort, at: Input) -> Place:
    """Return where the input stands among the app's inputs of the filter; one that the filter leaves out counts too."""
    keys, types, descending = _SORTS[sort]
    own = decode_cursor(sort, _cursor(sort, at), types=types)
    is_before = tuple_(*keys) > own if descending else tuple_(*keys) < own
    is_other = inputs.c.id != at.id
    query = select(func.count(), func.count(case((is_before, 1)))).select_from(inputs).where(is_other)
    n_others, n_before = connection.execute(filtered_inputs(query, app_id, where)).one()
    return Place(number=n_before + 1, total=n_others + 1)


def unpredicted_inputs(
    connection: Connection,
    app_id: AppId,
    where: InputFilter,
    version: ModelVersion,
    *,
    after: InputId | None,
    limit: int,
) -> list[Input]:
    """Return the next inputs, oldest first, that this model version has not predicted yet."""
    query = filtered_inputs(select(*_COLUMNS), app_id, where).where(_is_unpredicted(version))
    if after is not None:
        query = query.where(inputs.c.id > after)
    return [Input(*row) for row in connection.execute(query.order_by(inputs.c.id).limit(limit))]


def count_unpredicted(connection: Connection, app_id: AppId, where: InputFilter, version: ModelVersion) -> int:
    """Return how many inputs of the filter this model version has not predicted yet."""
    query = filtered_inputs(select(func.count()).select_from(inputs), app_id, where)
    return int(connection.execute(query.where(_is_unpredicted(version))).scalar_one())


def each_input(connection: Connection, app_id: AppId, where: InputFilter, *, batch: int = 500) -> Iterator[list[Input]]:
    """Give all inputs of the filter, oldest first, in batches."""
    after: InputId | None = None
    while True:
        query = filtered_inputs(select(*_COLUMNS), app_id, where).order_by(inputs.c.id).limit(batch)
        if after is not None:
            query = query.where(inputs.c.id > after)
        found = [Input(*row) for row in connection.execute(query)]
        if found:
            yield found
        if len(found) < batch:
            return
        after = found[-1].id


def _is_unpredicted(version: ModelVersion) -> ColumnElement[bool]:
    asked = select(predictions.c.id).where(
        predictions.c.input_id == inputs.c.id, predictions.c.model_version == version
    )
    return ~asked.exists()


def filtered_inputs(query: Select[*Columns], app_id: AppId, where: InputFilter) -> Select[*Columns]:
    """Return a query on inputs, narrowed to those of the filter."""
    query = query.where(inputs.c.app_id == app_id, inputs.c.deleted_at.is_(None))
    if where.status is not None:
        query = query.where(inputs.c.status == where.status)
    if where.search:
        query = query.where(inputs.c.name.icontains(where.search, autoescape=True))
    if where.ids is not None:
        query = query.where(inputs.c.id.in_(where.ids))
    return query


def _cursor(sort: InputSort, at: Input) -> str:
    keys = {"oldest": (at.id,), "newest": (at.id,), "name": (at.name, at.id), "most_suggestions": (at.n_open, at.id)}
    return encode_cursor(sort, keys[sort])
