"""Who runs when."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, wait

import pytest

from labelwright.inference.scheduler import Lane, Scheduler, SchedulerClosed, Ticket

LONG_S = 20.0
"""Longer than anything here takes: reaching it is a failure, not a wait."""


class Gate:
    """Work that tells when it begins and ends when it is let go."""

    def __init__(self, result: object = None) -> None:
        self.begun = threading.Event()
        self.open = threading.Event()
        self._result = result

    def __call__(self) -> object:
        self.begun.set()
        assert self.open.wait(LONG_S)
        if isinstance(self._result, BaseException):
            raise self._result
        return self._result


class Diary:
    """Notes in which order work ran."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._lock = threading.Lock()

    def note(self, line: str) -> Callable[[], str]:
        def work() -> str:
            with self._lock:
                self.lines.append(line)
            return line

        return work


@pytest.fixture
def one() -> Iterator[Scheduler]:
    scheduler = Scheduler(workers=1)
    yield scheduler
    scheduler.close()


@pytest.fixture
def busy(one: Scheduler) -> Iterator[Gate]:
    """Keep the only worker of `one` busy until the gate is opened."""
    gate = Gate()
    one.submit("busy", Lane.INTERACTIVE, gate)
    assert gate.begun.wait(LONG_S)
    yield gate
    gate.open.set()


def finish(*tickets: Ticket[str]) -> None:
    assert not wait([ticket.future for ticket in tickets], timeout=LONG_S).not_done


def test_work_gives_its_result(one: Scheduler) -> None:
    assert one.submit("a", Lane.BULK, lambda: 42).future.result(LONG_S) == 42


def test_interactive_overtakes_look_ahead_and_both_overtake_bulk(one: Scheduler, busy: Gate) -> None:
    diary = Diary()
    lanes = [Lane.BULK, Lane.LOOK_AHEAD, Lane.BULK, Lane.INTERACTIVE, Lane.LOOK_AHEAD, Lane.INTERACTIVE]
    tickets = [one.submit(n, lane, diary.note(f"{lane.name} {n}")) for n, lane in enumerate(lanes)]
    busy.open.set()
    finish(*tickets)
    assert diary.lines == ["INTERACTIVE 3", "INTERACTIVE 5", "LOOK_AHEAD 1", "LOOK_AHEAD 4", "BULK 0", "BULK 2"]


def test_the_same_key_asked_while_waiting_runs_once_for_every_holder(one: Scheduler, busy: Gate) -> None:
    diary = Diary()
    tickets = [one.submit("same", Lane.BULK, diary.note(f"asked {n}")) for n in range(5)]
    busy.open.set()
    assert [ticket.future.result(LONG_S) for ticket in tickets] == ["asked 0"] * 5
    assert diary.lines == ["asked 0"]


def test_the_same_key_asked_while_running_shares_the_result(one: Scheduler) -> None:
    gate = Gate("first")
    first = one.submit("same", Lane.BULK, gate)
    assert gate.begun.wait(LONG_S)
    second = one.submit("same", Lane.INTERACTIVE, lambda: "second")
    gate.open.set()
    assert (first.future.result(LONG_S), second.future.result(LONG_S)) == ("first", "first")


def test_the_same_key_asked_after_it_ended_runs_again(one: Scheduler) -> None:
    assert one.submit("same", Lane.BULK, lambda: 1).future.result(LONG_S) == 1
    assert one.submit("same", Lane.BULK, lambda: 2).future.result(LONG_S) == 2


def test_the_more_urgent_of_two_lanes_wins(one: Scheduler, busy: Gate) -> None:
    diary = Diary()
    tickets = [
        one.submit("other", Lane.LOOK_AHEAD, diary.note("other")),
        one.submit("same", Lane.BULK, diary.note("same")),
        one.submit("same", Lane.INTERACTIVE, diary.note("same again")),
        one.submit("same", Lane.BULK, diary.note("and again")),
    ]
    busy.open.set()
    finish(*tickets)
    assert diary.lines == ["same", "other"]


def test_an_exception_reaches_every_holder(one: Scheduler) -> None:
    gate = Gate(ValueError("broken"))
    tickets = [one.submit("same", Lane.BULK, gate) for _ in range(3)]
    gate.open.set()
    for ticket in tickets:
        with pytest.raises(ValueError, match="broken"):
            ticket.future.result(LONG_S)


def test_a_worker_survives_the_exception_of_its_work(one: Scheduler) -> None:
    with pytest.raises(SystemExit):
        one.submit("bad", Lane.BULK, lambda: (_ for _ in ()).throw(SystemExit())).future.result(LONG_S)
    assert one.submit("good", Lane.BULK, lambda: "good").future.result(LONG_S) == "good"


def test_work_that_its_last_holder_left_is_never_run(one: Scheduler, busy: Gate) -> None:
    diary = Diary()
    first, second = (one.submit("same", Lane.BULK, diary.note("same")) for _ in range(2))
    last = one.submit("last", Lane.BULK, diary.note("last"))
    first.leave()
    second.leave()
    busy.open.set()
    finish(last)
    assert diary.lines == ["last"]
    assert first.future.cancelled()
    assert second.future.cancelled()


def test_one_leaver_does_not_hurt_the_others(one: Scheduler, busy: Gate) -> None:
    leaver, stayer = (one.submit("same", Lane.BULK, lambda: "done") for _ in range(2))
    leaver.leave()
    busy.open.set()
    assert stayer.future.result(LONG_S) == "done"
    with pytest.raises(CancelledError):
        leaver.future.result(LONG_S)


def test_leaving_while_it_runs_lets_it_end_for_the_others(one: Scheduler) -> None:
    gate = Gate("done")
    leaver, stayer = (one.submit("same", Lane.BULK, gate) for _ in range(2))
    assert gate.begun.wait(LONG_S)
    leaver.leave()
    gate.open.set()
    assert stayer.future.result(LONG_S) == "done"
    assert leaver.future.cancelled()


def test_leaving_twice_or_after_the_end_changes_nothing(one: Scheduler, busy: Gate) -> None:
    leaver, stayer = (one.submit("same", Lane.BULK, lambda: "done") for _ in range(2))
    leaver.leave()
    leaver.leave()
    busy.open.set()
    assert stayer.future.result(LONG_S) == "done"
    stayer.leave()
    assert stayer.future.result(LONG_S) == "done"


def test_a_key_that_was_dropped_can_be_asked_for_again(one: Scheduler, busy: Gate) -> None:
    one.submit("same", Lane.BULK, lambda: "first").leave()
    again = one.submit("same", Lane.BULK, lambda: "second")
    busy.open.set()
    assert again.future.result(LONG_S) == "second"


def test_a_cancelled_asyncio_task_leaves_without_hurting_another_one(one: Scheduler, busy: Gate) -> None:
    async def drive() -> str:
        tickets = [one.submit("same", Lane.INTERACTIVE, lambda: "done") for _ in range(2)]
        leaver, stayer = (asyncio.ensure_future(_await_ticket(ticket)) for ticket in tickets)
        await asyncio.sleep(0)
        leaver.cancel()
        await asyncio.sleep(0)
        busy.open.set()
        return await asyncio.wait_for(stayer, LONG_S)

    assert asyncio.run(drive()) == "done"


async def _await_ticket(ticket: Ticket[str]) -> str:
    return await asyncio.wrap_future(ticket.future)


def test_no_more_work_runs_at_once_than_there_are_workers() -> None:
    scheduler = Scheduler(workers=2)
    gates = [Gate() for _ in range(3)]
    tickets = [scheduler.submit(n, Lane.BULK, gate) for n, gate in enumerate(gates)]
    assert gates[0].begun.wait(LONG_S)
    assert gates[1].begun.wait(LONG_S)
    assert not gates[2].begun.is_set()
    gates[1].open.set()
    assert gates[2].begun.wait(LONG_S)
    for gate in gates:
        gate.open.set()
    wait([ticket.future for ticket in tickets], LONG_S)
    scheduler.close()


def test_closing_drops_what_waits_and_lets_what_runs_end(one: Scheduler) -> None:
    gate = Gate("ended")
    running = one.submit("running", Lane.BULK, gate)
    assert gate.begun.wait(LONG_S)
    waiting = one.submit("waiting", Lane.BULK, lambda: "never")
    closer = threading.Thread(target=one.close)
    closer.start()
    with pytest.raises(CancelledError):
        waiting.future.result(LONG_S)
    gate.open.set()
    closer.join(LONG_S)
    assert not closer.is_alive()
    assert running.future.result(0) == "ended"


def test_a_closed_scheduler_takes_no_work_and_can_be_closed_again() -> None:
    scheduler = Scheduler(workers=1)
    scheduler.close()
    scheduler.close()
    with pytest.raises(SchedulerClosed):
        scheduler.submit("late", Lane.INTERACTIVE, lambda: 1)


def test_many_threads_asking_and_leaving_lose_nothing() -> None:
    """Eight threads ask for 40 keys 100 times each, a third of them leaves; every stayer gets its key's own answer."""
    scheduler = Scheduler(workers=4)
    problems: list[str] = []

    def ask(seed: int) -> None:
        tickets = []
        for turn in range(100):
            key = (turn * 7 + seed) % 40
            ticket = scheduler.submit(key, Lane((turn + seed) % 3), lambda key=key: key)  # type: ignore[misc]
            if (turn + seed) % 3 == 0:
                ticket.leave()
            else:
                tickets.append((key, ticket))
        problems.extend(f"{key}" for key, ticket in tickets if ticket.future.result(LONG_S) != key)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_S)
    assert not any(thread.is_alive() for thread in threads)
    assert problems == []
    scheduler.close()
