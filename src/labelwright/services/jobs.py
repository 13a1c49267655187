"""Order long work, look how far it is, and stop it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from labelwright import errors
from labelwright.domain.ids import AppId, ChangeSetId, JobId, ModelRef, UserId, new_id
from labelwright.domain.job import Job, JobKind, JobOrder
from labelwright.jobs.engine import JobEngine, JobNotFound
from labelwright.services import predict
from labelwright.services.bulk import AcceptPreview, accept_preview
from labelwright.services.idempotency import RequestKey
from labelwright.services.workshop import Workshop
from labelwright.storage import apps, change_sets, inputs
from labelwright.storage.answers import IdempotencyKeyReused
from labelwright.storage.awaiting import Lines
from labelwright.storage.inputs import InputFilter


class JobUnderWay(errors.Conflict):
    """The job {id} is still under way."""

    code = "job_under_way"
    hint = "Cancel it first; what it has done until then can be undone."


@dataclass(frozen=True, slots=True)
class Selection:
    """Which inputs, and which suggestions of which model on them."""

    model: ModelRef
    where: InputFilter = field(default_factory=InputFilter)
    min_score: float = 0.0
    max_score: float = 1.0


@dataclass(frozen=True, slots=True)
class SeenJob:
    """A job with the change set that it makes, if it has changed anything yet, and whether that is taken back."""

    job: Job
    change_set_id: ChangeSetId | None
    undone: bool


def start_job(
    workshop: Workshop,
    engine: JobEngine,
    app_id: AppId,
    kind: JobKind,
    selection: Selection,
    *,
    by: UserId,
    request: RequestKey | None = None,
) -> SeenJob:
    """Begin a job; the same request sent again gives the same job.

    Raises:
        AppNotFound, InputNotFound, ModelNotFound, CannotLabel, IdempotencyKeyReused
    """
    card = predict.labeling_card(workshop, selection.model)
    _check_inputs(workshop, app_id, selection.where)
    order = JobOrder(
        app_id=app_id,
        kind=kind,
        by=by,
        at=workshop.now(),
        model=card.ref,
        version=card.version_ref,
        input_ids=selection.where.ids,
        status=selection.where.status,
        search=selection.where.search,
        min_score=selection.min_score,
        max_score=selection.max_score,
        request_hash=request.request_hash if request else "",
    )
    if request is None:
        return _see(workshop, engine.start(new_id(), order))
    job = engine.start(_key_of(request), order)
    if job.order.request_hash != request.request_hash:
        raise IdempotencyKeyReused(key=request.key)
    return _see(workshop, job)


def list_jobs(workshop: Workshop, engine: JobEngine, app_id: AppId) -> list[SeenJob]:
    """Return the app's newest jobs, newest first.

    Raises:
        AppNotFound
    """
    with workshop.database.read() as connection:
        apps.get_app(connection, app_id)
    return _see_all(workshop, engine.jobs_of_app(app_id))


def get_job(workshop: Workshop, engine: JobEngine, job_id: JobId) -> SeenJob:
    """Return a job as it is now.

    Raises:
        JobNotFound
    """
    return _see(workshop, engine.get(job_id))


def cancel_job(workshop: Workshop, engine: JobEngine, job_id: JobId) -> SeenJob:
    """Stop a job; what is done stays done.

    Raises:
        JobNotFound
    """
    return _see(workshop, engine.cancel(job_id))


def is_of_job(change_set_id: ChangeSetId) -> bool:
    """Whether the id is that of a job, which is its change set's too."""
    return "-" in change_set_id


def refuse_while_running(engine: JobEngine, change_set_id: ChangeSetId) -> None:
    """Make sure that no job is at work on the change set, or it would go on accepting what is taken back.

    Raises:
        JobUnderWay
    """
    try:
        job = engine.get(JobId(change_set_id))
    except JobNotFound:
        return
    if job.status in {"queued", "running"}:
        raise JobUnderWay(id=job.id)


def preview_accept(workshop: Workshop, app_id: AppId, selection: Selection) -> AcceptPreview:
    """Return what an accept-all job over the selection would touch.

    Raises:
        AppNotFound, ModelNotFound, CannotLabel
    """
    card = predict.labeling_card(workshop, selection.model)
    lines = Lines(card.version_ref, selection.min_score, selection.max_score)
    return accept_preview(workshop, app_id, selection.where, lines)


def _check_inputs(workshop: Workshop, app_id: AppId, where: InputFilter) -> None:
    with workshop.database.read() as connection:
        apps.get_app(connection, app_id)
        inputs.inputs_of_app(connection, app_id, where.ids or ())


def _key_of(request: RequestKey) -> str:
    return hashlib.sha256(f"{request.user_id}\0{request.key}".encode()).hexdigest()[:32]


def _see(workshop: Workshop, job: Job) -> SeenJob:
    return _see_all(workshop, [job])[0]


def _see_all(workshop: Workshop, jobs: Sequence[Job]) -> list[SeenJob]:
    ids = {job.id: ChangeSetId(job.id) for job in jobs}
    with workshop.database.read() as connection:
        made = change_sets.made_among(connection, ids.values())
        undone = change_sets.undone_among(connection, made)
    return [SeenJob(job, ids[job.id] if ids[job.id] in made else None, ids[job.id] in undone) for job in jobs]
