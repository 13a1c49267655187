"""The rules of review as a state machine: from a board and a wish to the changes that fulfil it.

Every function gives an `Outcome`: the changes to make, in order, and what could not be done, each for itself. Wishing
what is so already gives no change, so that a double click does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from labelwright import errors
from labelwright.domain.annotate import (
    AlreadyLabeled,
    HasNoRegion,
    clamp_on,
    delete_one,
    edit_one,
    get_annotation,
    get_annotation_behind,
)
from labelwright.domain.annotation import Annotation
from labelwright.domain.board import Board
from labelwright.domain.change import Change
from labelwright.domain.draft import Draft
from labelwright.domain.fold import folded_suggestions
from labelwright.domain.ids import AnnotationId, ModelVersion, SuggestionId
from labelwright.domain.outcome import Outcome, Reviewer, each
from labelwright.domain.region import Region
from labelwright.domain.suggestion import Suggestion


class SuggestionNotFound(errors.NotFound):
    """There is no suggestion {id} on this input."""

    code = "suggestion_not_found"
    hint = "Load the input's board again; the suggestion may belong to another input."


class SuggestionRejected(errors.Conflict):
    """The suggestion {id} was rejected."""

    code = "suggestion_rejected"
    hint = "Bring it back with the action `restore`, then accept it."


class SuggestionNotOpen(errors.Conflict):
    """The suggestion {id} is {state}, so it cannot be {wish}."""

    code = "suggestion_not_open"
    hint = "Revert it first; then it is open again."


def accept(board: Board, suggestion_ids: Iterable[SuggestionId], by: Reviewer) -> Outcome:
    """Turn open suggestions into annotations; those accepted already stay as they are."""
    return each(board, suggestion_ids, lambda draft, key: accept_one(draft, get_suggestion(draft, key), by))


def accept_all(board: Board, version: ModelVersion, by: Reviewer, *, min_score: float, max_score: float) -> Outcome:
    """Accept every open suggestion of a model version with a score in [min_score, max_score] that is not folded."""
    draft = Draft(board)
    mine = [s for s in board.suggestions.values() if s.model_version == version and min_score <= s.score <= max_score]
    within = sorted(mine, key=lambda suggestion: -suggestion.score)
    folded = folded_suggestions(within, board.annotations.values(), draft.concept_id_of)
    for suggestion in within:
        if suggestion.state == "open" and suggestion.id not in folded:
            accept_one(draft, suggestion, by)
    return Outcome(draft.changes)


def revert(board: Board, suggestion_ids: Iterable[SuggestionId]) -> Outcome:
    """Open accepted or edited suggestions again; the annotations they became are deleted."""
    return each(board, suggestion_ids, lambda draft, key: _revert_one(draft, get_suggestion(draft, key)))


def reject(board: Board, suggestion_ids: Iterable[SuggestionId]) -> Outcome:
    """Put open suggestions aside for good: that model version does not offer them again."""
    return each(board, suggestion_ids, _reject_one)


def restore(board: Board, suggestion_ids: Iterable[SuggestionId]) -> Outcome:
    """Open rejected suggestions again."""
    return each(board, suggestion_ids, _restore_one)


def edit_suggestion_region(board: Board, suggestion_id: SuggestionId, region: Region, by: Reviewer) -> Outcome:
    """Accept a suggestion with a corrected region; one that was accepted before gets the region on its annotation.

    Raises:
        SuggestionNotFound, SuggestionRejected, NotYours, HasNoRegion, and what `clamp_region` raises
    """
    draft = Draft(board)
    _edit_suggestion(draft, get_suggestion(draft, suggestion_id), clamp_on(board, region), by)
    return Outcome(draft.changes)


def edit_regions(
    board: Board,
    annotations: Mapping[AnnotationId, Region],
    suggestions: Mapping[SuggestionId, Region],
    by: Reviewer,
) -> Outcome:
    """Give several annotations and suggestions other regions, as one action: several that are moved together."""

    def edit(draft: Draft, key: str) -> None:
        if key in annotations:
            annotation_id = AnnotationId(key)
            return edit_one(draft, get_annotation(draft, annotation_id), clamp_on(board, annotations[annotation_id]))
        suggestion_id = SuggestionId(key)
        region = clamp_on(board, suggestions[suggestion_id])
        return _edit_suggestion(draft, get_suggestion(draft, suggestion_id), region, by)

    return each(board, [*annotations, *suggestions], edit)


def mark_done(board: Board, *, done: bool) -> Outcome:
    """Say that the input is finished, or open it again."""
    if board.done == done:
        return Outcome(())
    return Outcome((Change("input", board.input_id, before={"done": board.done}, after={"done": done}),))


def accept_one(
    draft: Draft, suggestion: Suggestion, by: Reviewer, *, region: Region | None = None, name: str | None = None
) -> None:
    """Turn an open suggestion into an annotation: as it is, or edited to another region or the concept of this name.

    Raises:
        SuggestionRejected, AlreadyLabeled
    """
    if suggestion.state == "rejected":
        raise SuggestionRejected(id=suggestion.id)
    if suggestion.state != "open":
        return
    if suggestion.region is None:
        held = draft.id_named(name) if name else draft.concept_id_of(suggestion.concept_name)
        if held is not None and draft.labels_input(held, by.user_id):
            raise AlreadyLabeled(name=name or suggestion.concept_name)
    concept, original_name = (draft.concept_named(name), None) if name else draft.concept_for(suggestion.concept_name)
    provenance: Literal["accepted", "edited"] = "edited" if region or name else "accepted"
    draft.create(
        Annotation(
            id=draft.new_annotation_id(),
            input_id=suggestion.input_id,
            concept_id=concept.id,
            region=region or suggestion.region,
            annotator_id=by.user_id,
            provenance=provenance,
            created_at=by.at,
            suggestion_id=suggestion.id,
            model_version=suggestion.model_version,
            score=suggestion.score,
            original_name=original_name,
        )
    )
    draft.set_state(suggestion, provenance)


def _edit_suggestion(draft: Draft, suggestion: Suggestion, region: Region, by: Reviewer) -> None:
    annotation = get_annotation_behind(draft, suggestion.id)
    if annotation is not None:
        edit_one(draft, annotation, region)
    elif suggestion.region is None:
        raise HasNoRegion(id=suggestion.id)
    else:
        accept_one(draft, suggestion, by, region=region)


def _revert_one(draft: Draft, suggestion: Suggestion) -> None:
    if suggestion.state == "rejected":
        raise SuggestionRejected(id=suggestion.id)
    annotation = get_annotation_behind(draft, suggestion.id)
    if annotation is not None:
        delete_one(draft, annotation)


def _reject_one(draft: Draft, suggestion_id: SuggestionId) -> None:
    suggestion = get_suggestion(draft, suggestion_id)
    if suggestion.state in {"accepted", "edited"}:
        raise SuggestionNotOpen(id=suggestion_id, state=suggestion.state, wish="rejected")
    draft.set_state(suggestion, "rejected")


def _restore_one(draft: Draft, suggestion_id: SuggestionId) -> None:
    suggestion = get_suggestion(draft, suggestion_id)
    if suggestion.state == "rejected":
        draft.set_state(suggestion, "open")


def get_suggestion(draft: Draft, suggestion_id: SuggestionId) -> Suggestion:
    """Return the suggestion.

    Raises:
        SuggestionNotFound
    """
    try:
        return draft.suggestions[suggestion_id]
    except KeyError:
        raise SuggestionNotFound(id=suggestion_id) from None
