"""Boards, suggestions and annotations made for the tests."""

from __future__ import annotations

from datetime import UTC, datetime

from labelwright.domain.annotation import Annotation
from labelwright.domain.board import Board, apply_changes
from labelwright.domain.ids import (
    AnnotationId,
    ConceptId,
    InputId,
    ModelVersion,
    PredictionId,
    SuggestionId,
    UserId,
    new_id,
)
from labelwright.domain.outcome import Outcome, Reviewer
from labelwright.domain.region import Region
from labelwright.domain.suggestion import Suggestion, SuggestionState

INPUT = InputId("input")
VERSION = ModelVersion("model:sheep-finder@1")
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ME = Reviewer(UserId("me"), NOW)
YOU = Reviewer(UserId("you"), NOW)
WIDTH_PX, HEIGHT_PX = 100, 80


def suggestion(
    key: str,
    name: str = "sheep",
    region: Region | None = None,
    *,
    score: float = 0.9,
    state: SuggestionState = "open",
    version: ModelVersion = VERSION,
) -> Suggestion:
    return Suggestion(SuggestionId(key), INPUT, PredictionId("prediction"), version, name, score, region, state)


def annotation(concept_id: str, region: Region | None = None, *, by: Reviewer = ME) -> Annotation:
    return Annotation(AnnotationId(new_id()), INPUT, ConceptId(concept_id), region, by.user_id, "by_hand", NOW)


def board(*suggestions: Suggestion) -> Board:
    return Board(INPUT, WIDTH_PX, HEIGHT_PX, suggestions={each.id: each for each in suggestions})


def after(of: Board, outcome: Outcome) -> Board:
    """The board after an action of which nothing failed."""
    assert outcome.failures == ()
    return apply_changes(of, outcome.changes)


def names_on(of: Board) -> list[tuple[str, str | None]]:
    """Each annotation's concept and, if it was renamed, the original name; oldest first."""
    return [(of.concepts[a.concept_id].name, a.original_name) for a in of.annotations.values()]


def synonyms_of(of: Board) -> set[tuple[str, str]]:
    return {(of.concepts[r.subject_id].name, of.concepts[r.object_id].name) for r in of.relations.values()}
