"""Answers that browsers keep, and are not sent again as long as they have not changed."""

from __future__ import annotations

import hashlib

from fastapi import Response


def is_kept(tag: str, if_none_match: str | None) -> bool:
    """Whether the asker has what carries this tag already, as its header `If-None-Match` says."""
    return if_none_match is not None and tag.removeprefix("W/") in if_none_match


def json_unless_kept(content: bytes, if_none_match: str | None) -> Response:
    """Return the JSON with a tag of its bytes, or 304 without it if the asker has these bytes already."""
    tag = f'W/"{hashlib.blake2b(content, digest_size=16).hexdigest()}"'  # weak: it may go out compressed
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if is_kept(tag, if_none_match):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)
