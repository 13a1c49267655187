"""A model's proposals become a prediction with suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from labelwright.domain.ids import AppId, InputId, ModelVersion, PredictionId, new_id
from labelwright.domain.prediction import Prediction, Proposal
from labelwright.domain.rejection import carry_rejections
from labelwright.domain.suggestion import Suggestion
from labelwright.storage import apps, inputs, predictions


@dataclass(frozen=True, slots=True)
class Finding:
    """What a model version said about an input, before it is stored."""

    input_id: InputId
    model_version: ModelVersion
    proposals: Sequence[Proposal]
    model_ms: float
    at: datetime
    prompts_key: str = ""


def store_finding(connection: Connection, finding: Finding) -> Prediction:
    """Store what a model said, unless the same version has said it already; return the prediction that counts.

    What a person has rejected of this model version before is stored as rejected, so that it does not come back.

    Raises:
        InputNotFound: if the input was deleted meanwhile.
    """
    app = apps.lock_app_of(connection, finding.input_id)
    earlier = predictions.find_prediction(connection, finding.input_id, finding.model_version, finding.prompts_key)
    if earlier is not None:
        return earlier
    prediction = Prediction(
        id=PredictionId(new_id()),
        input_id=finding.input_id,
        model_version=finding.model_version,
        prompts_key=finding.prompts_key,
        model_ms=finding.model_ms,
        created_at=finding.at,
    )
    rejected = predictions.suggestions_of_input(connection, finding.input_id, finding.model_version, state="rejected")
    lines = carry_rejections(rejected, _to_suggestions(prediction, finding.proposals))
    predictions.insert_prediction(connection, app.id, prediction, lines)
    _count_open(connection, app.id, finding.input_id, sum(line.state == "open" for line in lines))
    return prediction


def _to_suggestions(prediction: Prediction, proposals: Sequence[Proposal]) -> list[Suggestion]:
    ranked = sorted(proposals, key=lambda proposal: (-proposal.score, proposal.concept))
    return [
        Suggestion(
            id=predictions.suggestion_id(prediction.id, rank),
            input_id=prediction.input_id,
            prediction_id=prediction.id,
            model_version=prediction.model_version,
            concept_name=proposal.concept,
            score=proposal.score,
            region=proposal.region,
        )
        for rank, proposal in enumerate(ranked)
    ]


def _count_open(connection: Connection, app_id: AppId, input_id: InputId, n_open: int) -> None:
    if not n_open:
        return
    before = inputs.get_input(connection, input_id)
    after = replace(before, n_open=before.n_open + n_open)
    inputs.update_progress(connection, [after])
    moves = apps.status_moves(before.status, after.status)
    if moves:
        apps.move_counts(connection, app_id, moves)
