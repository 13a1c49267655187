"""Jobs as plain JSON values, which is how they lie on disk: a newer version must still read them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from labelwright.domain.ids import InputId
from labelwright.domain.job import ChunkDone, JobOrder, JobPlan, JobProgress

Record = dict[str, Any]


def dump_order(order: JobOrder) -> Record:
    """Return the order as JSON values."""
    ids = None if order.input_ids is None else list(order.input_ids)
    return {**asdict(order), "at": order.at.isoformat(), "input_ids": ids}


def load_order(record: Record) -> JobOrder:
    """Return the order."""
    ids = record["input_ids"]
    return JobOrder(
        **{
            **record,
            "at": datetime.fromisoformat(record["at"]),
            "input_ids": None if ids is None else tuple(InputId(value) for value in ids),
        }
    )


def dump_plan(plan: JobPlan) -> Record:
    """Return the plan as JSON values."""
    return {"n_total": plan.n_total, "first": list(plan.first)}


def dump_chunk(done: ChunkDone, seconds: float) -> Record:
    """Return what came of a chunk as JSON values."""
    return {**asdict(done), "next": list(done.next), "seconds": seconds}


def add_chunk(progress: JobProgress, chunk: Record) -> JobProgress:
    """Return the progress after a chunk."""
    return JobProgress(
        n_total=progress.n_total,
        n_done=progress.n_done + chunk["n_done"],
        n_failed=progress.n_failed + chunk["n_failed"],
        seconds=progress.seconds + chunk["seconds"],
        error=progress.error or chunk["error"],
    )
