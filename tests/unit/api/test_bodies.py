from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.exceptions import HTTPException

from labelwright.api import bodies

UPLOAD = "/api/v1/apps/a1/inputs"
MULTIPART = b"multipart/form-data; boundary=x"


def _read(path: str, kind: bytes, chunks: list[bytes], method: str = "POST") -> int:
    """Let an application read the whole body through the limit; return its length."""
    waiting = [
        {"type": "http.request", "body": chunk, "more_body": at < len(chunks) - 1} for at, chunk in enumerate(chunks)
    ]
    seen = 0

    async def application(_scope: Any, receive: Any, _send: Any) -> None:
        nonlocal seen
        more = True
        while more:
            message = await receive()
            seen += len(message["body"])
            more = message["more_body"]

    async def receive() -> Any:
        return waiting.pop(0)

    async def send(_message: Any) -> None:
        pass

    scope = {"type": "http", "method": method, "path": path, "headers": [(b"content-type", kind)]}
    asyncio.run(bodies.LimitBodies(application)(scope, receive, send))
    return seen


CHUNKS = [bytes(bodies.MAX_BODY_BYTES // 2)] * 3


def test_files_may_be_longer_than_other_requests() -> None:
    assert _read(UPLOAD, MULTIPART, CHUNKS) == sum(map(len, CHUNKS))


@pytest.mark.parametrize(
    ("path", "method"),
    [("/api/v1/inputs/i1/change-sets", "POST"), ("/api/v1/apps", "POST"), (UPLOAD, "PUT"), (f"{UPLOAD}/more", "POST")],
)
def test_a_request_that_calls_itself_an_upload_elsewhere_is_limited(path: str, method: str) -> None:
    with pytest.raises(HTTPException, match="longer than 8000000 bytes"):
        _read(path, MULTIPART, CHUNKS, method)


def test_the_files_of_one_request_have_a_limit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MAX_UPLOAD_BYTES", sum(map(len, CHUNKS)) - 1)
    with pytest.raises(HTTPException, match="longer than 11999999 bytes"):
        _read(UPLOAD, MULTIPART, CHUNKS)
