"""Asking models over HTTP: once, with what they say stored, and not for those who have left."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from labelwright.domain.ids import ModelRef
from labelwright.domain.prediction import Proposal
from labelwright.domain.raster import Raster
from labelwright.inference.catalog import EMBEDDED
from labelwright.inference.model import Model
from tests.integration.api.visitor import CLASSIFIER, DETECTOR, Visitor, check_problem

PHOTO = EMBEDDED.parent / "samples" / "chelsea.png"


class Gate:
    """A real model that counts what it is asked and can be held up."""

    def __init__(self, model: Model) -> None:
        self.card = model.card
        self.needed_size = model.needed_size
        self.open = threading.Event()
        self.open.set()
        self.n_runs = 0
        self._model = model

    def predict(self, rasters: Sequence[Raster]) -> list[list[Proposal]]:
        self.n_runs += 1
        self.open.wait(20)
        return self._model.predict(rasters)


@pytest.fixture
def gate(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate(visitor.workshop.catalog.open(ModelRef(DETECTOR)))
    monkeypatch.setattr(visitor.workshop.catalog, "open", lambda _ref: gate)
    yield gate
    gate.open.set()


def ask(visitor: Visitor, input_id: str, model: str = DETECTOR, **options: Any) -> httpx.Response:
    return visitor.web.post(f"/inputs/{input_id}/predictions", json={"model": model}, **options)


def photograph() -> bytes:
    if not PHOTO.is_file():
        pytest.fail("The sample photographs are not there. Run: make samples")
    return PHOTO.read_bytes()


def test_a_photograph_of_a_cat_gets_a_cat(visitor: Visitor) -> None:
    input_id = visitor.add_input(photograph(), "cat.png")
    assert visitor.board(input_id)["prediction"] is None
    board = ask(visitor, input_id).json()
    assert board["suggestions"][0]["concept_name"] == "cat"
    assert [each["score"] for each in board["suggestions"]] == sorted(
        (each["score"] for each in board["suggestions"]), reverse=True
    )
    assert visitor.board(input_id) == board
    classified = ask(visitor, input_id, CLASSIFIER).json()
    assert "cat" in classified["suggestions"][0]["concept_name"]
    assert classified["suggestions"][0]["region"] is None


def test_twenty_who_ask_at_once_get_one_prediction_computed_once(visitor: Visitor, gate: Gate) -> None:
    input_id = visitor.add_input()
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: ask(visitor, input_id), range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["prediction"]["id"] for answer in answers}) == 1
    assert gate.n_runs == 1


def test_hanging_up_cancels_before_the_model_runs(visitor: Visitor, gate: Gate) -> None:
    busy = [visitor.add_input() for _ in range(2)]
    left = visitor.add_input()
    gate.open.clear()
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(ask, visitor, input_id) for input_id in busy]
        wait_until(lambda: gate.n_runs == 2)
        with pytest.raises(httpx.ReadTimeout):
            ask(visitor, left, timeout=0.3)
        wait_until(lambda: not any(visitor.workshop.scheduler._lanes.values()))
        gate.open.set()
        assert [each.result().status_code for each in waiting] == [200, 200]
    time.sleep(0.1)
    assert gate.n_runs == 2
    assert visitor.board(left)["prediction"] is None


def test_the_next_inputs_are_predicted_ahead(visitor: Visitor, gate: Gate) -> None:
    inputs = [visitor.add_input() for _ in range(3)]
    sent = {"model": DETECTOR, "input_ids": inputs}
    assert visitor.web.post(f"/apps/{visitor.app_id}/look-ahead", json=sent).status_code == 202
    wait_until(lambda: all(visitor.board(input_id)["prediction"] for input_id in inputs))
    assert gate.n_runs == 3
    elsewhere = visitor.web.post("/apps", json={"name": "Elsewhere"}).json()["id"]
    check_problem(visitor.web.post(f"/apps/{elsewhere}/look-ahead", json=sent), 404, "input_not_found")
    too_many = {"model": DETECTOR, "input_ids": ["x"] * 101}
    check_problem(visitor.web.post(f"/apps/{visitor.app_id}/look-ahead", json=too_many), 422, "request_invalid")


def test_a_model_that_fails_is_a_problem_and_the_next_ask_tries_again(
    visitor: Visitor, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    input_id = visitor.add_input()
    with monkeypatch.context() as patch:
        patch.setattr(gate, "predict", lambda rasters: [len(rasters) // 0])
        check_problem(ask(visitor, input_id), 500, "internal")
    assert ask(visitor, input_id).status_code == 200


def wait_until(is_so: Any, patience_s: float = 10) -> None:
    end = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)
