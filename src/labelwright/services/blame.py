"""Why a wish met something else than it was decided on: who did it, by name."""

from __future__ import annotations

from sqlalchemy import Connection

from labelwright import errors
from labelwright.domain.annotate import AnnotationNotFound, NotYours
from labelwright.domain.ids import AnnotationId, InputId, UserId
from labelwright.storage import change_sets, users


class AnnotationDeleted(errors.NotFound):
    """The label was deleted by {annotator}."""

    code = "annotation_deleted"
    hint = "Add it again if it should stay."


def explain(connection: Connection, input_id: InputId, error: errors.LabelwrightError) -> errors.LabelwrightError:
    """Return the error; one about what somebody else owns or has deleted, with that person's name."""
    if isinstance(error, NotYours):
        user_id = UserId(str(error.facts["annotator"]))
        return NotYours(id=error.facts["id"], annotator=users.get_user(connection, user_id).name)
    if isinstance(error, AnnotationNotFound):
        key = AnnotationId(str(error.facts["id"]))
        who = last_to_change(connection, input_id, key)
        return error if who is None else AnnotationDeleted(id=key, annotator=who)
    return error


def last_to_change(connection: Connection, input_id: InputId, annotation_id: AnnotationId) -> str | None:
    """Return the name of who changed the annotation last; None if nobody ever did on this input."""
    for actor_id, changes in change_sets.newest_changes(connection, input_id):
        if any(change.kind == "annotation" and change.id == annotation_id for change in changes):
            return users.get_user(connection, actor_id).name
    return None
