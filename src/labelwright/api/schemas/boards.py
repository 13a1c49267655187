"""The labels of one input on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson
from pydantic import BaseModel

from labelwright.api.problems import MEDIA_TYPE, Problem
from labelwright.api.schemas.inputs import InputOut, input_dict
from labelwright.api.schemas.regions import RegionOut, region_json
from labelwright.domain.annotation import Provenance
from labelwright.domain.suggestion import SuggestionState
from labelwright.services.look import BoardPart, BoardView, ShownAnnotation, ShownSuggestion


class SuggestionOut(BaseModel):
    """One line of a prediction with its review state."""

    id: str
    concept_name: str
    """The concept that accepting it gives."""
    original_name: str | None
    """The model's own name, if a concept relation leads to another."""
    colour: str
    score: float
    region: RegionOut | None
    state: SuggestionState


class AnnotationOut(BaseModel):
    """A concept that an annotator stands behind."""

    id: str
    concept_id: str
    concept_name: str
    original_name: str | None
    colour: str
    region: RegionOut | None
    annotator_id: str
    annotator_name: str
    provenance: Provenance
    suggestion_id: str | None
    model_version: str | None
    score: float | None
    revision: int
    created_at: datetime


class PredictionOut(BaseModel):
    """The head of a stored prediction."""

    id: str
    model_version: str
    model_ms: float
    created_at: datetime


class BoardOut(BaseModel):
    """Everything the Input-Viewer shows of one input."""

    input: InputOut
    app_seq: int
    prediction: PredictionOut | None
    """None: this model was not asked about the input yet."""
    suggestions: list[SuggestionOut]
    """Best first."""
    annotations: list[AnnotationOut]
    """Oldest first."""


class BoardPartOut(BaseModel):
    """The label that a conflict is about as it is now, with the suggestion behind it; none of it if it is gone."""

    input: InputOut
    app_seq: int
    suggestions: list[SuggestionOut]
    annotations: list[AnnotationOut]


class ConflictProblem(Problem):
    """Somebody changed this meanwhile: the problem, with the current state where one label of one input is meant."""

    state: BoardPartOut | None = None


CONFLICT: dict[int | str, dict[str, Any]] = {
    409: {
        "description": "A problem (RFC 9457) with the current state.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{ConflictProblem.__name__}"}}},
        "model": ConflictProblem,  # which makes it one of the components
    }
}
"""How an address says that it may answer with a conflict."""


def render_board(view: BoardView) -> bytes:
    """Return `BoardOut` as JSON."""
    prediction = view.prediction
    return orjson.dumps(
        {
            "input": input_dict(view.input),
            "app_seq": view.app_seq,
            "prediction": {
                "id": prediction.id,
                "model_version": prediction.model_version,
                "model_ms": prediction.model_ms,
                "created_at": prediction.created_at,
            }
            if prediction
            else None,
            "suggestions": [_suggestion_dict(shown) for shown in view.suggestions],
            "annotations": [_annotation_dict(shown) for shown in view.annotations],
        }
    )


def board_part_dict(part: BoardPart) -> dict[str, Any]:
    """Return `BoardPartOut` in plain values."""
    return {
        "input": input_dict(part.input),
        "app_seq": part.app_seq,
        "suggestions": [_suggestion_dict(shown) for shown in part.suggestions],
        "annotations": [_annotation_dict(shown) for shown in part.annotations],
    }


def _suggestion_dict(shown: ShownSuggestion) -> dict[str, Any]:
    line = shown.suggestion
    return {
        "id": line.id,
        "concept_name": shown.concept_name,
        "original_name": line.concept_name if line.concept_name != shown.concept_name else None,
        "colour": shown.colour,
        "score": line.score,
        "region": region_json(line.region),
        "state": line.state,
    }


def _annotation_dict(shown: ShownAnnotation) -> dict[str, Any]:
    annotation = shown.annotation
    return {
        "id": annotation.id,
        "concept_id": shown.concept.id,
        "concept_name": shown.concept.name,
        "original_name": annotation.original_name,
        "colour": shown.concept.colour,
        "region": region_json(annotation.region),
        "annotator_id": annotation.annotator_id,
        "annotator_name": shown.annotator_name,
        "provenance": annotation.provenance,
        "suggestion_id": annotation.suggestion_id,
        "model_version": annotation.model_version,
        "score": annotation.score,
        "revision": shown.revision,
        "created_at": annotation.created_at,
    }
