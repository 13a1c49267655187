"""The rules for another concept: a new name that the app remembers, or a correction here only. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from labelwright.domain.annotate import AlreadyLabeled, get_annotation, get_annotation_behind, update_edited
from labelwright.domain.annotation import Annotation
from labelwright.domain.board import Board
from labelwright.domain.concept import Concept, checked_name
from labelwright.domain.draft import Draft
from labelwright.domain.ids import AnnotationId, SuggestionId
from labelwright.domain.outcome import Outcome, Reviewer, each
from labelwright.domain.review import SuggestionRejected, accept_one, get_suggestion
from labelwright.domain.suggestion import Suggestion


def rename(
    board: Board, annotation_ids: Sequence[AnnotationId], suggestion_ids: Sequence[SuggestionId] = (), *, name: str
) -> Outcome:
    """Give labels another name and remember it for the app as a `synonym` relation (SPEC A16).

    Renaming A to B: an annotation carries B and shows A as its original; an open suggestion stays open and shows the
    same. From then on accepting or adding A gives B. An older rename of A is replaced. Renaming an annotation back to
    A changes this input only.

    Raises:
        ConceptNameInvalid: if no concept can have this name.
    """
    target_name, suggested = checked_name(name), set(suggestion_ids)

    def act(draft: Draft, key: str) -> None:
        if key in suggested:
            _rename_suggestion(draft, get_suggestion(draft, SuggestionId(key)), target_name)
        else:
            _rename_annotation(draft, get_annotation(draft, AnnotationId(key)), target_name)

    return each(board, (*annotation_ids, *suggestion_ids), act)


def reassign(
    board: Board,
    annotation_ids: Sequence[AnnotationId],
    suggestion_ids: Sequence[SuggestionId] = (),
    *,
    name: str,
    by: Reviewer,
) -> Outcome:
    """Give labels another concept, because the model was wrong here; nothing is remembered for the app.

    An open suggestion is accepted as edited with it.

    Raises:
        ConceptNameInvalid: if no concept can have this name.
    """
    kept_name, suggested = checked_name(name), set(suggestion_ids)

    def act(draft: Draft, key: str) -> None:
        if key in suggested:
            _reassign_suggestion(draft, get_suggestion(draft, SuggestionId(key)), kept_name, by)
        else:
            _reassign_annotation(draft, get_annotation(draft, AnnotationId(key)), kept_name)

    return each(board, (*annotation_ids, *suggestion_ids), act)


def _reassign_suggestion(draft: Draft, suggestion: Suggestion, name: str, by: Reviewer) -> None:
    annotation = get_annotation_behind(draft, suggestion.id)
    if annotation is not None:
        _reassign_annotation(draft, annotation, name)
        return
    given = draft.concept_id_of(suggestion.concept_name)
    given_name = suggestion.concept_name if given is None else draft.concepts[given].name
    accept_one(draft, suggestion, by, name=None if name == given_name else name)


def _reassign_annotation(draft: Draft, annotation: Annotation, name: str) -> None:
    if draft.id_named(name) != annotation.concept_id:
        _refuse_second_label(draft, annotation, name)
        update_edited(draft, replace(annotation, concept_id=draft.concept_named(name).id, original_name=None))


def _rename_suggestion(draft: Draft, suggestion: Suggestion, target_name: str) -> None:
    annotation = get_annotation_behind(draft, suggestion.id)
    if annotation is not None:
        _rename_annotation(draft, annotation, target_name)
    elif suggestion.state == "rejected":
        raise SuggestionRejected(id=suggestion.id)
    elif target_name != suggestion.concept_name:
        _remember(draft, suggestion.concept_name, draft.concept_named(target_name))


def _rename_annotation(draft: Draft, annotation: Annotation, target_name: str) -> None:
    current = draft.concepts[annotation.concept_id]
    if target_name == current.name:
        return
    _refuse_second_label(draft, annotation, target_name)
    subject_name = annotation.original_name or current.name
    target = draft.concept_named(target_name)
    is_back = target_name == subject_name or draft.is_led_to(current.id, target.id)
    is_remembered = not is_back and _remember(draft, subject_name, target)
    draft.update(replace(annotation, concept_id=target.id, original_name=subject_name if is_remembered else None))


def _remember(draft: Draft, subject_name: str, target: Concept) -> bool:
    """Relate the name to the concept as its synonym; not where the concept is a synonym of that name already."""
    subject = draft.concept_named(subject_name)
    if draft.is_led_to(subject.id, target.id):
        return False
    draft.relate_synonym(subject.id, target.id)
    return True


def _refuse_second_label(draft: Draft, annotation: Annotation, name: str) -> None:
    held = draft.id_named(name)
    if annotation.region is None and held is not None and draft.labels_input(held, annotation.annotator_id):
        raise AlreadyLabeled(name=name)
