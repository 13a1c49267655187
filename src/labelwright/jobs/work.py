"""What a kind of job does, as the engine sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from labelwright.domain.ids import InputId, JobId
from labelwright.domain.job import ChunkDone, JobOrder, JobPlan


class JobWork(Protocol):
    """Work in chunks. A chunk may be carried out twice after a crash, so doing it again must change nothing."""

    def plan(self, order: JobOrder) -> JobPlan:
        """Return how many inputs there are, and the first chunk."""

    def carry_out(
        self, job_id: JobId, order: JobOrder, chunk: Sequence[InputId], stopped: Callable[[], bool]
    ) -> ChunkDone:
        """Work on one chunk, until `stopped`; one input that fails does not stop the others."""
