"""A person who labels."""

from __future__ import annotations

from dataclasses import dataclass

from labelwright import errors
from labelwright.domain.ids import UserId
from labelwright.domain.naming import kept_name

MAX_NAME_LENGTH = 100


class UserNameInvalid(errors.Invalid):
    """{name!r} cannot be the name of a person: {reason}."""

    code = "user_name_invalid"
    hint = "Give a name of 1 to 100 characters without line breaks or other control characters."


@dataclass(frozen=True, slots=True)
class User:
    """A person who labels."""

    id: UserId
    name: str


def checked_user_name(name: str) -> str:
    """Return `name` as it is kept: Unicode NFC, outer white space removed, case and inner characters as typed.

    Raises:
        UserNameInvalid: if it is empty, too long or holds control characters.
    """
    return kept_name(name, max_length=MAX_NAME_LENGTH, refusal=UserNameInvalid)
