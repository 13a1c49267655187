"""What is answered below /api/ where no address is: 405 with the methods that the address takes, or 404."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def install(api: FastAPI) -> None:
    """Answer for every address below /api/ that the routes installed so far do not take."""
    known = tuple(api.routes)

    @api.api_route("/api/{path:path}", methods=[*METHODS, "HEAD", "OPTIONS"], include_in_schema=False)
    async def refuse(request: Request) -> Response:
        path = request.url.path
        taken = _methods_of(known, request)
        if taken:
            raise HTTPException(
                405, f"{path} takes {', '.join(taken)}, not {request.method}.", {"Allow": ", ".join(taken)}
            )
        raise HTTPException(404, f"There is nothing at {path}.")


def _methods_of(routes: Sequence[BaseRoute], request: Request) -> list[str]:
    return [
        method
        for method in METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    ]
