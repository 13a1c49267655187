"""Ask a model about an input: at most once for each (input, model version), in the lane of who asks."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import replace

from labelwright import errors
from labelwright.domain.ids import AppId, InputId, ModelRef
from labelwright.domain.input import Input
from labelwright.domain.model import ModelCard
from labelwright.domain.prediction import Prediction, Proposal
from labelwright.inference.scheduler import Lane
from labelwright.media.reading import read_raster
from labelwright.services import pictures
from labelwright.services.suggest import Finding
from labelwright.services.workshop import Workshop
from labelwright.storage import apps, inputs, predictions


class CannotLabel(errors.Invalid):
    """{model} puts out neither concepts nor regions, so it cannot suggest labels."""

    code = "model_cannot_label"
    hint = "Pick a model or workflow that outputs concepts or regions."


def request_prediction(workshop: Workshop, input_id: InputId, ref: ModelRef, *, lane: Lane) -> Future[Prediction]:
    """Return a future of what the model says about the input; it is stored when the future is done.

    Cancelling the future leaves: the model is not run for someone who is gone.

    Raises:
        InputNotFound, ModelNotFound, CannotLabel
    """
    card = labeling_card(workshop, ref)
    with workshop.database.read() as connection:
        at = inputs.get_input(connection, input_id)
        stored = predictions.find_prediction(connection, input_id, card.version_ref)
    if stored is not None:
        return _done(stored)
    return predict_input(workshop, at, card, lane=lane)


def labeling_card(workshop: Workshop, ref: ModelRef) -> ModelCard:
    """Return the card of a model or workflow that can suggest labels.

    Raises:
        ModelNotFound, CannotLabel
    """
    card = workshop.catalog.card(ref)
    if not card.can_label:
        raise CannotLabel(model=ref)
    return card


def predict_input(workshop: Workshop, at: Input, card: ModelCard, *, lane: Lane) -> Future[Prediction]:
    """Return a future of what the model says about the input: run, unless it was run before, and stored."""
    answer: Future[Prediction] = Future()
    ticket = workshop.scheduler.submit((at.id, card.version_ref), lane, lambda: _run(workshop, at, card))

    def pass_on(ran: Future[Future[Prediction]]) -> None:
        try:
            ran.result().add_done_callback(hand_over)
        except CancelledError:
            answer.cancel()
        except Exception as error:  # noqa: BLE001 - it is handed to whoever waits for the prediction
            if answer.set_running_or_notify_cancel():
                answer.set_exception(error)

    def hand_over(stored: Future[Prediction]) -> None:
        if not answer.set_running_or_notify_cancel():
            return
        error = stored.exception()
        if error is None:
            answer.set_result(stored.result())
        else:
            answer.set_exception(error)

    def leave(asked: Future[Prediction]) -> None:
        if asked.cancelled():
            ticket.leave()

    answer.add_done_callback(leave)
    ticket.future.add_done_callback(pass_on)
    return answer


def look_ahead(workshop: Workshop, app_id: AppId, input_ids: Sequence[InputId], ref: ModelRef) -> None:
    """Predict inputs that will probably be opened next, behind everything that somebody waits for.

    Raises:
        AppNotFound, InputNotFound, ModelNotFound, CannotLabel: nothing is predicted then.
    """
    card = labeling_card(workshop, ref)
    with workshop.database.read() as connection:
        apps.get_app(connection, app_id)
        wanted = inputs.inputs_of_app(connection, app_id, input_ids)
    for at in wanted:
        predict_input(workshop, at, card, lane=Lane.LOOK_AHEAD)


def _run(workshop: Workshop, at: Input, card: ModelCard) -> Future[Prediction]:
    """Run the model and hand what it says to the recorder, unless another request did so a moment ago."""
    awaited = workshop.recorder.awaited(at.id, card.version_ref)  # looked at first: it is stored before it leaves here
    if awaited is not None:
        return awaited
    with workshop.database.read() as connection:
        stored = predictions.find_prediction(connection, at.id, card.version_ref)
    if stored is not None:
        return _done(stored)
    return workshop.recorder.put(_passed_on(workshop, at, card) or _said(workshop, at, card))


def _said(workshop: Workshop, at: Input, card: ModelCard) -> Finding:
    """Run the model on the input."""
    model = workshop.catalog.open(card.ref)
    data = pictures.model_source(workshop, at)
    began = time.perf_counter()
    raster = read_raster(data, needed=model.needed_size)
    raster = replace(raster, width_px=at.width_px, height_px=at.height_px)  # a preview is smaller than the input
    (proposals,) = model.predict([raster])
    model_ms = (time.perf_counter() - began) * 1000
    return Finding(at.id, card.version_ref, proposals, model_ms, workshop.now())


def _passed_on(workshop: Workshop, at: Input, card: ModelCard) -> Finding | None:
    """Return what a workflow of one node passes on of its model's stored prediction, so that none runs twice."""
    node = workshop.catalog.passed_on(card)
    if node is None:
        return None
    with workshop.database.read() as connection:
        stored = predictions.find_prediction(connection, at.id, node.version_ref)
        lines = predictions.suggestions_of_input(connection, at.id, node.version_ref) if stored else []
    if stored is None:
        return None
    proposals = [Proposal(line.concept_name, line.score, line.region) for line in lines]
    return Finding(at.id, card.version_ref, proposals, stored.model_ms, workshop.now())


def _done(prediction: Prediction) -> Future[Prediction]:
    done: Future[Prediction] = Future()
    done.set_result(prediction)
    return done
