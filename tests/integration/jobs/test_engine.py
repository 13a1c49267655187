"""The engine over a real database of jobs, with work that is easy to watch."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from labelwright import errors
from labelwright.domain.ids import AppId, InputId, JobId, ModelRef, ModelVersion, UserId
from labelwright.domain.job import ChunkDone, Job, JobOrder, JobPlan
from labelwright.jobs.engine import JobEngine, JobNotFound, JobsClosed

APP = AppId("app")
N_CHUNKS = 5


class Broken(errors.Unavailable):
    """The machine {name} is broken."""

    code = "broken_for_a_test"
    hint = "Mend it."


class WatchedWork:
    """Five chunks of two inputs. Writes down each chunk; waits in the third until it may go on."""

    def __init__(self, *, fails_with: Exception | None = None) -> None:
        self.chunks: list[str] = []
        self.reached = threading.Event()
        self.may_go_on = threading.Event()
        self._fails_with = fails_with

    def plan(self, order: JobOrder) -> JobPlan:  # noqa: ARG002 - the plan is always the same
        return JobPlan(2 * N_CHUNKS, (InputId("0a"), InputId("0b")))

    def carry_out(
        self, _job_id: JobId, order: JobOrder, chunk: Sequence[InputId], stopped: Callable[[], bool]
    ) -> ChunkDone:
        number = int(chunk[0][0])
        self.chunks.append(f"{order.search}{number}")
        if number == 2:
            self.reached.set()
            while not self.may_go_on.is_set() and not stopped():
                time.sleep(0.005)
            if self._fails_with is not None:
                raise self._fails_with
        following = (InputId(f"{number + 1}a"), InputId(f"{number + 1}b")) if number + 1 < N_CHUNKS else ()
        return ChunkDone(1, 1, f"{chunk[1]} would not do", following)


def _order(name: str = "", app_id: AppId = APP) -> JobOrder:
    at = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
    version = ModelVersion("model:sheep-finder@1")
    return JobOrder(app_id, "prelabel", UserId("me"), at, ModelRef("model:sheep-finder"), version, search=name)


def _wait(engine: JobEngine, job_id: JobId) -> Job:
    deadline = time.monotonic() + 20
    while (job := engine.get(job_id)).status in {"queued", "running"}:
        assert time.monotonic() < deadline, job
        time.sleep(0.02)
    return job


@pytest.fixture
def open_engine(tmp_path: Path) -> Iterator[Callable[[WatchedWork], JobEngine]]:
    engines: list[JobEngine] = []

    def make(work: WatchedWork) -> JobEngine:
        engines.append(JobEngine(f"sqlite:///{tmp_path / 'jobs.db'}", "me", {"prelabel": work}))
        return engines[-1]

    yield make
    for engine in engines:
        engine.close()


def test_a_job_runs_chunk_by_chunk_and_counts(open_engine: Callable[[WatchedWork], JobEngine]) -> None:
    work = WatchedWork()
    engine = open_engine(work)
    job = engine.start("first", _order())
    assert job.order == _order()
    assert work.reached.wait(10)
    under_way = engine.get(job.id)
    assert (under_way.status, under_way.progress.n_total, under_way.progress.n_done) == ("running", 10, 2)
    work.may_go_on.set()
    done = _wait(engine, job.id)
    assert work.chunks == ["0", "1", "2", "3", "4"]
    assert (done.status, done.progress.n_done, done.progress.n_failed) == ("done", 5, 5)
    assert done.progress.error == "0b would not do"
    assert done.progress.remaining_s == 0


def test_the_same_key_gives_the_same_job(open_engine: Callable[[WatchedWork], JobEngine]) -> None:
    work = WatchedWork()
    work.may_go_on.set()
    engine = open_engine(work)
    first, second = engine.start("key", _order()), engine.start("key", _order("other"))
    assert first.id == second.id
    _wait(engine, first.id)
    assert work.chunks == ["0", "1", "2", "3", "4"]
    assert engine.get(first.id).order == _order()


def test_an_app_lists_its_own_jobs_newest_first(open_engine: Callable[[WatchedWork], JobEngine]) -> None:
    work = WatchedWork()
    work.may_go_on.set()
    engine = open_engine(work)
    jobs = [engine.start(key, _order()) for key in ("a", "b")]
    engine.start("c", _order(app_id=AppId("application")))
    assert [job.id for job in engine.jobs_of_app(APP)] == [jobs[1].id, jobs[0].id]


def test_cancelling_keeps_the_present_chunk_and_begins_no_other(
    open_engine: Callable[[WatchedWork], JobEngine],
) -> None:
    work = WatchedWork()
    engine = open_engine(work)
    job = engine.start("first", _order())
    assert work.reached.wait(10)
    cancelled = engine.cancel(job.id)
    assert (cancelled.status, cancelled.progress.n_done + cancelled.progress.n_failed) == ("cancelled", 6)
    time.sleep(0.2)
    assert work.chunks == ["0", "1", "2"]
    assert engine.cancel(job.id).status == "cancelled"


def test_a_closed_engine_leaves_its_job_to_the_next_one(open_engine: Callable[[WatchedWork], JobEngine]) -> None:
    before, after = WatchedWork(), WatchedWork()
    engine = open_engine(before)
    job = engine.start("first", _order())
    assert before.reached.wait(10)
    engine.close()
    with pytest.raises(JobsClosed):
        engine.get(job.id)
    after.may_go_on.set()
    following = open_engine(after)
    following.launch()
    done = _wait(following, job.id)
    assert (done.status, done.progress.n_done, done.progress.n_failed) == ("done", 5, 5)
    assert (before.chunks, after.chunks) == (["0", "1", "2"], ["3", "4"])


@pytest.mark.parametrize(
    ("error", "told"),
    [(Broken(name="loom"), "The machine loom is broken."), (RuntimeError("no more paper"), "no more paper")],
)
def test_work_that_breaks_ends_the_job_and_says_why(
    open_engine: Callable[[WatchedWork], JobEngine], error: Exception, told: str
) -> None:
    work = WatchedWork(fails_with=error)
    work.may_go_on.set()
    engine = open_engine(work)
    job = _wait(engine, engine.start("first", _order()).id)
    assert (job.status, job.progress.error, job.progress.n_done) == ("failed", told, 2)


def test_an_unknown_job_is_not_found(open_engine: Callable[[WatchedWork], JobEngine]) -> None:
    engine = open_engine(WatchedWork())
    with pytest.raises(JobNotFound, match="no job 'nothing'"):
        engine.get(JobId("nothing"))
    with pytest.raises(JobNotFound):
        engine.cancel(JobId("nothing"))
