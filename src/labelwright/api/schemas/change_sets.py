"""Wishes and change sets on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, Field

from labelwright.api.problems import Problem, problem_of
from labelwright.api.schemas.inputs import InputOut, input_dict
from labelwright.api.schemas.regions import RegionIn
from labelwright.api.schemas.thresholds import Score
from labelwright.domain.change import Action, ChangeSet, EntityKind
from labelwright.domain.ids import InputId
from labelwright.domain.outcome import Failure
from labelwright.services.history import Undone
from labelwright.services.review import Reviewed

MAX_REVISION = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly."""
Id = Annotated[str, Field(min_length=1, max_length=64)]
Ids = Annotated[list[Id], Field(min_length=1, max_length=20_000)]
SomeIds = Annotated[list[Id], Field(max_length=20_000)]
Name = Annotated[str, Field(max_length=1000)]


class AcceptIn(BaseModel):
    """Accept suggestions."""

    action: Literal["accept"]
    suggestion_ids: Ids


class AcceptAllIn(BaseModel):
    """Accept every open suggestion of a model within the threshold range, both ends included."""

    action: Literal["accept_all"]
    model: str = Field(max_length=200)
    min_score: Score
    max_score: Score


class RevertIn(BaseModel):
    """Make accepted suggestions open again; their annotations are deleted."""

    action: Literal["revert"]
    suggestion_ids: Ids


class RejectIn(BaseModel):
    """Reject suggestions."""

    action: Literal["reject"]
    suggestion_ids: Ids


class RestoreIn(BaseModel):
    """Bring rejected suggestions back."""

    action: Literal["restore"]
    suggestion_ids: Ids


class AddIn(BaseModel):
    """Annotate by hand: the whole input, or a region of it."""

    action: Literal["add"]
    concept_name: Name
    region: RegionIn | None = None


class RegionEditIn(BaseModel):
    """The corrected region of an annotation, or of a suggestion, which accepts it as edited. Name one of the two."""

    annotation_id: Id | None = None
    suggestion_id: Id | None = None
    region: RegionIn
    revision: Annotated[int, Field(ge=0, le=MAX_REVISION)] | None = None
    """Of the annotation as it was seen; another answer than its current one is refused with 409."""


class EditRegionIn(RegionEditIn):
    """Correct one region."""

    action: Literal["edit_region"]


class EditRegionsIn(BaseModel):
    """Correct several regions at once: one change set, one undo. A revision that is not current refuses all of them."""

    action: Literal["edit_regions"]
    edits: Annotated[list[RegionEditIn], Field(min_length=1, max_length=20_000)]


class DeleteIn(BaseModel):
    """Delete annotations."""

    action: Literal["delete"]
    annotation_ids: Ids


class RenameIn(BaseModel):
    """Rename labels and remember it for the app as a concept relation. Open suggestions stay open. Name some labels."""

    action: Literal["rename"]
    annotation_ids: SomeIds = []
    suggestion_ids: SomeIds = []
    name: Name


class ReassignIn(BaseModel):
    """Give labels another concept, here only; a suggestion is accepted as edited with it. Name some labels."""

    action: Literal["reassign"]
    annotation_ids: SomeIds = []
    suggestion_ids: SomeIds = []
    name: Name


class MarkDoneIn(BaseModel):
    """Mark the input as done, or open it again."""

    action: Literal["mark_done"]
    done: bool


WishIn = Annotated[
    AcceptIn
    | AcceptAllIn
    | RevertIn
    | RejectIn
    | RestoreIn
    | AddIn
    | EditRegionIn
    | EditRegionsIn
    | DeleteIn
    | RenameIn
    | ReassignIn
    | MarkDoneIn,
    Field(discriminator="action"),
]


class ChangeOut(BaseModel):
    """One entity before and after: null where it did not exist, else the fields that differ (all of them if new)."""

    kind: EntityKind
    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class ChangeSetOut(BaseModel):
    """Changes that belong together."""

    id: str
    seq: int
    action: Action
    actor_id: str
    at: datetime
    input_id: str | None
    undoes: str | None
    changes: list[ChangeOut]


class FailureOut(BaseModel):
    """One thing of several that could not be done."""

    id: str
    problem: Problem


class ReviewedOut(BaseModel):
    """What came of a wish."""

    change_set: ChangeSetOut | None
    """null: it was so already, nothing was changed."""
    input: InputOut
    failures: list[FailureOut]
    app_seq: int


class UndoneOut(BaseModel):
    """What taking a change set back did."""

    change_set: ChangeSetOut
    inputs: list[InputOut]
    failures: list[FailureOut]


def change_set_dict(change_set: ChangeSet, *, seq: int, input_id: InputId | None) -> dict[str, Any]:
    """Return a change set as it is sent, `ChangeSetOut` in plain values."""
    return {
        "id": change_set.id,
        "seq": seq,
        "action": change_set.action,
        "actor_id": change_set.actor_id,
        "at": change_set.at,
        "input_id": input_id,
        "undoes": change_set.undoes,
        "changes": [
            {"kind": change.kind, "id": change.id, "before": change.before, "after": change.after}
            for change in change_set.changes
        ],
    }


def render_reviewed(reviewed: Reviewed) -> bytes:
    """Return `ReviewedOut` as JSON."""
    change_set = reviewed.change_set
    return orjson.dumps(
        {
            "change_set": change_set_dict(change_set, seq=change_set.seq, input_id=change_set.input_id)
            if change_set
            else None,
            "input": input_dict(reviewed.input),
            "failures": _failures(reviewed.failures),
            "app_seq": reviewed.app_seq,
        }
    )


def render_undone(undone: Undone) -> bytes:
    """Return `UndoneOut` as JSON."""
    change_set = undone.change_set
    return orjson.dumps(
        {
            "change_set": change_set_dict(change_set, seq=change_set.seq, input_id=change_set.input_id),
            "inputs": [input_dict(at) for at in undone.inputs],
            "failures": _failures(undone.failures),
        }
    )


def _failures(failures: tuple[Failure, ...]) -> list[dict[str, Any]]:
    return [{"id": failure.id, "problem": problem_of(failure.error)} for failure in failures]
