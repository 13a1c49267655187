"""What people may call things: any script, as typed, in one line that can be seen."""

from __future__ import annotations

import unicodedata

from labelwright import errors

_CONTROLS = {"Cc", "Cs", "Zl", "Zp"}
"""Control characters, half characters, line and paragraph separators (general categories of Unicode)."""
_INVISIBLE = {"Cf", "Zs"}
"""Formatting characters, which some scripts need between letters, and spaces."""
MAX_SHOWN = 40


def kept_name(name: str, *, max_length: int, refusal: type[errors.LabelwrightError]) -> str:
    """Return `name` as it is kept: Unicode NFC, outer white space removed, case and inner characters as typed.

    Raises:
        LabelwrightError: the `refusal`, with `name` and `reason`, if it is empty, too long or holds control characters.
    """
    kept = unicodedata.normalize("NFC", name).strip()
    fault = _fault_of(kept, max_length=max_length)
    if fault:
        raise refusal(name=_shortened(kept), reason=fault)
    return kept


def searchable(text: str) -> str:
    """Return a name as it is searched for: whatever its capitals and accents, and the white space around it."""
    letters = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return "".join(letters).casefold().strip()


def is_one_line(text: str) -> bool:
    """Whether `text` holds whole characters only, none of which controls anything or breaks the line."""
    return not any(unicodedata.category(char) in _CONTROLS for char in text)


def _fault_of(kept: str, *, max_length: int) -> str | None:
    """Return why `kept` cannot be a name, or None if it can."""
    categories = {unicodedata.category(char) for char in kept}
    if not is_one_line(kept):
        return "it holds a control character or line break"
    if categories <= _INVISIBLE:
        return "it is empty"
    if len(kept) > max_length:
        return f"it has {len(kept)} characters"
    return None


def _shortened(name: str) -> str:
    """Return what an error shows of a name that may be of any length and hold halves of characters."""
    short = name if len(name) <= MAX_SHOWN else f"{name[:MAX_SHOWN]}..."
    return short.encode("utf-8", "replace").decode()
