"""An app's vocabulary changes: its concepts and their relations, always by a change set of the app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from labelwright.domain import merging
from labelwright.domain.app import App
from labelwright.domain.board import Board
from labelwright.domain.change import Action, ChangeSet
from labelwright.domain.concept import Concept
from labelwright.domain.ids import AppId, ChangeSetId, ConceptId, UserId, new_id
from labelwright.domain.outcome import Outcome, Reviewer
from labelwright.services.idempotency import RequestKey, carry_out_once
from labelwright.services.workshop import Workshop
from labelwright.services.writing import Part, write_parts
from labelwright.storage import apps, boards, change_sets, inputs
from labelwright.storage.annotations import annotations_of_concept
from labelwright.storage.predictions import suggestions_by_id

Render = Callable[["Curated"], bytes]
BATCH = 500
"""Inputs looked up at once."""


@dataclass(frozen=True, slots=True)
class Curated:
    """What came of it: the change set, of which the changes are those of the vocabulary; None if all was so already."""

    change_set: ChangeSet | None
    n_inputs: int
    """Inputs whose labels were changed."""
    app_seq: int


def change_vocabulary(
    workshop: Workshop,
    app_id: AppId,
    action: Action,
    rule: Callable[[Board], Outcome],
    *,
    by: UserId,
    render: Render,
    request: RequestKey | None = None,
) -> bytes:
    """Carry out a rule on the app's vocabulary in one transaction and return what `render` makes of it.

    Raises:
        AppNotFound, IdempotencyKeyReused, and what the rule raises; nothing is changed then.
    """

    def do(connection: Connection, app: App, by: Reviewer) -> Curated:
        outcome = rule(boards.load_vocabulary_board(connection, app.id))
        return _write(connection, app, action, [Part(None, outcome.changes)] if outcome.changes else [], by)

    return _carry_out(workshop, app_id, do, by=by, render=render, request=request)


def merge_concepts(
    workshop: Workshop,
    app_id: AppId,
    source_id: ConceptId,
    target_id: ConceptId,
    *,
    by: UserId,
    render: Render,
    request: RequestKey | None = None,
) -> bytes:
    """Give every label of one concept another, make the one a synonym of the other; one transaction, one undo.

    Raises:
        AppNotFound, IdempotencyKeyReused, ConceptNotFound, MergeIntoItself; nothing is changed then.
    """

    def do(connection: Connection, app: App, by: Reviewer) -> Curated:
        board = boards.load_vocabulary_board(connection, app.id)
        outcome = merging.merge_concepts(board, source_id, target_id)
        source, target = board.concepts[source_id], board.concepts[target_id]
        parts = list(_merged_labels(connection, app.id, source, target))
        if outcome.changes:
            parts.append(Part(None, outcome.changes))
        return _write(connection, app, "merge_concepts", parts, by)

    return _carry_out(workshop, app_id, do, by=by, render=render, request=request)


def _carry_out(
    workshop: Workshop,
    app_id: AppId,
    do: Callable[[Connection, App, Reviewer], Curated],
    *,
    by: UserId,
    render: Render,
    request: RequestKey | None,
) -> bytes:
    reviewer = Reviewer(by, workshop.now())
    told: list[Curated] = []

    def tell(curated: Curated) -> bytes:
        told.append(curated)
        return render(curated)

    with workshop.database.write() as connection:
        app = apps.get_app(connection, app_id, lock=True)
        answer = carry_out_once(connection, request, reviewer.at, lambda: tell(do(connection, app, reviewer)))
    if told and told[0].change_set is not None:
        workshop.tell(app_id)
    return answer


def _write(connection: Connection, app: App, action: Action, parts: list[Part], by: Reviewer) -> Curated:
    if not parts:
        return Curated(None, 0, app.change_seq)
    change_set = ChangeSet(
        id=ChangeSetId(new_id()),
        app_id=app.id,
        seq=app.change_seq + 1,
        action=action,
        actor_id=by.user_id,
        at=by.at,
        input_id=None,
        changes=tuple(change for at, changes in parts if at is None for change in changes),
    )
    change_sets.insert_change_set(connection, change_set)
    touched = write_parts(connection, change_set, parts, first=0, seq=change_set.seq)
    return Curated(change_set, len(touched), change_set.seq)


def _merged_labels(connection: Connection, app_id: AppId, source: Concept, target: Concept) -> Iterator[Part]:
    labels = annotations_of_concept(connection, app_id, source.id)
    others = annotations_of_concept(connection, app_id, target.id, whole_input=True)
    ids = list(labels)
    for first in range(0, len(ids), BATCH):
        for at in inputs.inputs_of_app(connection, app_id, ids[first : first + BATCH]):
            found = {label.id: label for label in (*labels[at.id], *others.get(at.id, ()))}
            behind = [label.suggestion_id for label in labels[at.id] if label.suggestion_id and not label.region]
            suggested = suggestions_by_id(connection, at.id, behind)
            board = Board(
                at.id,
                at.width_px,
                at.height_px,
                suggestions={suggestion.id: suggestion for suggestion in suggested},
                annotations=found,
            )
            yield Part(at, merging.merge_labels(board, source, target).changes)
