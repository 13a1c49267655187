"""Take change sets back, and tell what was changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from labelwright import errors
from labelwright.domain import history as rules
from labelwright.domain.change import Change, ChangeSet
from labelwright.domain.ids import ChangeSetId, ConceptId, InputId, SuggestionId, UserId, new_id
from labelwright.domain.input import Input
from labelwright.domain.outcome import Failure
from labelwright.services import people
from labelwright.services.idempotency import RequestKey, carry_out_once
from labelwright.services.review import Need
from labelwright.services.workshop import Workshop
from labelwright.services.writing import Part, write_part, write_parts
from labelwright.storage import apps, boards, change_sets, inputs, users


class NothingToUndo(errors.Conflict):
    """Nothing of the change set {id} can be taken back any more."""

    code = "nothing_to_undo"
    hint = "It was undone already, or what it changed was changed again."


class NotYourChange(errors.Forbidden):
    """The change was made by {annotator}, so it is not yours to take back."""

    code = "not_your_change"
    hint = "Ask who made it, or an admin of the app."


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking a change set back did: the change set that does it, the inputs as they are then, what stayed."""

    change_set: ChangeSet
    inputs: tuple[Input, ...]
    failures: tuple[Failure, ...]


def undo(
    workshop: Workshop,
    change_set_id: ChangeSetId,
    *,
    by: UserId,
    render: Callable[[Undone], bytes],
    request: RequestKey | None = None,
) -> bytes:
    """Take a change set back in one transaction and return what `render` makes of it; undoing an undo is a redo.

    Of a change set over several inputs, those that were changed meanwhile stay as they are and are reported.

    Raises:
        ChangeSetNotFound, IdempotencyKeyReused
        NotYourChange: if somebody else made it; an admin may take back what anybody did.
        ChangedMeanwhile, NothingToUndo: if nothing can be taken back; nothing is changed then.
    """
    told: list[Undone] = []

    def do(connection: Connection, target: ChangeSet) -> bytes:
        undone = _undo(connection, target, by, workshop)
        told.append(undone)
        return render(undone)

    with workshop.database.write() as connection:
        target = change_sets.get_change_set(connection, change_set_id)
        apps.get_app(connection, target.app_id, lock=True)
        _check_maker(connection, target, by)
        answer = carry_out_once(connection, request, workshop.now(), lambda: do(connection, target))
    if told:
        workshop.tell(target.app_id)
    return answer


def _check_maker(connection: Connection, target: ChangeSet, by: UserId) -> None:
    if target.actor_id != by and not people.is_admin(connection, by):
        raise NotYourChange(id=target.id, annotator=users.get_user(connection, target.actor_id).name)


def input_of(workshop: Workshop, change_set_id: ChangeSetId) -> InputId | None:
    """Return the input that a change set is about; None when it is about several or none.

    Raises:
        ChangeSetNotFound
    """
    with workshop.database.read() as connection:
        return change_sets.get_change_set(connection, change_set_id).input_id


def _undo(connection: Connection, target: ChangeSet, by: UserId, workshop: Workshop) -> Undone:
    app = apps.get_app(connection, target.app_id)
    change_set = ChangeSet(
        id=ChangeSetId(new_id()),
        app_id=app.id,
        seq=app.change_seq + 1,
        action="redo" if target.action == "undo" else "undo",
        actor_id=by,
        at=workshop.now(),
        input_id=target.input_id,
        changes=(),
        undoes=target.id,
    )
    change_sets.insert_change_set(connection, change_set)
    parts = list(change_sets.changes_by_input(connection, target.id))
    touched: list[Input] = []
    failures: list[Failure] = []
    done: list[Change] = []
    for number, (input_id, changes) in enumerate(reversed(parts)):
        try:
            taken_back, after = _undo_part(connection, change_set, input_id, changes, number)
        except (errors.Conflict, inputs.InputDeleted) as error:
            if len(parts) == 1:
                raise
            failures.append(Failure(input_id or app.id, error))
            continue
        done.extend(taken_back)
        touched.extend(after)
    if not done:
        raise NothingToUndo(id=target.id)
    return Undone(replace(change_set, changes=tuple(done)), tuple(touched), tuple(failures))


def _undo_part(
    connection: Connection, change_set: ChangeSet, input_id: InputId | None, changes: Sequence[Change], number: int
) -> tuple[tuple[Change, ...], list[Input]]:
    if input_id is None:
        outcome = rules.undo(boards.load_vocabulary_board(connection, change_set.app_id), changes)
        parts = [Part(None, outcome.changes)] if outcome.changes else []
        return outcome.changes, write_parts(connection, change_set, parts, first=number, seq=change_set.seq)
    is_restored = any(change.kind == "input" and "deleted" in (change.before or {}) for change in changes)
    at = inputs.get_input(connection, input_id, also_deleted=is_restored)
    need = need_of(changes)
    board = boards.load_board(
        connection, at, suggestion_ids=need.suggestion_ids, names=need.names, concept_ids=need.concept_ids
    )
    outcome = rules.undo(board, changes)
    after = write_part(connection, change_set, at, outcome.changes, part=number, seq=change_set.seq)
    return outcome.changes, [after]


def need_of(changes: Sequence[Change]) -> Need:
    """Return what must be seen on a board to take these changes back."""
    suggestion_ids, names, concept_ids = set(), set(), set()
    for change in changes:
        for fields in (change.before, change.after):
            for name, value in (fields or {}).items():
                if name in {"concept_id", "subject_id", "object_id"} and isinstance(value, str):
                    concept_ids.add(ConceptId(value))
                if name == "name" and change.kind == "concept" and isinstance(value, str):
                    names.add(value)
        if change.kind == "suggestion":
            suggestion_ids.add(SuggestionId(change.id))
        if change.kind == "concept":
            concept_ids.add(ConceptId(change.id))
    return Need(tuple(sorted(suggestion_ids)), names=tuple(names), concept_ids=tuple(concept_ids))
