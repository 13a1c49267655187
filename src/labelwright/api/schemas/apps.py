"""Apps on the wire."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from pydantic import BaseModel, Field

from labelwright.api.schemas.thresholds import Score, check_range
from labelwright.domain.app import App
from labelwright.domain.ids import ModelRef
from labelwright.services.labeling_apps import AssistPreferences, WalkOrder


class AppIn(BaseModel):
    """A new app."""

    name: str = Field(max_length=1000, examples=["Sheep in the hills"])


class StatusCounts(BaseModel):
    """How many inputs of an app have each status."""

    all: int
    unlabeled: int
    has_suggestions: int
    labeled: int
    done: int


class AppOut(BaseModel):
    """One labeling project."""

    id: str
    name: str
    created_at: datetime
    change_seq: int
    counts: StatusCounts


class AppList(BaseModel):
    """Every app."""

    items: list[AppOut]


class Preferences(BaseModel):
    """How a user has set AI Assist in an app."""

    model: str | None = Field(default=None, max_length=200)
    assist: bool = True
    min_score: Score = 0.4
    max_score: Score = 1.0
    walk_order: WalkOrder = "score"
    """In which order the open suggestions are gone through."""


class UserOut(BaseModel):
    """A person who labels."""

    id: str
    name: str


class UserList(BaseModel):
    """Everybody who labels."""

    items: list[UserOut]


class Me(BaseModel):
    """Who is labeling, and with which version of Labelwright."""

    id: str
    name: str
    is_admin: bool
    """May change and delete what others have done."""
    version: str


def counts_of(app: App) -> StatusCounts:
    """Return the app's kept counts."""
    return StatusCounts(
        all=app.n_unlabeled + app.n_has_suggestions + app.n_labeled + app.n_done,
        unlabeled=app.n_unlabeled,
        has_suggestions=app.n_has_suggestions,
        labeled=app.n_labeled,
        done=app.n_done,
    )


def to_app(app: App) -> AppOut:
    """Return an app as it is sent."""
    return AppOut(id=app.id, name=app.name, created_at=app.created_at, change_seq=app.change_seq, counts=counts_of(app))


def to_preferences(chosen: AssistPreferences) -> Preferences:
    """Return preferences as they are sent."""
    return Preferences(**asdict(chosen))


def from_preferences(sent: Preferences) -> AssistPreferences:
    """Return preferences as they came.

    Raises:
        ThresholdRangeEmpty
    """
    check_range(sent.min_score, sent.max_score)
    model = ModelRef(sent.model) if sent.model else None
    return AssistPreferences(model, sent.assist, sent.min_score, sent.max_score, sent.walk_order)
