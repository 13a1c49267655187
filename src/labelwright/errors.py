"""Errors meant for the caller: the docstring is the message, the fields are the facts, the hint says what to do."""

from __future__ import annotations

from typing import ClassVar


class LabelwrightError(Exception):
    """Labelwright could not do this."""

    code: ClassVar[str] = "error"
    hint: ClassVar[str] = "Look at the server's log."

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """Return the docstring's first line with the facts filled in."""
        line = (type(self).__doc__ or "").strip().splitlines()[0]
        return line.format_map(_Lenient(self.facts))


class _Lenient(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


class NotFound(LabelwrightError):
    """What was asked for does not exist."""

    code = "not_found"
    hint = "Check the id; it may have been deleted."


class Conflict(LabelwrightError):
    """Somebody changed this meanwhile."""

    code = "conflict"
    hint = "Load the current state and try again."


class Invalid(LabelwrightError):
    """The request is not valid."""

    code = "invalid"
    hint = "Correct the request and send it again."


class Forbidden(LabelwrightError):
    """This is not allowed."""

    code = "forbidden"
    hint = "Ask the owner of the app."


class Unavailable(LabelwrightError):
    """A part that is needed is not available now."""

    code = "unavailable"
    hint = "Try again in a moment."
