"""Keeps other sites' pages away from a server without login, and tells browsers what pages may load."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit

import orjson
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from labelwright import errors
from labelwright.api.problems import MEDIA_TYPE, problem_of, status_of

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class OriginRefused(errors.Forbidden):
    """The request is refused: {reason}."""

    code = "origin_refused"
    hint = "Open Labelwright under the address that it printed at its start."


class Guard:
    """Refuses requests under a strange host name, and writes that another site's page sends."""

    def __init__(self, app: ASGIApp, *, hosts: Sequence[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        reason = self._reason_to_refuse(scope["method"], Headers(scope=scope))
        if reason:
            await _refuse(send, OriginRefused(reason=reason))
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
            await send(message)

        await self._app(scope, receive, send_guarded)

    def _reason_to_refuse(self, method: str, headers: Headers) -> str | None:
        host = _parts_of(f"//{headers.get('host', '')}").hostname or ""
        if host not in self._hosts:
            return f"this server does not answer under the name {host!r}"
        origin = headers.get("origin")
        if method not in _SAFE_METHODS and origin is not None:
            parts = _parts_of(origin)
            if parts.netloc != headers.get("host"):
                return f"a page of {origin} may not change anything here"
        return None


def _parts_of(address: str) -> SplitResult:
    """Return the parts of an address; none of one that is not an address."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


async def _refuse(send: Send, refusal: OriginRefused) -> None:
    headers = [(b"content-type", MEDIA_TYPE.encode())]
    await send({"type": "http.response.start", "status": status_of(refusal), "headers": headers})
    await send({"type": "http.response.body", "body": orjson.dumps(problem_of(refusal))})
