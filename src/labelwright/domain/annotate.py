"""The rules for annotations: add by hand, edit, delete, give another name or concept. Pure; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from labelwright import errors
from labelwright.domain.annotation import Annotation
from labelwright.domain.board import Board
from labelwright.domain.concept import Concept, checked_name
from labelwright.domain.draft import Draft
from labelwright.domain.ids import AnnotationId
from labelwright.domain.outcome import Outcome, Reviewer, each
from labelwright.domain.region import Box, clamp_box


class AnnotationNotFound(errors.NotFound):
    """There is no annotation {id} on this input."""

    code = "annotation_not_found"
    hint = "Load the input's board again; somebody may have deleted the annotation."


class AlreadyLabeled(errors.Conflict):
    """The input already carries the concept {name!r}."""

    code = "already_labeled"
    hint = "Nothing needs to be done; delete the annotation first if another provenance is wanted."


class HasNoRegion(errors.Invalid):
    """{id} labels the whole input, so it has no region that could be edited."""

    code = "has_no_region"
    hint = "Add the concept with a region instead."


def add(board: Board, *, name: str, region: Box | None, by: Reviewer) -> Outcome:
    """Annotate by hand with the concept of this name, creating it if missing; a region is cut off at the image's edge.

    Raises:
        ConceptNameInvalid: if no concept can have this name.
        RegionNotFinite, RegionEmpty, RegionOutsideImage: if the region is not one of this image.
    """
    draft = Draft(board)
    kept = clamp_box(region, width_px=board.width_px, height_px=board.height_px) if region else None
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


def edit_region(board: Board, annotation_id: AnnotationId, region: Box) -> Outcome:
    """Give an annotation another region; what was accepted from a model counts as edited then.

    Raises:
        AnnotationNotFound, HasNoRegion, RegionNotFinite, RegionEmpty, RegionOutsideImage
    """
    draft = Draft(board)
    annotation = _annotation(draft, annotation_id)
    if annotation.region is None:
        raise HasNoRegion(id=annotation_id)
    kept = clamp_box(region, width_px=board.width_px, height_px=board.height_px)
    if kept != annotation.region:
        _update_edited(draft, replace(annotation, region=kept))
    return Outcome(draft.changes)


def delete(board: Board, annotation_ids: Iterable[AnnotationId]) -> Outcome:
    """Remove annotations from the input, never their concepts; a suggestion behind one is open again."""
    return each(board, annotation_ids, lambda draft, key: delete_one(draft, _annotation(draft, key)))


def rename(board: Board, annotation_ids: Iterable[AnnotationId], *, name: str) -> Outcome:
    """Give annotations another name and remember it for the app as a `synonym` relation (SPEC A16).

    Renaming A to B: the annotation carries B and shows A as its original; from then on accepting or adding A gives B.
    An older rename of A is replaced. Renaming back to A changes this input only.

    Raises:
        ConceptNameInvalid: if no concept can have this name.
    """
    target_name = checked_name(name)
    return each(board, annotation_ids, lambda draft, key: _rename_one(draft, _annotation(draft, key), target_name))


def reassign(board: Board, annotation_ids: Iterable[AnnotationId], *, name: str) -> Outcome:
    """Give annotations another concept, because the model was wrong here; nothing is remembered for the app.

    Raises:
        ConceptNameInvalid: if no concept can have this name.
    """
    kept_name = checked_name(name)
    return each(board, annotation_ids, lambda draft, key: _reassign_one(draft, _annotation(draft, key), kept_name))


def delete_one(draft: Draft, annotation: Annotation) -> None:
    """Remove one annotation; the suggestion behind it is open again."""
    draft.remove(annotation)
    if annotation.suggestion_id is not None and annotation.suggestion_id in draft.suggestions:
        draft.set_state(draft.suggestions[annotation.suggestion_id], "open")


def _update_edited(draft: Draft, annotation: Annotation) -> None:
    if annotation.suggestion_id is None:
        draft.update(annotation)
        return
    draft.update(replace(annotation, provenance="edited"))
    if annotation.suggestion_id in draft.suggestions:
        draft.set_state(draft.suggestions[annotation.suggestion_id], "edited")


def _reassign_one(draft: Draft, annotation: Annotation, name: str) -> None:
    concept = draft.concept_named(name)
    if concept.id != annotation.concept_id:
        _refuse_second_label(draft, annotation, concept)
        _update_edited(draft, replace(annotation, concept_id=concept.id, original_name=None))


def _rename_one(draft: Draft, annotation: Annotation, target_name: str) -> None:
    current = draft.concepts[annotation.concept_id]
    if target_name == current.name:
        return
    subject_name = annotation.original_name or current.name
    target = draft.concept_named(target_name)
    _refuse_second_label(draft, annotation, target)
    is_back = target_name == subject_name or draft.has_synonym(target.id, current.id)
    if not is_back:
        draft.relate_synonym(draft.concept_named(subject_name).id, target.id)
    draft.update(replace(annotation, concept_id=target.id, original_name=None if is_back else subject_name))


def _refuse_second_label(draft: Draft, annotation: Annotation, concept: Concept) -> None:
    if annotation.region is None and draft.labels_input(concept.id, annotation.annotator_id):
        raise AlreadyLabeled(name=concept.name)


def _annotation(draft: Draft, annotation_id: AnnotationId) -> Annotation:
    try:
        return draft.annotations[annotation_id]
    except KeyError:
        raise AnnotationNotFound(id=annotation_id) from None
