"""What the review of one input looks at, loaded as far as an action needs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from labelwright.domain.annotation import Annotation
from labelwright.domain.board import Board
from labelwright.domain.ids import AppId, ConceptId, InputId, ModelVersion, SuggestionId
from labelwright.domain.input import Input
from labelwright.storage.annotations import annotations_of_input
from labelwright.storage.concepts import list_concepts, list_relations, load_vocabulary
from labelwright.storage.predictions import suggestions_by_id, suggestions_of_input

NO_INPUT = InputId("")
"""Of a board that holds the vocabulary alone."""


def load_board(
    connection: Connection,
    at: Input,
    *,
    suggestion_ids: Sequence[SuggestionId] = (),
    version: ModelVersion | None = None,
    names: Iterable[str] = (),
    concept_ids: Iterable[ConceptId] = (),
) -> Board:
    """Return the input's annotations with the suggestions behind them, and what else the action names.

    Args:
        connection: in a transaction.
        at: the input.
        suggestion_ids: further suggestions of the input to load.
        version: load every suggestion of this model version.
        names: further concepts to load by name.
        concept_ids: further concepts to load by id.
    """
    labels = [stored.annotation for stored in annotations_of_input(connection, at.id)]
    wanted = {*suggestion_ids, *(label.suggestion_id for label in labels if label.suggestion_id)}
    found = {s.id: s for s in suggestions_by_id(connection, at.id, sorted(wanted))}
    if version is not None:
        found.update((s.id, s) for s in suggestions_of_input(connection, at.id, version))
    vocabulary = load_vocabulary(
        connection,
        at.app_id,
        names={*names, *(s.concept_name for s in found.values()), *_original_names(labels)},
        ids={*concept_ids, *(label.concept_id for label in labels)},
    )
    return Board(
        input_id=at.id,
        width_px=at.width_px,
        height_px=at.height_px,
        done=at.done,
        deleted=at.deleted_at is not None,
        concepts=vocabulary.concepts,
        relations=vocabulary.relations,
        suggestions=found,
        annotations={label.id: label for label in labels},
        concept_uses=vocabulary.uses,
    )


def load_vocabulary_board(connection: Connection, app_id: AppId) -> Board:
    """Return the app's whole vocabulary as a board of no input."""
    counted = list_concepts(connection, app_id)
    return Board(
        input_id=NO_INPUT,
        width_px=0,
        height_px=0,
        concepts={each.concept.id: each.concept for each in counted},
        relations={relation.id: relation for relation in list_relations(connection, app_id)},
        concept_uses={each.concept.id: each.n_annotations for each in counted},
    )


def _original_names(labels: Iterable[Annotation]) -> Iterable[str]:
    return (label.original_name for label in labels if label.original_name)
