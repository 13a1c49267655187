"""Who labels."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from labelwright import errors
from labelwright.domain.ids import UserId, new_id
from labelwright.domain.user import User
from labelwright.storage.tables import users


class UserNotFound(errors.NotFound):
    """There is no user {id!r}."""

    code = "user_not_found"
    hint = "List the users with GET /api/v1/users or `labelwright users list`."


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


def get_user(connection: Connection, user_id: UserId) -> User:
    """Return one user.

    Raises:
        UserNotFound
    """
    row = connection.execute(_GET, {"user_id": user_id}).first()
    if row is None:
        raise UserNotFound(id=user_id)
    return User(UserId(row.id), row.name)


def list_users(connection: Connection) -> list[User]:
    """Return every user, in the order they were added."""
    rows = connection.execute(select(users.c.id, users.c.name).order_by(users.c.created_at, users.c.id))
    return [User(UserId(row.id), row.name) for row in rows]


_GET = select(users.c.id, users.c.name).where(users.c.id == bindparam("user_id"))
_NAMES_OF = select(users.c.id, users.c.name).where(users.c.id.in_(bindparam("ids", expanding=True)))


def names_of(connection: Connection, user_ids: set[UserId]) -> dict[UserId, str]:
    """Return the names of these users."""
    rows = connection.execute(_NAMES_OF, {"ids": list(user_ids)})
    return {UserId(row.id): row.name for row in rows}
