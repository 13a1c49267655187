"""Opaque marks of a place in a sorted list."""

from __future__ import annotations

import base64
import binascii
import json

from labelwright import errors
from labelwright.domain.naming import is_one_line

MAX_COUNT = 2**31 - 1
"""The largest number that a count's column holds."""
Key = tuple[str | int, ...]


class CursorInvalid(errors.Invalid):
    """The cursor {cursor!r} was not given out for this list."""

    code = "cursor_invalid"
    hint = "Send the `next_cursor` or `previous_cursor` of an earlier page with the same sort, or no cursor."


def encode_cursor(sort: str, key: Key) -> str:
    """Return the cursor of the entry with this sort key."""
    return base64.urlsafe_b64encode(json.dumps([sort, *key]).encode()).decode().rstrip("=")


def decode_cursor(sort: str, cursor: str, *, types: tuple[type, ...]) -> Key:
    """Return the sort key that `encode_cursor` was given.

    Raises:
        CursorInvalid: if it is not a cursor of this sort.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        made_for, *key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, TypeError) as error:
        raise CursorInvalid(cursor=cursor[:80]) from error
    if made_for != sort or len(key) != len(types):
        raise CursorInvalid(cursor=cursor[:80])
    if not all(_can_be(part, expected) for part, expected in zip(key, types, strict=True)):
        raise CursorInvalid(cursor=cursor[:80])
    return tuple(key)


def _can_be(part: object, expected: type) -> bool:
    if isinstance(part, str):
        return expected is str and is_one_line(part)
    return type(part) is int and expected is int and 0 <= part <= MAX_COUNT
