"""One labeling project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from labelwright import errors
from labelwright.domain.ids import AppId
from labelwright.domain.naming import kept_name

MAX_NAME_LENGTH = 100


class AppNameInvalid(errors.Invalid):
    """{name!r} cannot be the name of an app: {reason}."""

    code = "app_name_invalid"
    hint = "Give a name of 1 to 100 characters without line breaks or other control characters."


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
    """Return `name` as it is kept: Unicode NFC, outer white space removed, case and inner characters as typed.

    Raises:
        AppNameInvalid: if it is empty, too long or holds control characters.
    """
    return kept_name(name, max_length=MAX_NAME_LENGTH, refusal=AppNameInvalid)
