"""Addresses of people."""

from __future__ import annotations

from fastapi import APIRouter

from labelwright.api.asking import AtWork
from labelwright.api.schemas.apps import UserList, UserOut
from labelwright.services import people

router = APIRouter(tags=["people"])


@router.get("/users")
def list_users(workshop: AtWork) -> UserList:
    """Everybody who labels, the local user first."""
    return UserList(items=[UserOut(id=user.id, name=user.name) for user in people.list_users(workshop)])
