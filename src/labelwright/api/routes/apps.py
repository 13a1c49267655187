"""Addresses of apps and preferences."""

from __future__ import annotations

from fastapi import APIRouter, Response

from labelwright.api.asking import AtWork, ByUser, OnceOnly
from labelwright.api.schemas import apps as schemas
from labelwright.domain.ids import AppId
from labelwright.services import labeling_apps

router = APIRouter(tags=["apps"])


@router.get("/apps")
def list_apps(workshop: AtWork) -> schemas.AppList:
    """Every app, oldest first."""
    return schemas.AppList(items=[schemas.to_app(app) for app in labeling_apps.list_apps(workshop)])


@router.post("/apps", status_code=201, response_model=schemas.AppOut)
def create_app(workshop: AtWork, sent: schemas.AppIn, request: OnceOnly) -> Response:
    """Make an app."""
    answer = labeling_apps.create_app(
        workshop, sent.name, render=lambda app: schemas.to_app(app).model_dump_json().encode(), request=request
    )
    return Response(answer, status_code=201, media_type="application/json")


@router.get("/apps/{app_id}")
def get_app(workshop: AtWork, app_id: AppId) -> schemas.AppOut:
    """One app with its counts."""
    return schemas.to_app(labeling_apps.get_app(workshop, app_id))


@router.get("/apps/{app_id}/preferences")
def get_preferences(workshop: AtWork, user: ByUser, app_id: AppId) -> schemas.Preferences:
    """How you have set AI Assist in this app."""
    return schemas.to_preferences(labeling_apps.get_preferences(workshop, user.id, app_id))


@router.put("/apps/{app_id}/preferences")
def put_preferences(workshop: AtWork, user: ByUser, app_id: AppId, sent: schemas.Preferences) -> schemas.Preferences:
    """Set AI Assist in this app."""
    chosen = schemas.from_preferences(sent)
    labeling_apps.set_preferences(workshop, user.id, app_id, chosen)
    return schemas.to_preferences(chosen)
