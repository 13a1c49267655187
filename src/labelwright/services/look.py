"""Everything that pages read: apps, inputs, boards, vocabulary, models."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from labelwright.domain.annotation import Annotation
from labelwright.domain.app import App
from labelwright.domain.concept import (
    Concept,
    ConceptRelation,
    colour_of,
    follow_synonyms,
    synonym_chain,
    synonyms_among,
)
from labelwright.domain.ids import AnnotationId, AppId, ConceptId, InputId, ModelRef, SuggestionId, UserId
from labelwright.domain.input import Input
from labelwright.domain.model import ModelCard
from labelwright.domain.naming import searchable
from labelwright.domain.prediction import Prediction
from labelwright.domain.suggestion import Suggestion
from labelwright.services.workshop import Workshop
from labelwright.storage import apps, concepts, inputs, predictions, users
from labelwright.storage.annotations import StoredAnnotation, annotations_of_input


@dataclass(frozen=True, slots=True)
class ShownSuggestion:
    """A suggestion with the concept that accepting it gives."""

    suggestion: Suggestion
    concept_name: str
    colour: str


@dataclass(frozen=True, slots=True)
class ShownAnnotation:
    """An annotation with its concept and who put it there."""

    annotation: Annotation
    revision: int
    concept: Concept
    annotator_name: str


@dataclass(frozen=True, slots=True)
class BoardView:
    """What the Input-Viewer shows of one input: its annotations, and the suggestions of one model version."""

    input: Input
    app_seq: int
    prediction: Prediction | None
    suggestions: tuple[ShownSuggestion, ...]
    annotations: tuple[ShownAnnotation, ...]


@dataclass(frozen=True, slots=True)
class BoardPart:
    """One label of an input as it is now, with the suggestion behind it; nothing if it is gone."""

    input: Input
    app_seq: int
    suggestions: tuple[ShownSuggestion, ...]
    annotations: tuple[ShownAnnotation, ...]


def view_board(workshop: Workshop, input_id: InputId, ref: ModelRef | None) -> BoardView:
    """Return the input's labels, with what this model or workflow suggests if it was asked before.

    Raises:
        InputNotFound, ModelNotFound
    """
    version = workshop.catalog.card(ref).version_ref if ref else None
    with workshop.database.read() as connection:
        at = inputs.get_input(connection, input_id)
        app = apps.get_app(connection, at.app_id)
        labels = annotations_of_input(connection, input_id)
        prediction = predictions.find_prediction(connection, input_id, version) if version else None
        lines = predictions.suggestions_of_input(connection, input_id, version) if prediction else []
        shown = _show(connection, at.app_id, lines, labels)
    return BoardView(at, app.change_seq, prediction, *shown)


def view_label(workshop: Workshop, input_id: InputId, label_id: AnnotationId | SuggestionId) -> BoardPart:
    """Return the annotation or suggestion of this id, with the suggestion behind it or the annotation it became.

    Raises:
        InputNotFound
    """
    with workshop.database.read() as connection:
        at = inputs.get_input(connection, input_id)
        app = apps.get_app(connection, at.app_id)
        stored = annotations_of_input(connection, input_id)
        labels = [each for each in stored if label_id in (each.annotation.id, each.annotation.suggestion_id)]
        behind = [each.annotation.suggestion_id for each in labels if each.annotation.suggestion_id]
        lines = predictions.suggestions_by_id(connection, input_id, behind or [SuggestionId(label_id)])
        shown = _show(connection, at.app_id, lines, labels)
    return BoardPart(at, app.change_seq, *shown)


def _show(
    connection: Connection, app_id: AppId, lines: list[Suggestion], labels: list[StoredAnnotation]
) -> tuple[tuple[ShownSuggestion, ...], tuple[ShownAnnotation, ...]]:
    vocabulary = concepts.load_vocabulary(
        connection,
        app_id,
        names={line.concept_name for line in lines},
        ids={stored.annotation.concept_id for stored in labels},
    )
    names = users.names_of(connection, {stored.annotation.annotator_id for stored in labels})
    shown = tuple(_show_annotation(stored, vocabulary, names) for stored in labels)
    return _show_suggestions(lines, vocabulary), shown


def _show_suggestions(lines: list[Suggestion], vocabulary: concepts.Vocabulary) -> tuple[ShownSuggestion, ...]:
    by_name = {concept.name: concept for concept in vocabulary.concepts.values()}
    synonyms = synonyms_among(vocabulary.relations.values())
    shown: dict[str, tuple[str, str]] = {}
    for name in {line.concept_name for line in lines}:
        concept = by_name.get(name)
        if concept is not None:
            concept = vocabulary.concepts[follow_synonyms(concept.id, synonyms.get)]
        shown[name] = (concept.name, concept.colour) if concept else (name, colour_of(name))
    return tuple(ShownSuggestion(line, *shown[line.concept_name]) for line in lines)


def _show_annotation(
    stored: StoredAnnotation, vocabulary: concepts.Vocabulary, names: dict[UserId, str]
) -> ShownAnnotation:
    annotation, revision = stored
    concept = vocabulary.concepts[ConceptId(annotation.concept_id)]
    return ShownAnnotation(annotation, revision, concept, names[annotation.annotator_id])


def view_vocabulary(
    workshop: Workshop, app_id: AppId, search: str = ""
) -> tuple[list[concepts.CountedConcept], list[ConceptRelation]]:
    """Return the app's concepts by name, and the relations between all of them.

    Args:
        workshop: where the app is.
        app_id: the app.
        search: only concepts that hold this in their name, or in the name of a synonym that leads to them.

    Raises:
        AppNotFound
    """
    with workshop.database.read() as connection:
        apps.get_app(connection, app_id)
        counted, relations = concepts.list_concepts(connection, app_id), concepts.list_relations(connection, app_id)
    wanted, synonyms = searchable(search), synonyms_among(relations)
    named = (each.concept.id for each in counted if wanted in searchable(each.concept.name))
    found = {concept_id for start in named for concept_id in synonym_chain(start, synonyms.get)}
    return [each for each in counted if each.concept.id in found], relations


@dataclass(frozen=True, slots=True)
class PickableModel:
    """A model or workflow as the picker lists it."""

    card: ModelCard
    reason: str
    """Why it cannot be picked; empty if it can."""
    matched_concepts: tuple[str, ...]


MAX_MATCHED_CONCEPTS = 5


def find_models(workshop: Workshop, search: str = "") -> list[PickableModel]:
    """Return the models and workflows whose name, id, description or concepts hold `search`, in any case."""
    wanted = search.strip().casefold()
    found = []
    for card in workshop.catalog.cards():
        matched = [name for name in card.vocabulary if wanted and wanted in name.casefold()]
        texts = (card.name, card.id, card.description)
        if not wanted or matched or any(wanted in text.casefold() for text in texts):
            reason = "" if card.can_label else "It outputs neither concepts nor regions."
            found.append(PickableModel(card, reason, tuple(matched[:MAX_MATCHED_CONCEPTS])))
    return found


def page_of_inputs(
    workshop: Workshop,
    app_id: AppId,
    where: inputs.InputFilter,
    *,
    sort: inputs.InputSort,
    cursor: str | None,
    backward: bool,
    limit: int,
) -> tuple[App, inputs.InputPage]:
    """Return one page of the app's inputs, and the app with its counts.

    Raises:
        AppNotFound, CursorInvalid
    """
    with workshop.database.read() as connection:
        app = apps.get_app(connection, app_id)
        page = inputs.page_inputs(connection, app_id, where, sort=sort, cursor=cursor, backward=backward, limit=limit)
    return app, page


def get_input(workshop: Workshop, input_id: InputId) -> Input:
    """Return one input.

    Raises:
        InputNotFound
    """
    with workshop.database.read() as connection:
        return inputs.get_input(connection, input_id)


def place_of(
    workshop: Workshop, app_id: AppId, input_id: InputId, where: inputs.InputFilter, sort: inputs.InputSort
) -> inputs.Place:
    """Return where an input stands in a list of the app: counted, so it is asked once for a list, not for a page.

    Raises:
        InputNotFound: also if it belongs to another app.
    """
    with workshop.database.read() as connection:
        (at,) = inputs.inputs_of_app(connection, app_id, [input_id])
        return inputs.place_in_list(connection, app_id, where, sort, at)


def cursor_of(workshop: Workshop, app_id: AppId, input_id: InputId, sort: inputs.InputSort) -> str:
    """Return the cursor of an input in the app's list.

    Raises:
        InputNotFound: also if it belongs to another app.
    """
    with workshop.database.read() as connection:
        (at,) = inputs.inputs_of_app(connection, app_id, [input_id])
    return inputs.cursor_at(sort, at)
