"""Who runs when: one thread per core, what a person waits for before what is computed ahead before bulk work."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Generic, TypeVar

from labelwright import errors

T = TypeVar("T")


class SchedulerClosed(errors.Unavailable):
    """Labelwright is shutting down and takes no more work."""

    code = "scheduler_closed"
    hint = "Start it again."


class Lane(IntEnum):
    """How urgent a piece of work is; a lower lane waits until every more urgent one is empty."""

    INTERACTIVE = 0
    """A person waits for it."""
    LOOK_AHEAD = 1
    """A person will probably want it next."""
    BULK = 2
    """A job over many inputs."""


class Ticket(Generic[T]):
    """One holder's claim on a piece of work. Its future is the holder's alone: cancelling it is leaving."""

    def __init__(self) -> None:
        self.future: Future[T] = Future()

    def leave(self) -> None:
        """Give the claim up: the work is dropped if nobody else holds it and it has not begun."""
        self.future.cancel()


@dataclass(slots=True, eq=False)
class _Job:
    key: Hashable
    lane: Lane
    work: Callable[[], Any]
    futures: list[Future[Any]] = field(default_factory=list)


class Scheduler:
    """Runs work on its own threads; the same key asked for twice at once runs once."""

    def __init__(self, workers: int | None = None) -> None:
        """Start the threads.

        Args:
            workers: how many; by default one for each core this process may use.
        """
        self._changed = threading.Condition(threading.RLock())
        self._jobs: dict[Hashable, _Job] = {}
        self._lanes: dict[Lane, OrderedDict[Hashable, _Job]] = {lane: OrderedDict() for lane in Lane}
        self._closed = False
        names = [f"inference-{number}" for number in range(workers or _usable_cores())]
        self._threads = [threading.Thread(target=self._serve, name=name, daemon=True) for name in names]
        for thread in self._threads:
            thread.start()

    def submit(self, key: Hashable, lane: Lane, work: Callable[[], T]) -> Ticket[T]:
        """Ask for a piece of work; if its key waits or runs already, share it, in the more urgent of both lanes.

        Args:
            key: what is computed; equal keys must mean equal results.
            lane: how urgent it is.
            work: computes it; whatever it raises reaches every holder.

        Raises:
            SchedulerClosed: after `close`.
        """
        ticket: Ticket[T] = Ticket()
        with self._changed:
            if self._closed:
                raise SchedulerClosed()
            job = self._jobs.get(key)
            if job is None:
                job = self._jobs[key] = _Job(key, lane, work)
                self._enqueue(job)
            elif lane < job.lane:
                self._hurry(job, lane)
            job.futures.append(ticket.future)
        ticket.future.add_done_callback(lambda future: self._leave(job, future))
        return ticket

    def close(self) -> None:
        """Drop what waits, let what runs end, and stop the threads; doing it twice changes nothing."""
        with self._changed:
            self._closed = True
            dropped = [future for lane in self._lanes.values() for job in lane.values() for future in job.futures]
            self._changed.notify_all()
        for future in dropped:
            future.cancel()
        for thread in self._threads:
            thread.join()

    def _enqueue(self, job: _Job) -> None:
        self._lanes[job.lane][job.key] = job
        self._changed.notify()

    def _hurry(self, job: _Job, lane: Lane) -> None:
        """Move a job to a more urgent lane, if it still waits."""
        if self._lanes[job.lane].pop(job.key, None) is not None:
            job.lane = lane
            self._enqueue(job)

    def _leave(self, job: _Job, future: Future[Any]) -> None:
        """Drop a waiting job whose last holder cancelled."""
        if not future.cancelled():
            return
        with self._changed:
            if future in job.futures:
                job.futures.remove(future)
            if not job.futures and self._lanes[job.lane].get(job.key) is job:
                del self._lanes[job.lane][job.key], self._jobs[job.key]

    def _serve(self) -> None:
        while self._serve_one():
            pass

    def _serve_one(self) -> bool:
        """Wait for the most urgent job and run it; False once closed."""
        job = self._next()
        if job is None:
            return False
        try:
            result = job.work()
        except BaseException as error:  # noqa: BLE001 - it is the holders' to handle
            for future in self._holders(job):
                future.set_exception(error)
        else:
            for future in self._holders(job):
                future.set_result(result)
        return True

    def _next(self) -> _Job | None:
        with self._changed:
            while not self._closed:
                for lane in self._lanes.values():
                    if lane:
                        return lane.popitem(last=False)[1]
                self._changed.wait()
            return None

    def _holders(self, job: _Job) -> list[Future[Any]]:
        """Take a job that ended off the books and return the futures of those who have not left."""
        with self._changed:
            del self._jobs[job.key]
            return [future for future in job.futures if future.set_running_or_notify_cancel()]


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
