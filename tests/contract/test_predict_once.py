"""A model is asked once about an input, however many ask at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from labelwright.domain.ids import InputId, ModelRef
from labelwright.domain.model import ModelCard
from labelwright.domain.prediction import Prediction, Proposal
from labelwright.domain.raster import Raster
from labelwright.inference.scheduler import Lane
from labelwright.services import predict
from labelwright.services.recorder import RecorderClosed
from labelwright.storage.predictions import suggestions_of_input
from tests.contract.audit import check_counts
from tests.contract.desk import Desk, line

DETECTOR = ModelRef("model:general-detection")


class CountingModel:
    """Answers at once with the same lines and counts how often it was asked."""

    def __init__(self, card: ModelCard) -> None:
        self.card = card
        self.n_runs = 0
        self._lock = threading.Lock()

    def needed_size(self, width_px: int, height_px: int) -> tuple[int, int]:
        return width_px, height_px

    def predict(self, rasters: Sequence[Raster]) -> list[list[Proposal]]:
        with self._lock:
            self.n_runs += 1
        time.sleep(0.002)
        return [[line("sheep", 0.9, (0, 0, 40, 40))] for _ in rasters]


@pytest.fixture
def model(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> CountingModel:
    model = CountingModel(desk.workshop.catalog.card(DETECTOR))
    monkeypatch.setattr(desk.workshop.catalog, "open", lambda _ref: model)
    return model


def ask(desk: Desk, input_id: InputId, lane: Lane = Lane.INTERACTIVE) -> Prediction:
    return predict.request_prediction(desk.workshop, input_id, DETECTOR, lane=lane).result(timeout=30)


def test_many_askers_at_slightly_different_moments_share_one_run(desk: Desk, model: CountingModel) -> None:
    inputs = desk.add_inputs(6)

    def ask_late(number: int) -> Prediction:
        time.sleep(number % 40 / 1000)
        return ask(desk, inputs[number % len(inputs)], Lane(number % 3))

    with ThreadPoolExecutor(12) as pool:
        predictions = list(pool.map(ask_late, range(240)))
    assert model.n_runs == len(inputs)
    assert len({prediction.id for prediction in predictions}) == len(inputs)
    assert desk.app().n_has_suggestions == len(inputs)
    check_counts(desk.workshop.database)


def test_what_was_predicted_before_is_not_computed_again(desk: Desk, model: CountingModel) -> None:
    input_id = desk.add_input()
    first = ask(desk, input_id)
    card = desk.workshop.catalog.card(DETECTOR)
    again = predict.predict_input(desk.workshop, desk.input(input_id), card, lane=Lane.BULK)
    assert again.result(timeout=30) == first
    assert model.n_runs == 1


def test_a_failing_model_is_told_to_everybody_who_asked_and_tried_again_for_the_next(
    desk: Desk, model: CountingModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    input_id = desk.add_input()
    with monkeypatch.context() as patch:
        patch.setattr(model, "predict", lambda _rasters: next(iter(())))
        futures = [
            predict.request_prediction(desk.workshop, input_id, DETECTOR, lane=Lane.INTERACTIVE) for _ in range(3)
        ]
        assert {type(future.exception(timeout=30)) for future in futures} == {StopIteration}
    assert ask(desk, input_id).input_id == input_id


def test_what_cannot_be_stored_is_told_to_those_who_wait(desk: Desk, model: CountingModel) -> None:
    input_id = desk.add_input()
    desk.workshop.recorder.close()
    future = predict.request_prediction(desk.workshop, input_id, DETECTOR, lane=Lane.INTERACTIVE)
    assert isinstance(future.exception(timeout=30), RecorderClosed)


def test_a_workflow_of_one_node_passes_on_what_its_model_said_before(desk: Desk, model: CountingModel) -> None:
    (input_id,) = desk.add_inputs(1)
    said = ask(desk, input_id)
    workflow = ModelRef("workflow:general-detection")
    passed_on = predict.request_prediction(desk.workshop, input_id, workflow, lane=Lane.INTERACTIVE).result(timeout=30)
    assert model.n_runs == 1
    assert passed_on.model_version == "workflow:general-detection@1+1"
    with desk.workshop.database.read() as connection:
        first, second = (
            [
                (each.concept_name, each.score, each.region, each.state)
                for each in suggestions_of_input(connection, input_id, prediction.model_version)
            ]
            for prediction in (said, passed_on)
        )
    assert first == second != []
