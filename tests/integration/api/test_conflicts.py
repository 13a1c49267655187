"""A conflict is answered with the label as it is now, so that who lost can go on from there."""

from __future__ import annotations

from typing import Any

from tests.integration.api.visitor import Visitor, check_problem

BOX = [0, 0, 20, 20]


def add_sheep(visitor: Visitor) -> tuple[str, dict[str, Any], str]:
    """An input with one label, and the change set that made it."""
    input_id = visitor.add_input()
    made = visitor.do(input_id, "add", concept_name="sheep", region=BOX)
    (label,) = visitor.board(input_id)["annotations"]
    return input_id, label, made["change_set"]["id"]


def test_an_edit_of_an_older_revision_is_answered_with_the_annotation_of_today(visitor: Visitor) -> None:
    input_id, label, _ = add_sheep(visitor)
    polygon = [[0, 0], [30, 0], [30, 30]]
    visitor.do(input_id, "edit_region", annotation_id=label["id"], region=polygon, revision=label["revision"])
    visitor.do(input_id, "rename", annotation_ids=[label["id"]], name="ewe")
    stale = visitor.wish(
        input_id, "edit_region", annotation_id=label["id"], region=[5, 5, 9, 9], revision=label["revision"]
    )
    state = check_problem(stale, 409, "revision_stale")["state"]
    board = visitor.board(input_id)
    assert state["annotations"] == board["annotations"]
    assert (state["annotations"][0]["region"], state["annotations"][0]["concept_name"]) == (polygon, "ewe")
    assert (state["input"], state["app_seq"]) == (board["input"], board["app_seq"])


def test_the_revision_of_the_state_is_one_that_an_edit_succeeds_with(visitor: Visitor) -> None:
    input_id, label, _ = add_sheep(visitor)
    edit = {"annotation_id": label["id"], "region": [5, 5, 9, 9]}
    refused = check_problem(visitor.wish(input_id, "edit_region", revision=0, **edit), 409, "revision_stale")
    (now,) = refused["state"]["annotations"]
    visitor.do(input_id, "edit_region", revision=now["revision"], **edit)
    assert visitor.board(input_id)["annotations"][0]["region"] == [5, 5, 9, 9]


def test_an_undo_of_what_was_changed_meanwhile_is_answered_with_what_it_is_now(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    best, *_ = visitor.suggest(input_id)
    made = visitor.do(input_id, "accept", suggestion_ids=[best])["change_set"]["id"]
    (label,) = visitor.board(input_id)["annotations"]
    visitor.do(input_id, "edit_region", annotation_id=label["id"], region=[1, 2, 30, 40])
    undo = visitor.web.post(f"/change-sets/{made}/undo")
    state = check_problem(undo, 409, "changed_meanwhile")["state"]
    board = visitor.board(input_id)
    assert state["annotations"] == board["annotations"]
    assert state["suggestions"] == [each for each in board["suggestions"] if each["id"] == best]
    assert state["suggestions"][0]["state"] == "edited"


def test_a_label_that_is_gone_is_none_in_the_state(visitor: Visitor) -> None:
    input_id, _, made = add_sheep(visitor)
    assert visitor.web.post(f"/change-sets/{made}/undo").status_code == 200
    again = check_problem(visitor.web.post(f"/change-sets/{made}/undo"), 409, "changed_meanwhile")
    assert (again["kind"], again["state"]["annotations"], again["state"]["suggestions"]) == ("annotation", [], [])
    assert again["state"]["input"]["id"] == input_id


def test_an_edit_of_what_somebody_rejected_is_answered_with_the_rejection(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    best, *_ = visitor.suggest(input_id)
    visitor.do(input_id, "reject", suggestion_ids=[best])
    refused = visitor.wish(input_id, "edit_region", suggestion_id=best, region=BOX)
    state = check_problem(refused, 409, "suggestion_rejected")["state"]
    assert [(each["id"], each["state"]) for each in state["suggestions"]] == [(best, "rejected")]
    assert state["annotations"] == []


def test_what_is_no_label_of_the_input_has_no_state(visitor: Visitor) -> None:
    input_id, _, _ = add_sheep(visitor)
    gone = visitor.wish(input_id, "edit_region", annotation_id="gone", region=BOX)
    assert "state" not in check_problem(gone, 404, "annotation_not_found")
