"""Long work over many inputs: what was ordered, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from labelwright.domain.ids import AppId, InputId, JobId, ModelRef, ModelVersion, UserId
from labelwright.domain.input import InputStatus

JobKind = Literal["prelabel", "accept_all"]
JobStatus = Literal["queued", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class JobOrder:
    """What a job is to do: everything it needs to begin, or to go on after a restart."""

    app_id: AppId
    kind: JobKind
    by: UserId
    at: datetime
    model: ModelRef
    version: ModelVersion
    """The version that was installed when the job was ordered; accept-all keeps to it."""
    input_ids: tuple[InputId, ...] | None = None
    """These inputs only; None for all that match."""
    status: InputStatus | None = None
    search: str = ""
    min_score: float = 0.0
    max_score: float = 1.0
    request_hash: str = ""
    """Tells a request that is sent again from another one that uses its key."""


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far a job is."""

    n_total: int = 0
    n_done: int = 0
    n_failed: int = 0
    seconds: float = 0.0
    """Time spent working, without pauses between a stop and a restart."""
    error: str | None = None
    """The first failure."""

    @property
    def rate_per_s(self) -> float | None:
        """Inputs per second so far."""
        n_tried = self.n_done + self.n_failed
        return n_tried / self.seconds if n_tried and self.seconds else None

    @property
    def remaining_s(self) -> float | None:
        """Seconds until the end, at this rate."""
        rate = self.rate_per_s
        return max(0, self.n_total - self.n_done - self.n_failed) / rate if rate else None


@dataclass(frozen=True, slots=True)
class Job:
    """One job as it is now."""

    id: JobId
    order: JobOrder
    status: JobStatus
    progress: JobProgress


@dataclass(frozen=True, slots=True)
class JobPlan:
    """The size of a job, and its first chunk."""

    n_total: int
    first: tuple[InputId, ...]


@dataclass(frozen=True, slots=True)
class ChunkDone:
    """What came of one chunk, and the next; no next chunk is the end."""

    n_done: int
    n_failed: int
    error: str | None
    next: tuple[InputId, ...]
