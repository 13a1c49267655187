"""Changes reach the tables, the log and the kept counts, all in the transaction of the caller."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from labelwright.domain.change import Change, ChangeSet, tally
from labelwright.domain.input import Input, InputStatus
from labelwright.storage import apps, change_sets, inputs
from labelwright.storage import changes as stored_changes


class Part(NamedTuple):
    """What a change set changes on one input, or, where there is none, in the app's vocabulary."""

    at: Input | None
    changes: Sequence[Change]


def write_part(
    connection: Connection, change_set: ChangeSet, at: Input, changes: Sequence[Change], *, part: int, seq: int
) -> Input:
    """Carry out the changes of one input, move its counts, log them; return the input as it is then."""
    (after,) = write_parts(connection, change_set, [Part(at, changes)], first=part, seq=seq)
    return after


def write_parts(
    connection: Connection, change_set: ChangeSet, parts: Sequence[Part], *, first: int, seq: int
) -> list[Input]:
    """Carry out the changes of several parts at once, the first of which has this number; return the inputs after."""
    together = [change for part in parts for change in part.changes]
    stored_changes.write_changes(connection, change_set.app_id, together, seq=seq, moves=tally(together))
    for number, (at, changes) in enumerate(parts, first):
        input_id = at.id if at else None
        change_sets.insert_changes(connection, change_set, part=number, seq=seq, input_id=input_id, changes=changes)
    pairs = [(at, _moved(at, changes, change_set.at, seq)) for at, changes in parts if at is not None]
    inputs.update_progress(connection, [after for _, after in pairs])
    moves: Counter[InputStatus] = Counter()
    for at, after in pairs:
        moves.update(apps.status_moves(_counted_as(at), _counted_as(after)))
    apps.advance_app(connection, change_set.app_id, seq=seq, moves=moves)
    return [after for _, after in pairs]


def _counted_as(at: Input) -> InputStatus | None:
    return at.status if at.deleted_at is None else None


def _moved(at: Input, changes: Sequence[Change], when: datetime, seq: int) -> Input:
    moves = tally(changes)
    return replace(
        at,
        n_open=at.n_open + moves.n_open,
        n_annotations=at.n_annotations + moves.n_annotations,
        done=_flag_after("done", at.done, changes),
        revision=seq,
        deleted_at=(at.deleted_at or when) if _flag_after("deleted", at.deleted_at is not None, changes) else None,
    )


def _flag_after(name: str, flag: bool, changes: Sequence[Change]) -> bool:
    for change in changes:
        if change.kind == "input" and change.after is not None and name in change.after:
            flag = bool(change.after[name])
    return flag
