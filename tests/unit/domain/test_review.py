from __future__ import annotations

import pytest

from labelwright.domain import annotate, renaming, review
from labelwright.domain.annotate import AlreadyLabeled, HasNoRegion
from labelwright.domain.board import Board, apply_changes
from labelwright.domain.clamp import RegionEmpty, RegionNotFinite, RegionOutsideImage
from labelwright.domain.ids import ModelVersion, SuggestionId
from labelwright.domain.region import Box
from labelwright.domain.rejection import carry_rejections
from labelwright.domain.review import SuggestionNotFound, SuggestionNotOpen, SuggestionRejected
from tests.unit.domain import making
from tests.unit.domain.making import ME, VERSION, YOU, after, names_on, suggestion

BOX = Box(10, 10, 50, 50)
S = SuggestionId("s")


def states_of(board: Board) -> list[str]:
    return [each.state for each in board.suggestions.values()]


def test_accepting_keeps_who_when_and_what_the_model_said() -> None:
    board = making.board(suggestion("s", "sheep", BOX, score=0.73))
    board = after(board, review.accept(board, [S], ME))
    (label,) = board.annotations.values()
    assert (label.region, label.annotator_id, label.created_at) == (BOX, ME.user_id, ME.at)
    assert (label.suggestion_id, label.model_version, label.score) == (S, VERSION, 0.73)
    assert (label.provenance, states_of(board)) == ("accepted", ["accepted"])
    assert names_on(board) == [("sheep", None)]


def test_accepting_twice_is_accepting_once() -> None:
    board = making.board(suggestion("s", "sheep", BOX))
    assert len(after(board, review.accept(board, [S, S], ME)).annotations) == 1
    board = after(board, review.accept(board, [S], ME))
    assert review.accept(board, [S], YOU).changes == ()


def test_unchecking_an_accepted_suggestion_makes_it_open_again() -> None:
    board = making.board(suggestion("s", "sheep", BOX))
    board = after(board, review.accept(board, [S], ME))
    board = after(board, review.revert(board, [S]))
    assert (states_of(board), board.annotations) == (["open"], {})


def test_deleting_the_label_opens_its_suggestion_again() -> None:
    board = making.board(suggestion("s", "sheep", BOX))
    board = after(board, review.accept(board, [S], ME))
    board = after(board, annotate.delete(board, list(board.annotations)))
    assert (states_of(board), board.annotations) == (["open"], {})


def test_a_rejected_suggestion_is_accepted_only_after_it_was_restored() -> None:
    board = making.board(suggestion("s", "sheep", BOX))
    board = after(board, review.reject(board, [S]))
    (failure,) = review.accept(board, [S], ME).failures
    assert isinstance(failure.error, SuggestionRejected)
    assert isinstance(review.revert(board, [S]).failures[0].error, SuggestionRejected)
    board = after(board, review.restore(board, [S]))
    assert states_of(after(board, review.accept(board, [S], ME))) == ["accepted"]


def test_an_accepted_suggestion_is_rejected_only_after_it_was_reverted() -> None:
    board = making.board(suggestion("s", "sheep", BOX))
    board = after(board, review.accept(board, [S], ME))
    (failure,) = review.reject(board, [S]).failures
    assert isinstance(failure.error, SuggestionNotOpen)
    assert "accepted" in failure.error.message


def test_an_unknown_suggestion_is_reported_and_the_others_are_accepted() -> None:
    board = making.board(suggestion("s", "sheep", BOX))
    outcome = review.accept(board, [SuggestionId("gone"), S], ME)
    assert [(f.id, type(f.error)) for f in outcome.failures] == [("gone", SuggestionNotFound)]
    assert states_of(apply_changes(board, outcome.changes)) == ["accepted"]


def test_accept_all_takes_both_ends_of_the_range_and_one_model_version_only() -> None:
    scores = [0.399, 0.4, 0.7, 0.9, 0.901]
    lines = [suggestion(f"s{n}", f"name {n}", score=score) for n, score in enumerate(scores)]
    other = suggestion("other", "name", score=0.5, version=ModelVersion("model:other@1"))
    board = making.board(*lines, other)
    board = after(board, review.accept_all(board, VERSION, ME, min_score=0.4, max_score=0.9))
    assert states_of(board) == ["open", "accepted", "accepted", "accepted", "open", "open"]


def test_accept_all_leaves_what_is_labeled_already() -> None:
    board = making.board(suggestion("s", "sheep", BOX), suggestion("t", "sheep", Box(60, 10, 90, 50)))
    board = after(board, annotate.add(board, name="sheep", region=Box(10, 10, 50, 49), by=ME))
    board = after(board, review.accept_all(board, VERSION, ME, min_score=0, max_score=1))
    assert states_of(board) == ["open", "accepted"]


def test_accept_all_labels_the_input_once_with_names_that_mean_one_concept() -> None:
    board = after(b := making.board(), annotate.add(b, name="Schaf", region=BOX, by=ME))
    board = after(board, renaming.rename(board, list(board.annotations), name="sheep"))
    lines = [suggestion("s", "Schaf", score=0.8), suggestion("t", "sheep", score=0.9)]
    board = Board(
        board.input_id,
        board.width_px,
        board.height_px,
        concepts=board.concepts,
        relations=board.relations,
        suggestions={line.id: line for line in lines},
    )
    board = after(board, review.accept_all(board, VERSION, ME, min_score=0, max_score=1))
    assert states_of(board) == ["open", "accepted"]


def test_accepting_a_second_label_of_the_whole_input_with_one_concept_is_refused() -> None:
    board = making.board(suggestion("s", "sheep"), suggestion("t", "sheep"))
    outcome = review.accept(board, [S, SuggestionId("t")], ME)
    assert [type(f.error) for f in outcome.failures] == [AlreadyLabeled]
    board = apply_changes(board, outcome.changes)
    assert states_of(after(board, review.accept(board, [SuggestionId("t")], YOU))) == ["accepted", "accepted"]


def test_editing_a_suggestion_accepts_it_as_edited_and_cuts_it_off_at_the_edge() -> None:
    board = making.board(suggestion("s", "sheep", BOX))
    board = after(board, review.edit_suggestion_region(board, S, Box(-5, 10, 50, 200), ME))
    (label,) = board.annotations.values()
    assert (label.region, label.provenance) == (Box(0, 10, 50, 80), "edited")
    assert states_of(board) == ["edited"]
    assert board.suggestions[S].region == BOX, "a prediction never changes"


def test_editing_an_accepted_suggestion_moves_its_label() -> None:
    board = making.board(suggestion("s", "sheep", BOX))
    board = after(board, review.accept(board, [S], ME))
    board = after(board, review.edit_suggestion_region(board, S, Box(0, 0, 9, 9), YOU))
    (label,) = board.annotations.values()
    assert (label.region, label.provenance, label.annotator_id) == (Box(0, 0, 9, 9), "edited", ME.user_id)
    assert states_of(board) == ["edited"]


def test_editing_to_the_same_region_changes_nothing() -> None:
    board = after(b := making.board(), annotate.add(b, name="sheep", region=BOX, by=ME))
    assert annotate.edit_region(board, next(iter(board.annotations)), BOX).changes == ()


def test_what_labels_the_whole_input_has_no_region_to_edit() -> None:
    board = making.board(suggestion("s", "sheep"))
    with pytest.raises(HasNoRegion):
        review.edit_suggestion_region(board, S, BOX, ME)
    board = after(board, review.accept(board, [S], ME))
    with pytest.raises(HasNoRegion):
        annotate.edit_region(board, next(iter(board.annotations)), BOX)


@pytest.mark.parametrize(
    ("region", "error"),
    [
        (Box(float("nan"), 0, 10, 10), RegionNotFinite),
        (Box(0, 0, float("inf"), 10), RegionNotFinite),
        (Box(0, 0, 0.5, 10), RegionEmpty),
        (Box(30, 30, 10, 10), RegionEmpty),  # corners the wrong way round
        (Box(200, 0, 210, 10), RegionOutsideImage),
        (Box(99.5, 0, 150, 10), RegionEmpty),  # hardly any of it inside
    ],
)
def test_a_region_that_is_none_of_this_picture_is_refused(region: Box, error: type[Exception]) -> None:
    board = making.board(suggestion("s", "sheep", BOX))
    with pytest.raises(error):
        annotate.add(board, name="sheep", region=region, by=ME)
    with pytest.raises(error):
        review.edit_suggestion_region(board, S, region, ME)


def test_a_rejected_suggestion_does_not_come_back_on_re_prediction() -> None:
    rejected = [suggestion("r", "sheep", BOX, state="rejected"), suggestion("q", "hill", state="rejected")]
    again = [
        suggestion("a", "sheep", Box(10.4, 10, 50, 50.3)),  # the same place, a little off
        suggestion("b", "sheep", Box(60, 10, 90, 50)),  # another place
        suggestion("c", "dog", BOX),  # another concept
        suggestion("d", "hill"),
        suggestion("e", "hill", BOX),  # a region is not the whole input
    ]
    assert [line.state for line in carry_rejections(rejected, again)] == [
        "rejected",
        "open",
        "open",
        "rejected",
        "open",
    ]


def test_marking_done_twice_is_marking_it_once() -> None:
    board = after(b := making.board(), review.mark_done(b, done=True))
    assert review.mark_done(board, done=True).changes == ()
