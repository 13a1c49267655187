"""One labeling project, and who works in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from labelwright import errors
from labelwright.domain.ids import AppId, UserId

MAX_NAME_LENGTH = 100


class AppNameInvalid(errors.Invalid):
    """{name!r} cannot be the name of an app: {reason}."""

    code = "app_name_invalid"
    hint = "Give a name of 1 to 100 printable characters."


@dataclass(frozen=True, slots=True)
class User:
    """A person who labels."""

    id: UserId
    name: str


@dataclass(frozen=True, slots=True)
class App:
    """One labeling project with the kept counts of its inputs by status."""

    id: AppId
    name: str
    created_at: datetime
    change_seq: int
    """Number of the newest change; grows by one with every transaction that changes the app."""
    n_unlabeled: int
    n_has_suggestions: int
    n_labeled: int
    n_done: int


def checked_app_name(name: str) -> str:
    """Return `name` without outer white space.

    Raises:
        AppNameInvalid: if it is empty, too long or not printable.
    """
    kept = name.strip()
    if not kept:
        raise AppNameInvalid(name=name, reason="it is empty")
    if len(kept) > MAX_NAME_LENGTH:
        raise AppNameInvalid(name=kept[:40] + "...", reason=f"it has {len(kept)} characters")
    if not kept.isprintable():
        raise AppNameInvalid(name=name, reason="it holds a character that cannot be printed")
    return kept
