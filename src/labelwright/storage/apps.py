"""Apps and their kept counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Update, bindparam, select, update
from sqlalchemy import func as sql

from labelwright import errors
from labelwright.domain.app import App
from labelwright.domain.ids import AppId, InputId, new_id
from labelwright.domain.input import InputStatus
from labelwright.storage.inputs import InputNotFound
from labelwright.storage.tables import apps, inputs

_GET = select(apps).where(apps.c.id == bindparam("id"))
_LOCK = _GET.with_for_update()
_LOCK_APP_OF = (
    select(apps)
    .join(inputs, inputs.c.app_id == apps.c.id)
    .where(inputs.c.id == bindparam("input_id"))
    .with_for_update(of=apps)
)
_NAMES_LOCK = 0x4C62_6C77
"""Number of PostgreSQL's advisory lock for the names of apps and users."""


CHANGES_CHANNEL = "labelwright_changes"
"""Where PostgreSQL tells every process which app was changed, once the change is committed."""
_NOTIFY = select(sql.pg_notify(CHANGES_CHANNEL, bindparam("app_id")))


class AppNotFound(errors.NotFound):
    """There is no app {id!r}."""

    code = "app_not_found"
    hint = "List the apps with GET /api/v1/apps or `labelwright apps list`."


class AppExists(errors.Conflict):
    """There is an app named {name!r} already."""

    code = "app_exists"
    hint = "Choose another name, or use the app that is there."


def lock_names(connection: Connection) -> None:
    """Keep everybody else who would make an app or user away until the transaction ends; SQLite has one writer."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(sql.pg_advisory_xact_lock(_NAMES_LOCK)))


def create_app(connection: Connection, *, name: str, at: datetime) -> App:
    """Store a new, empty app.

    Raises:
        AppExists: if the name is taken.
    """
    if find_app(connection, name) is not None:
        raise AppExists(name=name)
    app = App(AppId(new_id()), name, at, change_seq=0, n_unlabeled=0, n_has_suggestions=0, n_labeled=0, n_done=0)
    connection.execute(apps.insert().values(id=app.id, name=name, created_at=at))
    return app


def list_apps(connection: Connection) -> list[App]:
    """Return every app, oldest first."""
    return [_to_app(row) for row in connection.execute(select(apps).order_by(apps.c.id))]


def get_app(connection: Connection, app_id: AppId, *, lock: bool = False) -> App:
    """Return the app; `lock` keeps every other writer of the app away until the transaction ends.

    Raises:
        AppNotFound
    """
    row = connection.execute(_LOCK if lock else _GET, {"id": app_id}).first()
    if row is None:
        raise AppNotFound(id=app_id)
    return _to_app(row)


def lock_app_of(connection: Connection, input_id: InputId) -> App:
    """Return the app of the input and keep every other writer of it away until the transaction ends.

    Raises:
        InputNotFound
    """
    row = connection.execute(_LOCK_APP_OF, {"input_id": input_id}).first()
    if row is None:
        raise InputNotFound(id=input_id)
    return _to_app(row)


def find_app(connection: Connection, name: str) -> App | None:
    """Return the app of this name, if there is one."""
    row = connection.execute(select(apps).where(apps.c.name == name)).first()
    return _to_app(row) if row else None


def advance_app(
    connection: Connection, app_id: AppId, *, seq: int, moves: Mapping[InputStatus, int] | None = None
) -> None:
    """Set the number of the app's newest change, and move its counts of inputs by status."""
    _update_app(connection, app_id, {"change_seq": seq}, moves or {})


def move_counts(connection: Connection, app_id: AppId, moves: Mapping[InputStatus, int]) -> None:
    """Move the app's counts of inputs by status."""
    if any(moves.values()):
        _update_app(connection, app_id, {}, moves)


def _update_app(
    connection: Connection, app_id: AppId, settings: Mapping[str, int], moves: Mapping[InputStatus, int]
) -> None:
    steps = {f"step_{status}": step for status, step in moves.items()}
    connection.execute(_update_of(tuple(settings), tuple(moves)), {"key": app_id, **settings, **steps})
    if connection.dialect.name == "postgresql":
        connection.execute(_NOTIFY, {"app_id": app_id})


@cache
def _update_of(names: tuple[str, ...], statuses: tuple[InputStatus, ...]) -> Update:
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    counts = {f"n_{status}": apps.c[f"n_{status}"] + bindparam(f"step_{status}") for status in statuses}
    return update(apps).where(apps.c.id == bindparam("key")).values(**values, **counts)


def status_moves(before: InputStatus | None, after: InputStatus | None) -> Counter[InputStatus]:
    """Return how the counts move when one input goes from one status to another; None is outside the app."""
    moves: Counter[InputStatus] = Counter()
    if before != after:
        if before is not None:
            moves[before] -= 1
        if after is not None:
            moves[after] += 1
    return moves


def _to_app(row: Row[*tuple[object, ...]]) -> App:
    return App(**row._mapping)
