"""Open suggestions over many inputs: which inputs have some, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy import func as sql

from labelwright.domain.ids import AppId, InputId, ModelVersion
from labelwright.storage.inputs import InputFilter, filtered_inputs
from labelwright.storage.tables import inputs, predictions, suggestions


@dataclass(frozen=True, slots=True)
class Lines:
    """Which suggestions: those of a model version with a score in [min_score, max_score]."""

    version: ModelVersion
    min_score: float
    max_score: float


def inputs_awaiting(
    connection: Connection,
    app_id: AppId,
    where: InputFilter,
    lines: Lines,
    *,
    after: InputId | None = None,
    limit: int,
) -> list[InputId]:
    """Return the ids of the next inputs of the filter, oldest first, that have open suggestions among `lines`."""
    one = select(suggestions.c.id).join(predictions, suggestions.c.prediction_id == predictions.c.id)
    one = one.where(suggestions.c.input_id == inputs.c.id, *_are_open(lines))
    query = filtered_inputs(select(inputs.c.id), app_id, where).where(inputs.c.n_open > 0, one.exists())
    if after is not None:
        query = query.where(inputs.c.id > after)
    return [InputId(found) for found in connection.scalars(query.order_by(inputs.c.id).limit(limit))]


def count_awaiting(connection: Connection, app_id: AppId, where: InputFilter, lines: Lines) -> tuple[int, int]:
    """Return how many inputs of the filter have open suggestions among `lines`, and how many suggestions that are."""
    query = select(sql.count(sql.distinct(suggestions.c.input_id)), sql.count(suggestions.c.id))
    query = query.join(predictions, suggestions.c.prediction_id == predictions.c.id)
    query = query.join(inputs, suggestions.c.input_id == inputs.c.id)
    query = filtered_inputs(query, app_id, where).where(suggestions.c.app_id == app_id, *_are_open(lines))
    n_inputs, n_suggestions = connection.execute(query).one()
    return n_inputs, n_suggestions


def _are_open(lines: Lines) -> tuple[ColumnElement[bool], ...]:
    within = suggestions.c.score.between(lines.min_score, lines.max_score)
    return (suggestions.c.state == "open", within, predictions.c.model_version == lines.version)
