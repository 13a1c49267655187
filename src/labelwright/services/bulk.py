"""Accept-all over many inputs: chunk by chunk, one change set in all, one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from labelwright import errors
from labelwright.domain.app import App
from labelwright.domain.change import ChangeSet
from labelwright.domain.ids import AppId, ChangeSetId, InputId, JobId
from labelwright.domain.job import ChunkDone, JobOrder, JobPlan
from labelwright.domain.outcome import Failure, Reviewer
from labelwright.domain.review import accept_all
from labelwright.services.workshop import Workshop
from labelwright.services.writing import write_part
from labelwright.storage import apps, awaiting, boards, change_sets, inputs
from labelwright.storage.awaiting import Lines
from labelwright.storage.inputs import InputFilter

CHUNK = 25
"""Inputs in one transaction: few enough that a person who labels meanwhile does not notice."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What came of one chunk."""

    n_done: int
    n_suggestions: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class AcceptPreview:
    """What accept-all would touch, at most: what is folded is passed over when it comes to it."""

    n_inputs: int
    n_suggestions: int


def accept_preview(workshop: Workshop, app_id: AppId, where: InputFilter, lines: Lines) -> AcceptPreview:
    """Return how many inputs have open suggestions within the range, and how many suggestions that are.

    Raises:
        AppNotFound
    """
    with workshop.database.read() as connection:
        apps.get_app(connection, app_id)
        return AcceptPreview(*awaiting.count_awaiting(connection, app_id, where, lines))


def accept_chunk(
    workshop: Workshop,
    change_set_id: ChangeSetId,
    input_ids: Sequence[InputId],
    *,
    app_id: AppId,
    lines: Lines,
    by: Reviewer,
) -> Accepted:
    """Accept all on each of these inputs, in one transaction, as further parts of one change set.

    Doing it again changes nothing, since only open suggestions can be accepted. An input that fails is reported.

    Raises:
        AppNotFound
    """
    with workshop.database.write() as connection:
        app = apps.get_app(connection, app_id, lock=True)
        log = _Log(connection, app, change_set_id, by)
        failures = []
        for input_id in input_ids:
            try:
                _accept_input(log, input_id, lines)
            except errors.LabelwrightError as error:
                failures.append(Failure(input_id, error))
        if log.has_written:
            apps.advance_app(connection, app_id, seq=log.seq)
    if log.has_written:
        workshop.tell(app_id)
    return Accepted(len(input_ids) - len(failures), log.n_accepted, tuple(failures))


class _Log:
    """One transaction's share of a change set: its head at the first change, then part after part."""

    def __init__(self, connection: Connection, app: App, change_set_id: ChangeSetId, by: Reviewer) -> None:
        self.connection = connection
        self.app_id = app.id
        self.by = by
        self.seq = app.change_seq + 1
        self.head = change_sets.find_change_set(connection, change_set_id)
        self.change_set_id = change_set_id
        self.part = change_sets.last_part(connection, change_set_id)
        self.has_written = False
        self.n_accepted = 0

    def next_part(self) -> tuple[ChangeSet, int]:
        """Return the head of the change set, written now if it is new, and the number of its next part."""
        if self.head is None:
            self.head = ChangeSet(
                id=self.change_set_id,
                app_id=self.app_id,
                seq=self.seq,
                action="accept_all",
                actor_id=self.by.user_id,
                at=self.by.at,
                input_id=None,
                changes=(),
            )
            change_sets.insert_change_set(self.connection, self.head)
        self.has_written = True
        self.part += 1
        return self.head, self.part


def _accept_input(log: _Log, input_id: InputId, lines: Lines) -> None:
    at = inputs.get_input(log.connection, input_id)
    if at.app_id != log.app_id:
        raise inputs.InputNotFound(id=input_id)
    board = boards.load_board(log.connection, at, version=lines.version)
    outcome = accept_all(board, lines.version, log.by, min_score=lines.min_score, max_score=lines.max_score)
    if not outcome.changes:
        return
    change_set, part = log.next_part()
    write_part(log.connection, change_set, at, outcome.changes, part=part, seq=log.seq)
    log.n_accepted += sum(change.kind == "suggestion" for change in outcome.changes)


class AcceptAllWork:
    """Accept-all as a job. The job's id is its change set's."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def plan(self, order: JobOrder) -> JobPlan:
        """Return how many inputs have something to accept, and the first of them."""
        lines, where = lines_of(order), filter_of(order)
        with self._workshop.database.read() as connection:
            n_total, _ = awaiting.count_awaiting(connection, order.app_id, where, lines)
            first = awaiting.inputs_awaiting(connection, order.app_id, where, lines, limit=CHUNK)
        return JobPlan(n_total, tuple(first))

    def carry_out(
        self,
        job_id: JobId,
        order: JobOrder,
        chunk: Sequence[InputId],
        stopped: Callable[[], bool],  # noqa: ARG002 - a chunk is one short transaction
    ) -> ChunkDone:
        """Accept all on one chunk."""
        lines = lines_of(order)
        done = accept_chunk(
            self._workshop,
            ChangeSetId(job_id),
            chunk,
            app_id=order.app_id,
            lines=lines,
            by=Reviewer(order.by, order.at),
        )
        with self._workshop.database.read() as connection:
            following = awaiting.inputs_awaiting(
                connection, order.app_id, filter_of(order), lines, after=chunk[-1], limit=CHUNK
            )
        return ChunkDone(done.n_done, len(done.failures), first_message(done.failures), tuple(following))


def filter_of(order: JobOrder) -> InputFilter:
    """Return which inputs a job works on."""
    return InputFilter(status=order.status, search=order.search, ids=order.input_ids)


def lines_of(order: JobOrder) -> Lines:
    """Return which suggestions a job accepts."""
    return Lines(order.version, order.min_score, order.max_score)


def first_message(failures: Sequence[Failure]) -> str | None:
    """Return what is told of failures: the first."""
    return f"{failures[0].id}: {failures[0].error.message}" if failures else None
