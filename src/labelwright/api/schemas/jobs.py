"""Jobs on the wire."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from labelwright.api.schemas.thresholds import Score, check_range
from labelwright.domain.ids import InputId, ModelRef
from labelwright.domain.input import InputStatus
from labelwright.domain.job import JobKind, JobStatus
from labelwright.services.bulk import AcceptPreview
from labelwright.services.jobs import SeenJob, Selection
from labelwright.storage.inputs import InputFilter

MAX_IDS = 10_000


class SelectionIn(BaseModel):
    """Which inputs of the app, and which suggestions of which model or workflow on them."""

    model: str = Field(max_length=200, description="`model:<id>` or `workflow:<id>`.")
    input_ids: list[str] | None = Field(None, max_length=MAX_IDS, description="These inputs only; null for all.")
    status: InputStatus | None = Field(None, description="Only inputs of this status.")
    search: str = Field("", max_length=200, description="Only inputs with this in their name.")
    min_score: Score = 0.0
    max_score: Score = 1.0


class JobIn(SelectionIn):
    """What to do, and on what."""

    kind: JobKind


class JobOut(BaseModel):
    """One job as it is now."""

    id: str
    app_id: str
    kind: JobKind
    model: str
    status: JobStatus
    total: int
    """Inputs that the job found to do when it began."""
    done: int
    failed: int
    rate_per_s: float | None
    remaining_s: float | None
    error: str | None
    """Why the job failed, or the first of its inputs that did."""
    change_set_id: str | None
    """What to undo to take everything back; null while nothing was changed."""
    undone: bool
    """Whether it was taken back, and not done again since."""
    created_at: datetime


class JobList(BaseModel):
    """An app's newest jobs, newest first."""

    items: list[JobOut]


class AcceptPreviewOut(BaseModel):
    """What accept-all would touch, at most: suggestions that annotations cover already are passed over."""

    n_inputs: int
    n_suggestions: int


def to_selection(sent: SelectionIn) -> Selection:
    """Return the selection that was sent.

    Raises:
        ThresholdRangeEmpty
    """
    check_range(sent.min_score, sent.max_score)
    ids = None if sent.input_ids is None else tuple(InputId(value) for value in sent.input_ids)
    return Selection(
        model=ModelRef(sent.model),
        where=InputFilter(status=sent.status, search=sent.search, ids=ids),
        min_score=sent.min_score,
        max_score=sent.max_score,
    )


def to_job(seen: SeenJob) -> JobOut:
    """Return a job as it is sent."""
    job, progress = seen.job, seen.job.progress
    is_under_way = job.status in {"queued", "running"}
    return JobOut(
        id=job.id,
        app_id=job.order.app_id,
        kind=job.order.kind,
        model=job.order.model,
        status=job.status,
        total=progress.n_total,
        done=progress.n_done,
        failed=progress.n_failed,
        rate_per_s=progress.rate_per_s,
        remaining_s=progress.remaining_s if is_under_way else None,
        error=progress.error,
        change_set_id=seen.change_set_id,
        undone=seen.undone,
        created_at=job.order.at,
    )


def to_preview(preview: AcceptPreview) -> AcceptPreviewOut:
    """Return a preview as it is sent."""
    return AcceptPreviewOut(n_inputs=preview.n_inputs, n_suggestions=preview.n_suggestions)
