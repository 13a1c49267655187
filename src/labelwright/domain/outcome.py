"""What an action is told and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from labelwright import errors
from labelwright.domain.board import Board
from labelwright.domain.change import Change
from labelwright.domain.draft import Draft
from labelwright.domain.ids import UserId

Id = TypeVar("Id", bound=str)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who acts, and when."""

    user_id: UserId
    at: datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing of several that could not be done."""

    id: str
    error: errors.LabelwrightError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action does: its changes in order, and its failures."""

    changes: tuple[Change, ...]
    failures: tuple[Failure, ...] = ()


def each(board: Board, ids: Iterable[Id], act: Callable[[Draft, Id], None]) -> Outcome:
    """Let `act` work on every id, one after the other on the same draft; one that fails does not stop the others."""
    draft, failures = Draft(board), []
    for entity_id in ids:
        try:
            act(draft, entity_id)
        except errors.LabelwrightError as error:
            failures.append(Failure(entity_id, error))
    return Outcome(draft.changes, tuple(failures))
