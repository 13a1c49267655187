"""Addresses of jobs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from labelwright import errors
from labelwright.api.asking import AtWork, ByUser, OnceOnly
from labelwright.api.schemas import jobs as schemas
from labelwright.domain.ids import AppId, JobId
from labelwright.jobs.engine import JobEngine
from labelwright.services import jobs

router = APIRouter(tags=["jobs"])


class JobsNotRunning(errors.Unavailable):
    """This server runs no jobs."""

    code = "jobs_not_running"
    hint = "Start the server with `labelwright serve`."


async def _engine(request: Request) -> JobEngine:
    engine: JobEngine | None = request.app.state.jobs
    if engine is None:
        raise JobsNotRunning()
    return engine


Engine = Annotated[JobEngine, Depends(_engine)]


@router.post("/apps/{app_id}/jobs", status_code=201)
def create_job(
    workshop: AtWork, engine: Engine, user: ByUser, app_id: AppId, sent: schemas.JobIn, request: OnceOnly
) -> schemas.JobOut:
    """Begin long work over the selected inputs: pre-label them, or accept all suggestions within the range."""
    selection = schemas.to_selection(sent)
    seen = jobs.start_job(workshop, engine, app_id, sent.kind, selection, by=user.id, request=request)
    return schemas.to_job(seen)


@router.get("/apps/{app_id}/jobs")
def list_jobs(workshop: AtWork, engine: Engine, app_id: AppId) -> schemas.JobList:
    """The app's newest jobs, newest first."""
    return schemas.JobList(items=[schemas.to_job(seen) for seen in jobs.list_jobs(workshop, engine, app_id)])


@router.get("/jobs/{job_id}")
def get_job(workshop: AtWork, engine: Engine, job_id: JobId) -> schemas.JobOut:
    """One job as it is now."""
    return schemas.to_job(jobs.get_job(workshop, engine, job_id))


@router.post("/jobs/{job_id}/cancel")
def cancel_job(workshop: AtWork, engine: Engine, job_id: JobId) -> schemas.JobOut:
    """Stop a job. What is done stays done, and can be undone by its change set."""
    return schemas.to_job(jobs.cancel_job(workshop, engine, job_id))


@router.post("/apps/{app_id}/accept-preview")
def preview_accept(workshop: AtWork, app_id: AppId, sent: schemas.SelectionIn) -> schemas.AcceptPreviewOut:
    """What an accept-all job over the selection would touch; changes nothing."""
    return schemas.to_preview(jobs.preview_accept(workshop, app_id, schemas.to_selection(sent)))
