"""How much of a request is read: what is no upload of files has to fit into memory many times over."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 8_000_000
"""Of a request without files; twenty thousand ids take a sixth of it."""


class LimitBodies:
    """Refuses a longer body, after passing over it, so that its sender lives to read why."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what is read of it."""
        if scope["type"] != "http" or _brings_files(scope):
            await self._app(scope, receive, send)
            return
        n_bytes = 0

        async def receive_counted() -> Message:
            nonlocal n_bytes
            message = await receive()
            n_bytes += len(message.get("body", b""))
            if n_bytes <= MAX_BODY_BYTES:
                return message
            while message.get("more_body"):
                message = await receive()
            raise HTTPException(413, f"The request is longer than {MAX_BODY_BYTES} bytes.")

        await self._app(scope, receive_counted, send)


def _brings_files(scope: Scope) -> bool:
    return any(name == b"content-type" and value.startswith(b"multipart/form-data") for name, value in scope["headers"])
