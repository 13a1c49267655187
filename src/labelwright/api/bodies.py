"""How much of a request is read: what is no upload of files has to fit into memory many times over."""

from __future__ import annotations

import re

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 8_000_000
"""Of a request without files; twenty thousand ids take a sixth of it."""
MAX_UPLOAD_BYTES = 4_000_000_000
"""Of all files of one request together, which wait on disk; the pages send far fewer at once."""
_UPLOAD_PATH = re.compile(r"/api/v1/apps/[^/]+/inputs/?")


class LimitBodies:
    """Refuses a longer body, after passing over it, so that its sender lives to read why."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what is read of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        max_bytes = MAX_UPLOAD_BYTES if _brings_files(scope) else MAX_BODY_BYTES
        n_bytes = 0

        async def receive_counted() -> Message:
            nonlocal n_bytes
            message = await receive()
            n_bytes += len(message.get("body", b""))
            if n_bytes <= max_bytes:
                return message
            while message.get("more_body"):
                message = await receive()
            raise HTTPException(413, f"The request is longer than {max_bytes} bytes.")

        await self._app(scope, receive_counted, send)


def _brings_files(scope: Scope) -> bool:
    """Whether it is an upload; the type that a request gives itself does not make it one at other addresses."""
    if scope["method"] != "POST" or not _UPLOAD_PATH.fullmatch(scope["path"]):
        return False
    return any(name == b"content-type" and value.startswith(b"multipart/form-data") for name, value in scope["headers"])
