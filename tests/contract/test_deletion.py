"""Inputs that are deleted and come back, on every database."""

from __future__ import annotations

import io
import json

import pytest

from labelwright.domain.ids import ChangeSetId, InputId
from labelwright.services import deletion, export, ingest, look, review
from labelwright.storage.inputs import InputDeleted, InputFilter, InputNotFound
from tests.contract.audit import check_counts
from tests.contract.desk import Desk, change_set_id, line, picture


def _delete(desk: Desk, *ids: InputId) -> ChangeSetId | None:
    seen: list[deletion.Deleted] = []

    def render(deleted: deletion.Deleted) -> bytes:
        seen.append(deleted)
        return b"{}"

    deletion.delete_inputs(desk.workshop, desk.app_id, ids, by=desk.user_id, render=render)
    change_set = seen[0].change_set
    return change_set.id if change_set else None


def _listed(desk: Desk) -> list[InputId]:
    where = InputFilter()
    _, page = look.page_of_inputs(
        desk.workshop, desk.app_id, where, sort="oldest", cursor=None, backward=False, limit=100
    )
    return [at.id for at in page.items]


def _exported(desk: Desk) -> list[str]:
    out = io.StringIO()
    export.export_app(desk.workshop, desk.app_id, out, with_suggestions=True)
    return [image["file_name"] for image in json.loads(out.getvalue())["images"]]


def test_a_deleted_input_leaves_lists_counts_and_exports_and_one_undo_brings_it_back(desk: Desk) -> None:
    first, second, third = desk.add_inputs(3)
    desk.suggest(first, line("sheep"))
    made = desk.do(second, review.add("dog", None))
    deleted = _delete(desk, first, second, first)
    assert deleted is not None
    assert _listed(desk) == [third]
    assert _exported(desk) == ["2.png"]
    app = desk.app()
    assert (app.n_unlabeled, app.n_has_suggestions, app.n_labeled) == (1, 0, 0)
    with pytest.raises(InputDeleted, match=r"0\.png"):
        look.view_board(desk.workshop, first, None)
    with pytest.raises(InputDeleted):
        desk.do(second, review.mark_done(True))
    with pytest.raises(InputDeleted):
        desk.undo(change_set_id(made))
    assert _delete(desk, first) is None

    desk.undo(deleted)
    assert _listed(desk) == [first, second, third]
    assert _exported(desk) == ["0.png", "1.png", "2.png"]
    assert desk.labels(second) == [("dog", None, "by_hand")]
    app = desk.app()
    assert (app.n_unlabeled, app.n_has_suggestions, app.n_labeled) == (1, 1, 1)
    check_counts(desk.workshop.database)


def test_the_same_file_added_again_brings_a_deleted_input_back_with_its_labels(desk: Desk) -> None:
    (first,) = desk.add_inputs(1)
    desk.do(first, review.add("dog", None))
    _delete(desk, first)
    files = [ingest.IncomingFile("again.png", picture(0)), ingest.IncomingFile("twice.png", picture(0))]
    back, twice = ingest.add_files(desk.workshop, desk.app_id, files, by=desk.user_id)
    assert back.input is not None
    assert (back.input.id, back.error) == (first, None)
    assert isinstance(twice.error, ingest.DuplicateInput)
    assert desk.labels(first) == [("dog", None, "by_hand")]
    assert desk.app().n_labeled == 1
    check_counts(desk.workshop.database)


def test_nothing_is_deleted_if_one_of_the_inputs_is_of_no_app(desk: Desk) -> None:
    (first,) = desk.add_inputs(1)
    with pytest.raises(InputNotFound):
        _delete(desk, first, InputId("other"))
    assert _listed(desk) == [first]
