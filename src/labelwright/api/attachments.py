"""Answers that browsers save as a file."""

from __future__ import annotations

from urllib.parse import quote


def disposition_of(name: str) -> str:
    """Return the header `Content-Disposition` of a file of this name, in any script.

    Source:
        RFC 6266: the plain name for old readers, `filename*` for all others.
    """
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "._- ") else "_" for char in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
