"""Predictions and the suggestions they bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select

from labelwright.domain.ids import AppId, InputId, ModelVersion, PredictionId, SuggestionId
from labelwright.domain.prediction import Prediction
from labelwright.domain.suggestion import Suggestion
from labelwright.storage.regions import columns_to_region, region_to_columns
from labelwright.storage.tables import predictions, suggestions

_FIND = select(*(predictions.c[field.name] for field in fields(Prediction))).where(
    predictions.c.input_id == bindparam("input_id"),
    predictions.c.model_version == bindparam("version"),
    predictions.c.prompts_key == bindparam("prompts_key"),
)


def find_prediction(
    connection: Connection, input_id: InputId, version: ModelVersion, prompts_key: str = ""
) -> Prediction | None:
    """Return what this model version said about the input, if it was asked."""
    keys = {"input_id": input_id, "version": version, "prompts_key": prompts_key}
    row = connection.execute(_FIND, keys).first()
    return Prediction(*row) if row else None


def has_predicted(connection: Connection, app_id: AppId, version: ModelVersion) -> bool:
    """Return whether this model version has predicted any input of the app."""
    query = select(predictions.c.id).where(predictions.c.app_id == app_id, predictions.c.model_version == version)
    return connection.execute(query.limit(1)).first() is not None


def insert_prediction(
    connection: Connection, app_id: AppId, prediction: Prediction, lines: Sequence[Suggestion]
) -> None:
    """Store a prediction with its suggestions."""
    connection.execute(
        insert(predictions).values(
            id=prediction.id,
            app_id=app_id,
            input_id=prediction.input_id,
            model_version=prediction.model_version,
            prompts_key=prediction.prompts_key,
            model_ms=prediction.model_ms,
            created_at=prediction.created_at,
            n_suggestions=len(lines),
        )
    )
    if lines:
        connection.execute(insert(suggestions), [_to_row(app_id, line) for line in lines])


_SUGGESTION_COLUMNS = (
    suggestions.c.id,
    suggestions.c.input_id,
    suggestions.c.prediction_id,
    predictions.c.model_version,
    suggestions.c.concept_name,
    suggestions.c.score,
    suggestions.c.state,
    suggestions.c.x_min,
    suggestions.c.y_min,
    suggestions.c.x_max,
    suggestions.c.y_max,
    suggestions.c.points,
)
_SELECT_SUGGESTIONS = select(*_SUGGESTION_COLUMNS).join(predictions, suggestions.c.prediction_id == predictions.c.id)

_SUGGESTIONS_BY_ID = _SELECT_SUGGESTIONS.where(
    suggestions.c.id.in_(bindparam("ids", expanding=True)), suggestions.c.input_id == bindparam("input_id")
)


def suggestions_of_input(
    connection: Connection, input_id: InputId, version: ModelVersion | None = None, state: str | None = None
) -> list[Suggestion]:
    """Return the input's suggestions, best first; only those of one model version or in one state if given."""
    query = _suggestions_where(of_version=version is not None, in_state=state is not None)
    keys = {"input_id": input_id, "version": version, "state": state}
    return [_to_suggestion(row) for row in connection.execute(query, keys)]


@cache
def _suggestions_where(*, of_version: bool, in_state: bool) -> Select[Any]:
    query = _SELECT_SUGGESTIONS.where(suggestions.c.input_id == bindparam("input_id"))
    if of_version:
        query = query.where(predictions.c.model_version == bindparam("version"))
    if in_state:
        query = query.where(suggestions.c.state == bindparam("state"))
    return query.order_by(suggestions.c.score.desc(), suggestions.c.concept_name, suggestions.c.id)


def suggestions_by_id(
    connection: Connection, input_id: InputId, suggestion_ids: Sequence[SuggestionId]
) -> list[Suggestion]:
    """Return those of these suggestions that belong to the input."""
    if not suggestion_ids:
        return []
    keys = {"ids": list(suggestion_ids), "input_id": input_id}
    return [_to_suggestion(row) for row in connection.execute(_SUGGESTIONS_BY_ID, keys)]


def _to_suggestion(row: Any) -> Suggestion:
    identity, input_id, prediction_id, version, name, score, state, x_min, y_min, x_max, y_max, points = row
    region = columns_to_region(x_min, y_min, x_max, y_max, points)
    return Suggestion(identity, input_id, prediction_id, version, name, score, region, state)


def _to_row(app_id: AppId, line: Suggestion) -> dict[str, object]:
    return {
        "id": line.id,
        "app_id": app_id,
        "input_id": line.input_id,
        "prediction_id": line.prediction_id,
        "concept_name": line.concept_name,
        "score": line.score,
        "state": line.state,
        **region_to_columns(line.region),
    }


def suggestion_id(prediction_id: PredictionId, rank: int) -> SuggestionId:
    """Return the id of the prediction's line at this rank, so that storing it twice would be noticed."""
    return SuggestionId(f"{prediction_id}-{rank}")
