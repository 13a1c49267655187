"""Renaming, row by row of A16: renaming a label is remembered by the app as a concept relation."""

from __future__ import annotations

import pytest

from labelwright.domain import annotate, renaming, review
from labelwright.domain.annotate import AlreadyLabeled, AnnotationNotFound
from labelwright.domain.board import Board, apply_changes
from labelwright.domain.concept import ConceptNameInvalid
from labelwright.domain.ids import AnnotationId, SuggestionId
from labelwright.domain.region import Box
from tests.unit.domain import making
from tests.unit.domain.making import ME, after, names_on, synonyms_of

BOX = Box(10, 10, 50, 50)


def labeled(*names: str, region: Box | None = BOX) -> Board:
    board = making.board(making.suggestion("s1", "A", BOX), making.suggestion("s2", "A", BOX))
    for name in names:
        board = after(board, annotate.add(board, name=name, region=region, by=ME))
    return board


def renamed(board: Board, position: int, name: str) -> Board:
    return after(board, renaming.rename(board, [list(board.annotations)[position]], name=name))


def names_of_concepts(board: Board) -> list[str]:
    return sorted(concept.name for concept in board.concepts.values())


def test_renaming_a_to_b_makes_b_and_remembers_a_as_its_synonym() -> None:
    board = renamed(labeled("A"), 0, "B")
    assert names_on(board) == [("B", "A")]
    assert synonyms_of(board) == {("A", "B")}
    assert names_of_concepts(board) == ["A", "B"]


def test_renaming_leaves_other_labels_of_the_same_concept_alone() -> None:
    assert names_on(renamed(labeled("A", "A"), 1, "B")) == [("A", None), ("B", "A")]


def test_from_then_on_accepting_and_adding_a_gives_b() -> None:
    board = renamed(labeled("A"), 0, "B")
    board = after(board, review.accept(board, list(board.suggestions)[:1], ME))
    board = after(board, annotate.add(board, name="A", region=BOX, by=ME))
    assert names_on(board) == [("B", "A")] * 3


def test_an_older_rename_of_a_is_replaced() -> None:
    board = renamed(labeled("A", "A"), 0, "B")
    board = renamed(board, 1, "C")
    assert names_on(board) == [("B", "A"), ("C", "A")]
    assert synonyms_of(board) == {("A", "C")}


def test_renaming_a_renamed_label_on_keeps_its_first_name() -> None:
    board = renamed(renamed(labeled("A"), 0, "B"), 0, "C")
    assert names_on(board) == [("C", "A")]
    assert synonyms_of(board) == {("A", "C")}


def test_renaming_back_gives_a_again_here_and_leaves_b_and_the_relation_in_the_app() -> None:
    board = renamed(renamed(labeled("A", "A"), 0, "B"), 0, "A")
    assert names_on(board) == [("A", None), ("A", None)]
    assert synonyms_of(board) == {("A", "B")}
    assert names_of_concepts(board) == ["A", "B"]


def test_renaming_a_label_that_was_added_as_b_back_to_a_stores_no_relation_the_other_way_round() -> None:
    board = after(b := renamed(labeled("A"), 0, "B"), annotate.add(b, name="B", region=BOX, by=ME))
    board = renamed(board, 1, "A")
    assert names_on(board) == [("B", "A"), ("A", None)]
    assert synonyms_of(board) == {("A", "B")}


@pytest.mark.parametrize("same", ["A", "  A\t", "A\n"])
def test_renaming_to_the_same_name_changes_nothing(same: str) -> None:
    board = labeled("A")
    assert renaming.rename(board, list(board.annotations), name=same).changes == ()


def test_capitals_make_another_concept() -> None:
    assert names_on(renamed(labeled("A"), 0, "a")) == [("a", "A")]


def test_a_name_is_the_same_however_its_accents_are_typed() -> None:
    board = after(b := labeled("Bär"), annotate.add(b, name="Ba\u0308r", region=BOX, by=ME))
    assert names_on(board) == [("Bär", None), ("Bär", None)]
    assert len(board.concepts) == 1


def test_renaming_several_renames_all_and_remembers_one_relation() -> None:
    board = labeled("A", "A", "A")
    board = after(board, renaming.rename(board, list(board.annotations), name="B"))
    assert names_on(board) == [("B", "A")] * 3
    assert len(board.relations) == 1


def test_renaming_a_label_of_the_whole_input_to_one_it_has_already_is_refused() -> None:
    board = labeled("A", "B", region=None)
    outcome = renaming.rename(board, [next(iter(board.annotations))], name="B")
    assert [type(failure.error) for failure in outcome.failures] == [AlreadyLabeled]
    assert names_on(apply_changes(board, outcome.changes)) == [("A", None), ("B", None)]


def test_one_that_cannot_be_renamed_does_not_stop_the_others() -> None:
    board = labeled("A")
    outcome = renaming.rename(board, [AnnotationId("gone"), *board.annotations], name="B")
    assert [(failure.id, type(failure.error)) for failure in outcome.failures] == [("gone", AnnotationNotFound)]
    assert names_on(apply_changes(board, outcome.changes)) == [("B", "A")]


def test_reassigning_corrects_the_model_here_and_remembers_nothing() -> None:
    board = labeled("A")
    board = after(board, review.accept(board, list(board.suggestions)[:1], ME))
    board = after(board, renaming.reassign(board, [list(board.annotations)[1]], name="B", by=ME))
    assert names_on(board) == [("A", None), ("B", None)]
    assert synonyms_of(board) == set()
    assert list(board.annotations.values())[1].provenance == "edited"
    assert [s.state for s in board.suggestions.values()] == ["edited", "open"]


@pytest.mark.parametrize(
    "name",
    [
        "",
        " \t ",
        "x" * 201,
        "a\x00b",
        "a\nb",  # a line break
        "a\u2028b",  # a line break by another name
        "a\x1b[31mb",  # a terminal's escape
        "\ud800",  # half a character
        "\u200b\u200d",  # nothing that could be seen
    ],
)
def test_a_name_that_no_concept_can_have_is_refused(name: str) -> None:
    with pytest.raises(ConceptNameInvalid):
        renaming.rename(labeled("A"), [], name=name)


ANY_SCRIPT = ["羊", "خروف", "कुत्ता", "نیم‌فاصله", "Ёж", "sheep-dog (old)", "🐑", "👩‍🌾", "#1 'a' \"b\" %", "x" * 200]


@pytest.mark.parametrize("name", ANY_SCRIPT)
def test_a_name_in_any_script_is_kept_as_typed(name: str) -> None:
    assert names_on(labeled(name)) == [(name, None)]


def test_renaming_an_open_suggestion_leaves_it_open_and_is_remembered() -> None:
    board = labeled()
    board = after(board, renaming.rename(board, [], [SuggestionId("s1")], name="B"))
    assert [s.state for s in board.suggestions.values()] == ["open", "open"]
    assert synonyms_of(board) == {("A", "B")}
    board = after(board, review.accept(board, [SuggestionId("s2")], ME))
    assert names_on(board) == [("B", "A")]


def test_reassigning_an_open_suggestion_accepts_it_as_edited_with_the_other_concept() -> None:
    board = labeled()
    board = after(board, renaming.reassign(board, [], [SuggestionId("s1")], name="B", by=ME))
    assert names_on(board) == [("B", None)]
    assert synonyms_of(board) == set()
    assert next(iter(board.annotations.values())).provenance == "edited"
    assert [s.state for s in board.suggestions.values()] == ["edited", "open"]


def test_reassigning_a_suggestion_to_the_concept_it_has_accepts_it() -> None:
    board = labeled()
    board = after(board, renaming.reassign(board, [], [SuggestionId("s1")], name="A", by=ME))
    assert [a.provenance for a in board.annotations.values()] == ["accepted"]


def test_a_rejected_suggestion_is_neither_renamed_nor_reassigned() -> None:
    board = after(b := labeled(), review.reject(b, [SuggestionId("s1")]))
    for outcome in (
        renaming.rename(board, [], [SuggestionId("s1")], name="B"),
        renaming.reassign(board, [], [SuggestionId("s1")], name="B", by=ME),
    ):
        assert [type(failure.error) for failure in outcome.failures] == [review.SuggestionRejected]
        assert outcome.changes == ()


def test_what_a_synonym_leads_to_leads_on() -> None:
    board = renamed(labeled("A"), 0, "B")
    board = after(board, annotate.add(board, name="B", region=BOX, by=ME))
    board = renamed(board, 1, "C")
    assert synonyms_of(board) == {("A", "B"), ("B", "C")}
    board = after(board, annotate.add(board, name="A", region=BOX, by=ME))
    assert names_on(board)[-1] == ("C", "A")


def test_a_rename_that_would_close_a_ring_of_synonyms_changes_the_label_only() -> None:
    board = renamed(labeled("A"), 0, "B")
    board = renamed(after(board, annotate.add(board, name="B", region=BOX, by=ME)), 1, "C")
    board = renamed(after(board, annotate.add(board, name="C", region=BOX, by=ME)), 2, "A")
    assert names_on(board) == [("B", "A"), ("C", "B"), ("A", None)]
    assert synonyms_of(board) == {("A", "B"), ("B", "C")}
