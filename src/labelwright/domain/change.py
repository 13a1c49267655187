"""What happened to one entity: its fields before and after. Everything that changes a label is a list of these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from labelwright.domain.ids import AppId, ChangeSetId, InputId, UserId
from labelwright.domain.region import PlainRegion

EntityKind = Literal["concept", "relation", "suggestion", "annotation", "input"]
Action = Literal[
    "accept",
    "accept_all",
    "revert",
    "reject",
    "restore",
    "add",
    "edit_region",
    "delete",
    "rename",
    "reassign",
    "mark_done",
    "add_concept",
    "edit_concept",
    "delete_concept",
    "merge_concepts",
    "relate",
    "unrelate",
    "delete_inputs",
    "restore_inputs",
    "undo",
    "redo",
]
FieldValue = str | float | int | bool | None | PlainRegion
Fields = Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class Change:
    """One entity before and after. `before` is None for a creation, `after` for a deletion; else only what differs."""

    kind: EntityKind
    id: str
    before: Fields | None
    after: Fields | None

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.kind, self.id, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Changes that belong together: who made them, when and why. Stored in one transaction with what they change."""

    id: ChangeSetId
    app_id: AppId
    seq: int
    action: Action
    actor_id: UserId
    at: datetime
    input_id: InputId | None
    """The input it is about; None when it is about several or none."""
    changes: tuple[Change, ...]
    undoes: ChangeSetId | None = None


def invert(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes that take `changes` back, last first."""
    return tuple(change.inverse for change in reversed(changes))


@dataclass(slots=True)
class Tally:
    """How kept counts move by some changes."""

    n_open: int = 0
    n_annotations: int = 0
    by_concept: Counter[str] = field(default_factory=Counter)


def tally(changes: Iterable[Change]) -> Tally:
    """Return how `changes` of one input move the counts of open suggestions and of annotations."""
    total = Tally()
    for change in changes:
        if change.kind == "suggestion":
            before, after = change.before or {}, change.after or {}
            total.n_open += (after.get("state") == "open") - (before.get("state") == "open")
        elif change.kind == "annotation":
            total.n_annotations += (change.after is not None) - (change.before is not None)
            _count_concept(total.by_concept, change.before, -1)
            _count_concept(total.by_concept, change.after, +1)
    return total


def _count_concept(by_concept: Counter[str], fields: Fields | None, step: int) -> None:
    concept_id = fields.get("concept_id") if fields else None
    if isinstance(concept_id, str):
        by_concept[concept_id] += step
