"""The HTTP application: routes, problems, the guard and the web client."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from labelwright import __version__, errors
from labelwright.api import live, problems, unknown
from labelwright.api.bodies import LimitBodies
from labelwright.api.guard import Guard
from labelwright.api.routes import apps, boards, concepts, exports, inputs, jobs, models, tiles, users
from labelwright.api.routes import server as server_routes
from labelwright.jobs.engine import JobEngine
from labelwright.services import people
from labelwright.services.workshop import Workshop

PREFIX = "/api/v1"
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")
WEB_DIST = Path(__file__).parent.parent / "web_dist"
GZIP_FROM_BYTES = 2048
PICTURE_FORMS = ("image", "thumbnail", "original")


class CompressText(GZipMiddleware):
    """Compresses answers, where that gains: not pictures, which are compressed, nor what stays on this machine."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        gains = scope["type"] == "http" and not (_is_of_picture(scope) or _is_from_this_machine(scope))
        await (super().__call__(scope, receive, send) if gains else self.app(scope, receive, send))


def _is_of_picture(scope: Scope) -> bool:
    return str(scope["path"]).rpartition("/")[2] in PICTURE_FORMS


def _is_from_this_machine(scope: Scope) -> bool:
    client = scope.get("client")
    return client is not None and (client[0] == "::1" or client[0].startswith("127."))


class WebClientMissing(errors.Unavailable):
    """The web client is not built."""

    code = "web_client_missing"
    hint = "Run `make web`, or install Labelwright from its wheel."


def describe_api() -> FastAPI:
    """Return the application with every address but nothing behind it: enough for its OpenAPI description."""
    api = FastAPI(
        title="Labelwright",
        version=__version__,
        summary="AI-assisted image labeling.",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses={"default": problems.DESCRIPTION},
    )
    for module in (server_routes, users, apps, concepts, inputs, tiles, models, boards, jobs, exports, live):
        api.include_router(module.router, prefix=PREFIX)
    problems.install(api)
    return api


def openapi_document() -> dict[str, Any]:
    """Return the description of every address, from which clients are generated."""
    return describe_api().openapi()


def make_server(
    workshop: Workshop,
    *,
    engine: JobEngine | None = None,
    hosts: Sequence[str] = LOOPBACK_HOSTS,
    web_dist: Path = WEB_DIST,
) -> FastAPI:
    """Return the application at work.

    Args:
        workshop: what its services work with.
        engine: what its jobs run on; without one, asking for jobs is answered with a problem.
        hosts: the names and addresses under which it answers.
        web_dist: the folder of the built web client.
    """
    api = describe_api()
    api.state.workshop = workshop
    api.state.jobs = engine
    api.state.user = people.local_user(workshop)
    api.state.known_users = {}  # users never go
    api.state.wakers = live.Wakers()
    workshop.listeners.append(api.state.wakers.wake)
    api.add_middleware(CompressText, minimum_size=GZIP_FROM_BYTES, compresslevel=4)
    api.add_middleware(LimitBodies)
    api.add_middleware(Guard, hosts=hosts)
    unknown.install(api)
    _add_web_client(api, web_dist)
    return api


def _add_web_client(api: FastAPI, web_dist: Path) -> None:
    @api.get("/{path:path}", include_in_schema=False)
    def get_page(path: str) -> Response:
        file = _file_of_client(web_dist, path)
        if file is not None:
            immutable = path.startswith("assets/")
            cache = "public, max-age=31536000, immutable" if immutable else "no-cache"
            return FileResponse(file, headers={"Cache-Control": cache})
        index = web_dist / "index.html"
        if not index.is_file():
            raise WebClientMissing()
        return FileResponse(index, headers={"Cache-Control": "no-cache"})


def _file_of_client(web_dist: Path, path: str) -> Path | None:
    try:
        file = (web_dist / path).resolve()
        return file if path and file.is_file() and file.is_relative_to(web_dist.resolve()) else None
    except (OSError, ValueError):  # a path that no file can have: too long, or with a zero character
        return None
