"""The rules for annotations: add by hand, edit, delete. Pure; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from labelwright import errors
from labelwright.domain.annotation import Annotation
from labelwright.domain.board import Board
from labelwright.domain.clamp import clamp_region
from labelwright.domain.concept import checked_name
from labelwright.domain.draft import Draft
from labelwright.domain.ids import AnnotationId, SuggestionId
from labelwright.domain.outcome import Outcome, Reviewer, each
from labelwright.domain.region import Region


class AnnotationNotFound(errors.NotFound):
    """There is no annotation {id} on this input."""

    code = "annotation_not_found"
    hint = "Load the input's board again; somebody may have deleted the annotation."


class NotYours(errors.Forbidden):
    """The label was put there by {annotator}, so it is not yours to change."""

    code = "not_yours"
    hint = "Ask its annotator or an admin of the app, or add a label of your own."


class AlreadyLabeled(errors.Conflict):
    """The input already carries the concept {name!r}."""

    code = "already_labeled"
    hint = "Nothing needs to be done; delete the annotation first if another provenance is wanted."


class HasNoRegion(errors.Invalid):
    """{id} labels the whole input, so it has no region that could be edited."""

    code = "has_no_region"
    hint = "Add the concept with a region instead."


def add(board: Board, *, name: str, region: Region | None, by: Reviewer) -> Outcome:
    """Annotate by hand with the concept of this name, creating it if missing; a region is cut off at the image's edge.

    Raises:
        ConceptNameInvalid: if no concept can have this name.
        RegionEmpty, RegionOutsideImage, and what else `clamp_region` raises: if the region is not one of this image.
    """
    draft = Draft(board)
    kept = clamp_on(board, region) if region else None
    concept, original_name = draft.concept_for(checked_name(name))
    if kept is None and draft.labels_input(concept.id, by.user_id):
        return Outcome(())
    draft.create(
        Annotation(
            id=draft.new_annotation_id(),
            input_id=board.input_id,
            concept_id=concept.id,
            region=kept,
            annotator_id=by.user_id,
            provenance="by_hand",
            created_at=by.at,
            original_name=original_name,
        )
    )
    return Outcome(draft.changes)


def edit_region(board: Board, annotation_id: AnnotationId, region: Region) -> Outcome:
    """Give an annotation another region; what was accepted from a model counts as edited then.

    Raises:
        AnnotationNotFound, NotYours, HasNoRegion, and what `clamp_region` raises
    """
    draft = Draft(board)
    edit_one(draft, get_annotation(draft, annotation_id), clamp_on(board, region))
    return Outcome(draft.changes)


def edit_one(draft: Draft, annotation: Annotation, region: Region) -> None:
    """Give an annotation another region, one that is in the image.

    Raises:
        HasNoRegion
    """
    if annotation.region is None:
        raise HasNoRegion(id=annotation.id)
    if region != annotation.region:
        update_edited(draft, replace(annotation, region=region))


def clamp_on(board: Board, region: Region) -> Region:
    """Return the part of a region that is in the board's image.

    Raises:
        what `clamp_region` raises
    """
    return clamp_region(region, width_px=board.width_px, height_px=board.height_px)


def delete(board: Board, annotation_ids: Iterable[AnnotationId]) -> Outcome:
    """Remove annotations from the input, never their concepts; a suggestion behind one is open again."""
    return each(board, annotation_ids, lambda draft, key: delete_one(draft, get_annotation(draft, key)))


def delete_one(draft: Draft, annotation: Annotation) -> None:
    """Remove one annotation; the suggestion behind it is open again."""
    draft.remove(annotation)
    if annotation.suggestion_id is not None and annotation.suggestion_id in draft.suggestions:
        draft.set_state(draft.suggestions[annotation.suggestion_id], "open")


def update_edited(draft: Draft, annotation: Annotation) -> None:
    """Put the annotation in the place of the one with its id; what was accepted from a model counts as edited then."""
    if annotation.suggestion_id is None:
        draft.update(annotation)
        return
    draft.update(replace(annotation, provenance="edited"))
    if annotation.suggestion_id in draft.suggestions:
        draft.set_state(draft.suggestions[annotation.suggestion_id], "edited")


def get_annotation(draft: Draft, annotation_id: AnnotationId) -> Annotation:
    """Return the annotation, to change or delete it.

    Raises:
        AnnotationNotFound, NotYours
    """
    try:
        return _changeable(draft, draft.annotations[annotation_id])
    except KeyError:
        raise AnnotationNotFound(id=annotation_id) from None


def get_annotation_behind(draft: Draft, suggestion_id: SuggestionId) -> Annotation | None:
    """Return the annotation that this suggestion became, if any, to change or delete it.

    Raises:
        NotYours
    """
    annotation = draft.annotation_behind(suggestion_id)
    return annotation and _changeable(draft, annotation)


def _changeable(draft: Draft, annotation: Annotation) -> Annotation:
    if not draft.is_changeable(annotation):
        raise NotYours(id=annotation.id, annotator=annotation.annotator_id)
    return annotation
