"""Jobs as durable workflows of chunk steps: they go on where they were after a restart, whatever ended the process.

The steps of a workflow and their order are data on disk; changing them while jobs wait breaks those jobs. So the
version that dbos compares is a constant of its own: a newer Labelwright finishes the jobs of an older one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from labelwright import errors
from labelwright.domain.ids import AppId, InputId, JobId
from labelwright.domain.job import Job, JobKind, JobOrder, JobProgress, JobStatus
from labelwright.jobs import record
from labelwright.jobs.work import JobWork

if TYPE_CHECKING:
    from dbos import WorkflowStatus

WORKFLOW = "labelwright.job"
STEPS_VERSION = "1"
PROGRESS = "progress"
LISTED = 50
CANCEL_PATIENCE_S = 10.0
CLOSE_PATIENCE_S = 20.0
_STATUS: dict[str, JobStatus] = {
    "ENQUEUED": "queued",
    "DELAYED": "queued",
    "PENDING": "running",
    "SUCCESS": "done",
    "CANCELLED": "cancelled",
    "ERROR": "failed",
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": "failed",
}


class JobNotFound(errors.NotFound):
    """There is no job {id!r}."""

    code = "job_not_found"
    hint = "List the app's jobs and take an id from there."


class JobsClosed(errors.Unavailable):
    """Labelwright is shutting down and takes no more jobs."""

    code = "jobs_closed"
    hint = "Start it again; jobs under way go on by themselves."


class WorkFailed(Exception):
    """What ended a job, as plain text: an error that dbos can keep and read again."""


class _Parked(BaseException):
    """Leaves a workflow without an outcome, so that it is still to be done. dbos records every Exception as the end."""


class JobEngine:
    """Runs jobs of this process; one per process, as dbos is."""

    def __init__(self, url: str, executor_id: str, works: Mapping[JobKind, JobWork]) -> None:
        """Prepare; nothing is imported, opened or run before `launch` or the first question.

        Args:
            url: of the database of jobs, SQLite or PostgreSQL.
            executor_id: whose jobs this process takes up again after a restart: only those that it began.
            works: what each kind of job does.
        """
        self._url = url
        self._executor_id = executor_id
        self._works = works
        self._lock = threading.Lock()
        self._launched = False
        self._closing = False
        self._stopping: set[JobId] = set()
        self._active: dict[JobId, threading.Event] = {}
        self._workflow: Any = None

    def launch(self) -> None:
        """Open the database of jobs and go on with those that were not finished; doing it twice changes nothing.

        Raises:
            JobsClosed: after `close`.
        """
        with self._lock:
            if self._closing:
                raise JobsClosed()
            if self._launched:
                return
            from dbos import DBOS, DBOSConfig

            config: DBOSConfig = {
                "name": "labelwright",
                "system_database_url": self._url,
                "application_version": STEPS_VERSION,
                "executor_id": self._executor_id,
                "log_level": "ERROR",
                "enable_otlp": False,
            }
            DBOS(config=config)

            @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)
            def run(ordered: record.Record) -> record.Record:
                return self._run(ordered)

            self._workflow = run
            DBOS.launch()
            self._launched = True

    def start(self, key: str, order: JobOrder) -> Job:
        """Begin a job; one that the app began under the same key is left as it is.

        Args:
            key: at most 32 characters, of letters and digits.
            order: what to do.
        """
        job_id = JobId(f"{order.app_id}-{key}")
        self.launch()
        from dbos import DBOS, SetWorkflowID

        with SetWorkflowID(job_id):
            DBOS.start_workflow(self._workflow, record.dump_order(order))
        return self.get(job_id)

    def get(self, job_id: JobId) -> Job:
        """Return a job as it is now.

        Raises:
            JobNotFound
        """
        self.launch()
        from dbos import DBOS

        found = DBOS.list_workflows(workflow_ids=[job_id], name=WORKFLOW)
        if not found:
            raise JobNotFound(id=job_id)
        return self._to_job(found[0])

    def jobs_of_app(self, app_id: AppId) -> list[Job]:
        """Return the app's newest jobs, newest first."""
        self.launch()
        from dbos import DBOS

        found = DBOS.list_workflows(name=WORKFLOW, workflow_id_prefix=f"{app_id}-", sort_desc=True, limit=LISTED)
        return [self._to_job(status) for status in found]

    def cancel(self, job_id: JobId) -> Job:
        """Stop a job after its present chunk; what is done stays done. One that has ended stays as it is.

        Raises:
            JobNotFound
        """
        job = self.get(job_id)
        if job.status not in {"queued", "running"}:
            return job
        from dbos import DBOS

        self._stopping.add(job_id)
        ended = self._active.get(job_id)
        if ended is not None:
            ended.wait(CANCEL_PATIENCE_S)
        DBOS.cancel_workflow(job_id)
        self._stopping.discard(job_id)
        return self.get(job_id)

    def close(self) -> None:
        """Stop every job after its present chunk, to be taken up at the next launch, and close the database."""
        with self._lock:
            self._closing = True
            if not self._launched:
                return
            self._launched = False
        for ended in tuple(self._active.values()):
            ended.wait(CLOSE_PATIENCE_S)
        from dbos import DBOS

        DBOS.destroy(destroy_registry=True)

    def _run(self, ordered: record.Record) -> record.Record:
        from dbos import DBOS

        job_id = JobId(str(DBOS.workflow_id))
        ended = self._active[job_id] = threading.Event()
        try:
            return asdict(self._run_chunks(job_id, ordered))
        finally:
            del self._active[job_id]
            ended.set()

    def _run_chunks(self, job_id: JobId, ordered: record.Record) -> JobProgress:
        from dbos import DBOS

        plan = DBOS.run_step({"name": "plan"}, self._plan, ordered)
        progress, chunk = JobProgress(plan["n_total"]), plan["first"]
        DBOS.set_event(PROGRESS, asdict(progress))
        while chunk:
            done = DBOS.run_step({"name": "chunk"}, self._carry_out, job_id, ordered, chunk)
            progress, chunk = record.add_chunk(progress, done), done["next"]
            DBOS.set_event(PROGRESS, asdict(progress))
            if chunk and self._is_stopping(job_id):
                raise _Parked
        return progress

    def _plan(self, ordered: record.Record) -> record.Record:
        order = record.load_order(ordered)
        with _plain_errors():
            return record.dump_plan(self._works[order.kind].plan(order))

    def _carry_out(self, job_id: JobId, ordered: record.Record, chunk: list[str]) -> record.Record:
        began = time.monotonic()
        order = record.load_order(ordered)
        ids = [InputId(value) for value in chunk]
        with _plain_errors():
            done = self._works[order.kind].carry_out(job_id, order, ids, lambda: self._is_stopping(job_id))
        if self._closing and done.n_done + done.n_failed < len(chunk):
            raise _Parked
        return record.dump_chunk(done, time.monotonic() - began)

    def _is_stopping(self, job_id: JobId) -> bool:
        return self._closing or job_id in self._stopping

    def _to_job(self, found: WorkflowStatus) -> Job:
        from dbos import DBOS

        given = found.input["args"][0] if found.input else {}
        told = DBOS.get_event(found.workflow_id, PROGRESS, timeout_seconds=0) or {}
        progress = JobProgress(**told)
        if found.error is not None:
            progress = JobProgress(**{**told, "error": str(found.error)})
        return Job(
            id=JobId(found.workflow_id),
            order=record.load_order(given),
            status=_STATUS[found.status],
            progress=progress,
        )


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except errors.LabelwrightError as error:
        raise WorkFailed(error.message) from error
