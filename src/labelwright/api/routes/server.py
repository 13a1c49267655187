"""Addresses that speak of the server itself and of who uses it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel

from labelwright import __version__
from labelwright.api.asking import ByUser
from labelwright.api.schemas.apps import Me

router = APIRouter(tags=["server"])


class Health(BaseModel):
    """That the server answers, and its version."""

    status: str
    version: str


@router.get("/health")
def get_health() -> Health:
    """Whether the server answers."""
    return Health(status="ok", version=__version__)


@router.get("/me")
def get_me(request: Request, user: ByUser) -> Me:
    """Who is labeling."""
    return Me(id=user.id, name=user.name, is_admin=user == request.app.state.user, version=__version__)
