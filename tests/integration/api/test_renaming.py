"""Another name or concept for labels, over HTTP."""

from __future__ import annotations

from tests.integration.api.visitor import Visitor, check_problem


def test_a_suggestion_is_accepted_with_another_concept_in_one_wish(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    first, *_ = visitor.suggest(input_id)
    visitor.do(input_id, "reassign", suggestion_ids=[first], name="goat")
    board = visitor.board(input_id)
    assert [(a["concept_name"], a["original_name"], a["provenance"]) for a in board["annotations"]] == [
        ("goat", None, "edited")
    ]
    assert board["suggestions"][0]["state"] == "edited"


def test_open_suggestions_that_are_renamed_stay_open_under_the_new_name(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    first, *_ = visitor.suggest(input_id)
    visitor.do(input_id, "rename", suggestion_ids=[first], name="Schaf")
    shown = [(s["concept_name"], s["original_name"], s["state"]) for s in visitor.board(input_id)["suggestions"]]
    assert shown == [("Schaf", "sheep", "open"), ("Schaf", "sheep", "open"), ("dog", None, "open")]


def test_another_name_for_no_label_is_refused(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    check_problem(visitor.wish(input_id, "rename", name="goat"), 422, "labels_missing")
    check_problem(visitor.wish(input_id, "reassign", name="goat"), 422, "labels_missing")
