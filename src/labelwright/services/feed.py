"""What was changed in an app, from a number on: for live pages."""

from __future__ import annotations

from dataclasses import dataclass

from labelwright.domain.change import ChangeSet
from labelwright.domain.ids import AppId, InputId
from labelwright.services.workshop import Workshop
from labelwright.storage import apps, change_sets

SPAN = 100
"""Changes read at once."""


@dataclass(frozen=True, slots=True)
class News:
    """One change set, with its changes of one input."""

    seq: int
    change_set: ChangeSet
    input_id: InputId | None


def news_after(workshop: Workshop, app_id: AppId, seq: int) -> tuple[list[News], int]:
    """Return what was changed after number `seq`, oldest first, and the number up to which that is complete."""
    with workshop.database.read() as connection:
        newest = apps.get_app(connection, app_id).change_seq
        if newest <= seq:
            return [], seq
        found = change_sets.change_sets_after(connection, app_id, seq, span=SPAN)
    return [News(*entry) for entry in found], min(newest, seq + SPAN)
