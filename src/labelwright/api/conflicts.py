"""A conflict over a label is answered with that label as it is now, so that who lost can go on from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from labelwright import errors
from labelwright.api.schemas.boards import board_part_dict
from labelwright.domain.ids import AnnotationId, InputId
from labelwright.services import look
from labelwright.services.history import NothingToUndo
from labelwright.services.workshop import Workshop


@contextmanager
def told_with_state(workshop: Workshop, input_of: Callable[[], InputId | None]) -> Iterator[None]:
    """Give conflicts over one label the member `state`, a `BoardPartOut`.

    Args:
        workshop: where the label is.
        input_of: asked for the input only if there is a conflict; None where several inputs are meant.
    """
    try:
        yield
    except errors.Conflict as error:
        label_id, input_id = _label_of(error), input_of()
        if label_id is not None and input_id is not None:
            error.facts["state"] = board_part_dict(look.view_label(workshop, input_id, label_id))
        raise


def _label_of(error: errors.Conflict) -> AnnotationId | None:
    named = error.facts.get("id")
    is_label = error.facts.get("kind", "annotation") in {"annotation", "suggestion"}
    if isinstance(error, NothingToUndo) or not is_label or not isinstance(named, str):
        return None
    return AnnotationId(named)
