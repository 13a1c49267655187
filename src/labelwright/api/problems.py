"""Errors as problem details (RFC 9457): the one place where an error becomes an HTTP answer."""

from __future__ import annotations

import logging
from typing import Any

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from labelwright import errors

MEDIA_TYPE = "application/problem+json"
_STATUS_OF: tuple[tuple[type[errors.LabelwrightError], int], ...] = (
    (errors.NotFound, 404),
    (errors.Conflict, 409),
    (errors.Invalid, 422),
    (errors.Forbidden, 403),
    (errors.Unavailable, 503),
)
_log = logging.getLogger("labelwright")


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it, with a stable code and what to do."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    hint: str


DESCRIPTION: dict[str, Any] = {
    "description": "A problem (RFC 9457).",
    "content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}},
}
"""How the description of every address says that it may answer with a problem."""


def problem_of(error: errors.LabelwrightError) -> dict[str, Any]:
    """Return the problem details of an error; its facts come along as members of their own."""
    facts = {name: value for name, value in error.facts.items() if isinstance(value, (str, int, float, list, dict))}
    return {**facts, **_problem(error.code, status=status_of(error), detail=error.message, hint=error.hint)}


def status_of(error: errors.LabelwrightError) -> int:
    """Return the HTTP status of an error."""
    return next((status for kind, status in _STATUS_OF if isinstance(error, kind)), 500)


def install(app: FastAPI) -> None:
    """Make every error of the app a problem."""
    app.add_exception_handler(errors.LabelwrightError, _on_error)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_crash)


def _answer(problem: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    content = orjson.dumps(problem, default=str)
    return Response(content, status_code=problem["status"], media_type=MEDIA_TYPE, headers=headers)


def _problem(code: str, *, status: int, detail: str, hint: str) -> dict[str, Any]:
    return {
        "type": f"urn:labelwright:problem:{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": status,
        "detail": detail,
        "code": code,
        "hint": hint,
    }


async def _on_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.LabelwrightError)  # noqa: S101 - registered for this class only
    return _answer(problem_of(error))


async def _on_validation(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class only
    places = [
        {"at": "/".join(str(part) for part in entry["loc"]), "problem": entry["msg"]} for entry in error.errors()[:20]
    ]
    first = places[0]
    problem = _problem(
        "request_invalid",
        status=422,
        detail=f"{first['at']}: {first['problem']}.",
        hint="Correct the places listed in `errors`; /api/v1/openapi.json describes every request.",
    )
    return _answer({**problem, "errors": places})


_HTTP_CODES = {400: "request_unreadable", 404: "address_not_found", 405: "method_not_allowed", 413: "body_too_large"}
_HTTP_HINTS = {
    400: "Send what /api/v1/openapi.json describes, and at most 1000 files at once.",
    404: "Check the address; /api/v1/openapi.json lists all of them.",
    405: "Check the method; /api/v1/openapi.json lists what each address takes.",
    413: "Send fewer or smaller files at once.",
}


async def _on_http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class only
    code = _HTTP_CODES.get(error.status_code, "http_error")
    hint = _HTTP_HINTS.get(error.status_code, "Check the request.")
    problem = _problem(code, status=error.status_code, detail=str(error.detail), hint=hint)
    return _answer(problem, dict(error.headers or {}))


async def _on_crash(_request: Request, error: Exception) -> Response:
    _log.error("request failed", exc_info=error)
    problem = _problem(
        "internal",
        status=500,
        detail="Labelwright failed on this request.",
        hint="Try again; if it happens again, report it with the server's log.",
    )
    return _answer(
        problem, {"Connection": "close"}
    )  # the server closes it after a crash; the asker must not use it again
