"""Who labels: added, listed, found; and whose labels each of them may change."""

from __future__ import annotations

from sqlalchemy import Connection

from labelwright import errors
from labelwright.domain.ids import UserId
from labelwright.domain.user import User, checked_user_name
from labelwright.services.workshop import Workshop
from labelwright.storage import apps, users

LOCAL_USER_NAME = "Owner"
"""Who labels where nobody has said who it is: the first user, who may change everybody's labels."""


class UserExists(errors.Conflict):
    """There is a user named {name!r} already."""

    code = "user_exists"
    hint = "Choose another name, or use the user who is there."


def local_user(workshop: Workshop) -> User:
    """Return the local user, made at the first call."""
    with workshop.database.read() as connection:
        user = users.find_user(connection, LOCAL_USER_NAME)
    if user is None:
        with workshop.database.write() as connection:
            apps.lock_names(connection)
            user = users.ensure_user(connection, name=LOCAL_USER_NAME, at=workshop.now())
    return user


def add_user(workshop: Workshop, name: str) -> User:
    """Add a person who labels.

    Raises:
        UserNameInvalid, UserExists
    """
    kept = checked_user_name(name)
    local_user(workshop)
    with workshop.database.write() as connection:
        apps.lock_names(connection)
        if users.find_user(connection, kept) is not None:
            raise UserExists(name=kept)
        return users.ensure_user(connection, name=kept, at=workshop.now())


def list_users(workshop: Workshop) -> list[User]:
    """Return everybody who labels: the local user, then the others in the order they were added."""
    local_user(workshop)
    with workshop.database.read() as connection:
        return users.list_users(connection)


def get_user(workshop: Workshop, user_id: UserId) -> User:
    """Return one user.

    Raises:
        UserNotFound
    """
    with workshop.database.read() as connection:
        return users.get_user(connection, user_id)


def is_admin(connection: Connection, user_id: UserId) -> bool:
    """Whether the user may change and delete what others have done: the local user, until there are roles."""
    return users.get_user(connection, user_id).name == LOCAL_USER_NAME
