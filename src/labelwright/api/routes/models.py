"""Addresses of models and workflows."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from labelwright.api.asking import AtWork
from labelwright.api.schemas import models as schemas
from labelwright.domain.ids import AppId, ModelRef
from labelwright.services import labeling_apps, look

router = APIRouter(tags=["models"])


@router.get("/apps/{app_id}/models")
def list_models(
    workshop: AtWork, app_id: AppId, search: Annotated[str, Query(max_length=200)] = ""
) -> schemas.ModelList:
    """Models and workflows that this app can use; those that cannot label come with the reason."""
    labeling_apps.get_app(workshop, app_id)
    return schemas.ModelList(items=[schemas.to_model(found) for found in look.find_models(workshop, search)])


@router.get("/models/{ref}/concepts")
def list_model_concepts(workshop: AtWork, ref: ModelRef) -> schemas.VocabularyOut:
    """The names of the concepts that a model or workflow puts out."""
    return schemas.VocabularyOut(ref=ref, concepts=list(workshop.catalog.card(ref).vocabulary))
