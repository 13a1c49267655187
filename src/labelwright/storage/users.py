"""Who labels."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from labelwright.domain.app import User
from labelwright.domain.ids import UserId, new_id
from labelwright.storage.tables import users


def ensure_user(connection: Connection, *, name: str, at: datetime) -> User:
    """Return the user of this name, created if missing."""
    user = find_user(connection, name)
    if user is None:
        user = User(UserId(new_id()), name)
        connection.execute(users.insert().values(id=user.id, name=name, created_at=at))
    return user


def find_user(connection: Connection, name: str) -> User | None:
    """Return the user of this name, if there is one."""
    row = connection.execute(select(users.c.id, users.c.name).where(users.c.name == name)).first()
    return User(UserId(row.id), row.name) if row else None


_NAMES_OF = select(users.c.id, users.c.name).where(users.c.id.in_(bindparam("ids", expanding=True)))


def names_of(connection: Connection, user_ids: set[UserId]) -> dict[UserId, str]:
    """Return the names of these users."""
    rows = connection.execute(_NAMES_OF, {"ids": list(user_ids)})
    return {UserId(row.id): row.name for row in rows}
