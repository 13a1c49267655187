from __future__ import annotations

import pytest

from labelwright.domain import annotate, history, renaming, review
from labelwright.domain.board import Board, ChangedMeanwhile, apply_changes
from labelwright.domain.change import Change
from labelwright.domain.outcome import Outcome
from labelwright.domain.region import Box
from tests.unit.domain import making
from tests.unit.domain.making import ME, after, names_on, synonyms_of

BOX = Box(10, 10, 50, 50)
OTHER_BOX = Box(60, 10, 90, 50)


def do(board: Board, outcome: Outcome) -> tuple[Board, tuple[Change, ...]]:
    return after(board, outcome), outcome.changes


def test_undoing_the_first_label_takes_its_new_concept_along() -> None:
    board, added = do(making.board(), annotate.add(making.board(), name="sheep", region=BOX, by=ME))
    assert [concept.name for concept in board.concepts.values()] == ["sheep"]
    board = after(board, history.undo(board, added))
    assert not board.concepts
    assert not board.annotations


def test_undoing_the_first_label_leaves_its_concept_to_those_who_use_it_meanwhile() -> None:
    board, first = do(making.board(), annotate.add(making.board(), name="sheep", region=BOX, by=ME))
    board = after(board, annotate.add(board, name="sheep", region=OTHER_BOX, by=ME))
    board = after(board, history.undo(board, first))
    assert names_on(board) == [("sheep", None)]


def test_redoing_a_label_takes_the_concept_that_has_its_name_meanwhile() -> None:
    board, first = do(making.board(), annotate.add(making.board(), name="sheep", region=BOX, by=ME))
    board, undone = do(board, history.undo(board, first))
    board = after(board, annotate.add(board, name="sheep", region=OTHER_BOX, by=ME))
    board = after(board, history.undo(board, undone))
    assert names_on(board) == [("sheep", None), ("sheep", None)]
    assert len(board.concepts) == 1
    assert [board.concept_uses[key] for key in board.concepts] == [2]


def test_redoing_a_label_of_the_whole_input_that_is_there_again_is_refused() -> None:
    board, first = do(making.board(), annotate.add(making.board(), name="sheep", region=None, by=ME))
    board, undone = do(board, history.undo(board, first))
    board = after(board, annotate.add(board, name="sheep", region=None, by=ME))
    with pytest.raises(ChangedMeanwhile):
        history.undo(board, undone)


def test_redoing_a_label_whose_concept_is_gone_is_refused() -> None:
    board, first = do(making.board(), annotate.add(making.board(), name="sheep", region=BOX, by=ME))
    board, second = do(board, annotate.add(board, name="sheep", region=OTHER_BOX, by=ME))
    board, undone = do(board, history.undo(board, second))
    board = after(board, history.undo(board, first))
    with pytest.raises(ChangedMeanwhile, match="The concept"):
        history.undo(board, undone)


def test_redoing_a_rename_that_was_made_again_elsewhere_keeps_one_relation() -> None:
    board = after(making.board(), annotate.add(making.board(), name="Schaf", region=BOX, by=ME))
    board = after(board, annotate.add(board, name="Schaf", region=OTHER_BOX, by=ME))
    here, elsewhere = board.annotations
    board, renamed = do(board, renaming.rename(board, [here], name="sheep"))
    board, undone = do(board, history.undo(board, renamed))
    board = after(board, renaming.rename(board, [elsewhere], name="sheep"))
    board = after(board, history.undo(board, undone))
    assert names_on(board) == [("sheep", "Schaf"), ("sheep", "Schaf")]
    assert synonyms_of(board) == {("Schaf", "sheep")}
    assert len(board.relations) == 1


def test_redoing_a_rename_that_another_one_replaced_meanwhile_is_refused() -> None:
    board = after(making.board(), annotate.add(making.board(), name="Schaf", region=BOX, by=ME))
    board = after(board, annotate.add(board, name="Schaf", region=OTHER_BOX, by=ME))
    here, elsewhere = board.annotations
    board, renamed = do(board, renaming.rename(board, [here], name="sheep"))
    board, undone = do(board, history.undo(board, renamed))
    board = after(board, renaming.rename(board, [elsewhere], name="ewe"))
    with pytest.raises(ChangedMeanwhile, match="The relation"):
        history.undo(board, undone)


def test_undoing_the_acceptance_of_a_label_that_was_edited_since_is_refused() -> None:
    board = making.board(making.suggestion("s", "sheep", BOX))
    board, accepted = do(board, review.accept(board, list(board.suggestions), ME))
    board = after(board, annotate.edit_region(board, next(iter(board.annotations)), OTHER_BOX))
    with pytest.raises(ChangedMeanwhile):
        history.undo(board, accepted)


def test_the_same_change_is_not_undone_twice() -> None:
    board, done = do(making.board(), review.mark_done(making.board(), done=True))
    assert board.done
    board = after(board, history.undo(board, done))
    assert not board.done
    with pytest.raises(ChangedMeanwhile):
        history.undo(board, done)


@pytest.mark.parametrize(
    "change",
    [
        Change("annotation", "nowhere", {"concept_id": "a"}, {"concept_id": "b"}),  # of what is not there
        Change("annotation", "nowhere", {"concept_id": "a"}, None),  # deletion of what is not there
        Change("suggestion", "s", None, {"state": "open"}),  # creation of what is there
        Change("suggestion", "s", {"state": "accepted"}, {"state": "open"}),  # from a state it is not in
        Change("input", "input", {"done": True}, {"done": False}),  # of an input that is not done
    ],
)
def test_changes_that_do_not_fit_the_board_are_refused(change: Change) -> None:
    board = making.board(making.suggestion("s"))
    with pytest.raises(ChangedMeanwhile):
        apply_changes(board, [change])
