"""Ask a model about many inputs: each once, a bounded number in flight, one that fails does not stop the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field

from labelwright import errors
from labelwright.domain.ids import AppId, InputId, JobId, ModelRef
from labelwright.domain.input import Input
from labelwright.domain.job import ChunkDone, JobOrder, JobPlan
from labelwright.domain.model import ModelCard
from labelwright.domain.outcome import Failure
from labelwright.domain.prediction import Prediction
from labelwright.inference.scheduler import Lane
from labelwright.services import predict
from labelwright.services.bulk import filter_of, first_message
from labelwright.services.workshop import Workshop
from labelwright.storage import apps, inputs

IN_FLIGHT = 4 + 2 * (os.cpu_count() or 1)
"""Inputs asked for at once: enough that no worker waits, few enough that memory stays flat and stopping is quick."""
PAGE = 200
CHUNK = 32
"""Inputs in one step of a job: what is computed again at most after a crash."""


@dataclass(slots=True)
class Prelabeled:
    """How far pre-labeling is, and at its end what came of it."""

    n_total: int
    """Inputs that the model version had not predicted when it began."""
    n_done: int = 0
    failures: list[Failure] = field(default_factory=list)
    cancelled: bool = False


def _never() -> bool:
    return False


def prelabel_inputs(
    workshop: Workshop,
    app_id: AppId,
    ref: ModelRef,
    where: inputs.InputFilter,
    *,
    progress: Callable[[Prelabeled], None] = lambda _counts: None,
    cancelled: Callable[[], bool] = _never,
) -> Prelabeled:
    """Predict every input of the filter that the model's version has not predicted yet, in the bulk lane.

    Args:
        workshop: where the app is.
        app_id: the app.
        ref: the model or workflow.
        where: which of its inputs.
        progress: told the counts at the start and after every input.
        cancelled: asked before every input; once true, what is in flight is finished and kept, and the rest is left.

    Raises:
        AppNotFound, ModelNotFound, CannotLabel
    """
    card = predict.labeling_card(workshop, ref)
    with workshop.database.read() as connection:
        apps.get_app(connection, app_id)
        counts = Prelabeled(inputs.count_unpredicted(connection, app_id, where, card.version_ref))
    progress(counts)
    flight: dict[Future[Prediction], InputId] = {}
    for at in _unpredicted(workshop, app_id, where, card):
        if cancelled():
            break
        flight[predict.predict_input(workshop, at, card, lane=Lane.BULK)] = at.id
        if len(flight) >= IN_FLIGHT:
            _land(flight, counts, progress)
    while flight:
        _land(flight, counts, progress)
    counts.cancelled = cancelled() and counts.n_done + len(counts.failures) < counts.n_total
    return counts


def _unpredicted(workshop: Workshop, app_id: AppId, where: inputs.InputFilter, card: ModelCard) -> Iterator[Input]:
    after: InputId | None = None
    while True:
        with workshop.database.read() as connection:
            page = inputs.unpredicted_inputs(connection, app_id, where, card.version_ref, after=after, limit=PAGE)
        yield from page
        if len(page) < PAGE:
            return
        after = page[-1].id


def _land(
    flight: dict[Future[Prediction], InputId], counts: Prelabeled, progress: Callable[[Prelabeled], None]
) -> None:
    """Wait until at least one is ready, and count those that are."""
    for future in wait(flight, return_when=FIRST_COMPLETED).done:
        input_id = flight.pop(future)
        if future.cancelled():
            continue
        error = future.exception()
        if error is None:
            counts.n_done += 1
        elif isinstance(error, errors.LabelwrightError):
            counts.failures.append(Failure(input_id, error))
        else:
            raise error
        progress(counts)


class PrelabelWork:
    """Pre-labeling as a job."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def plan(self, order: JobOrder) -> JobPlan:
        """Return how many inputs the model has not predicted yet, and the first of them."""
        where = filter_of(order)
        with self._workshop.database.read() as connection:
            n_total = inputs.count_unpredicted(connection, order.app_id, where, order.version)
        return JobPlan(n_total, self._next(order, where, None))

    def carry_out(
        self,
        job_id: JobId,  # noqa: ARG002 - predictions belong to their input, not to the job that made them
        order: JobOrder,
        chunk: Sequence[InputId],
        stopped: Callable[[], bool],
    ) -> ChunkDone:
        """Predict one chunk."""
        where = inputs.InputFilter(ids=tuple(chunk))
        done = prelabel_inputs(self._workshop, order.app_id, order.model, where, cancelled=stopped)
        following = self._next(order, filter_of(order), chunk[-1])
        n_failed = len(done.failures)
        n_done = done.n_done if done.cancelled else len(chunk) - n_failed
        return ChunkDone(n_done, n_failed, first_message(done.failures), following)

    def _next(self, order: JobOrder, where: inputs.InputFilter, after: InputId | None) -> tuple[InputId, ...]:
        with self._workshop.database.read() as connection:
            found = inputs.unpredicted_inputs(connection, order.app_id, where, order.version, after=after, limit=CHUNK)
        return tuple(at.id for at in found)
