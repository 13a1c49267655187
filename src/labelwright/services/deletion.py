"""Inputs leave an app and come back: always by a change set, with all their labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from labelwright.domain.change import Change, ChangeSet
from labelwright.domain.ids import AppId, ChangeSetId, InputId, UserId, new_id
from labelwright.domain.input import Input
from labelwright.domain.outcome import Reviewer
from labelwright.services.idempotency import RequestKey, carry_out_once
from labelwright.services.workshop import Workshop
from labelwright.services.writing import Part, write_parts
from labelwright.storage import apps, change_sets, inputs


@dataclass(frozen=True, slots=True)
class Deleted:
    """What came of it: the change set, None if all was so already; and the inputs that it touched, as they are then."""

    change_set: ChangeSet | None
    inputs: tuple[Input, ...]


def delete_inputs(
    workshop: Workshop,
    app_id: AppId,
    input_ids: Sequence[InputId],
    *,
    by: UserId,
    render: Callable[[Deleted], bytes],
    request: RequestKey | None = None,
) -> bytes:
    """Take inputs out of the app in one transaction; return what `render` makes of it. One undo brings all back.

    Raises:
        AppNotFound, InputNotFound, IdempotencyKeyReused
    """
    reviewer = Reviewer(by, workshop.now())
    with workshop.database.write() as connection:
        apps.get_app(connection, app_id, lock=True)
        answer = carry_out_once(
            connection,
            request,
            reviewer.at,
            lambda: render(set_deleted(connection, app_id, input_ids, reviewer, deleted=True)),
        )
    workshop.tell(app_id)
    return answer


def set_deleted(
    connection: Connection, app_id: AppId, input_ids: Sequence[InputId], by: Reviewer, *, deleted: bool
) -> Deleted:
    """Delete or restore inputs within a transaction of the caller, who has locked the app; those that are so stay.

    Raises:
        InputNotFound: if one of them does not exist or belongs to another app; nothing is changed then.
    """
    app = apps.get_app(connection, app_id)
    found = inputs.inputs_of_app(connection, app_id, list(dict.fromkeys(input_ids)))
    change = {"deleted": deleted}
    parts = [
        Part(at, (Change("input", at.id, before={"deleted": not deleted}, after=change),))
        for at in found
        if (at.deleted_at is not None) != deleted
    ]
    if not parts:
        return Deleted(None, ())
    change_set = ChangeSet(
        id=ChangeSetId(new_id()),
        app_id=app.id,
        seq=app.change_seq + 1,
        action="delete_inputs" if deleted else "restore_inputs",
        actor_id=by.user_id,
        at=by.at,
        input_id=found[0].id if len(found) == 1 else None,
        changes=(),
    )
    change_sets.insert_change_set(connection, change_set)
    after = write_parts(connection, change_set, parts, first=0, seq=change_set.seq)
    changes = tuple(change for part in parts for change in part.changes)
    return Deleted(replace(change_set, changes=changes), tuple(after))
