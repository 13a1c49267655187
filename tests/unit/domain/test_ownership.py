from __future__ import annotations

from dataclasses import replace

import pytest

from labelwright.domain import annotate, renaming, review
from labelwright.domain.annotate import NotYours
from labelwright.domain.board import Board
from labelwright.domain.region import Box
from tests.unit.domain.making import ME, YOU, after, board, names_on, suggestion

REGION = Box(10, 10, 50, 50)


def _labeled_by_you() -> Board:
    """One suggestion that you accepted, and a box that you drew."""
    start = board(suggestion("s", region=REGION))
    accepted = after(start, review.accept(start, ["s"], YOU))  # type: ignore[list-item]
    drawn = after(accepted, annotate.add(accepted, name="dog", region=REGION, by=YOU))
    return replace(drawn, changeable_by=ME.user_id)


def test_what_somebody_else_labeled_can_be_neither_deleted_nor_changed() -> None:
    start = _labeled_by_you()
    ids = list(start.annotations)
    for outcome in (
        annotate.delete(start, ids),
        renaming.rename(start, ids, name="lamb"),
        renaming.reassign(start, ids, name="lamb", by=ME),
    ):
        assert [type(each.error) for each in outcome.failures] == [NotYours, NotYours]
        assert outcome.changes == ()
    with pytest.raises(NotYours):
        annotate.edit_region(start, ids[0], Box(0, 0, 5, 5))


def test_a_suggestion_that_somebody_else_accepted_stays_accepted() -> None:
    start = _labeled_by_you()
    (line,) = start.suggestions
    for outcome in (
        review.revert(start, [line]),
        renaming.rename(start, [], [line], name="lamb"),
        renaming.reassign(start, [], [line], name="lamb", by=ME),
    ):
        assert [type(each.error) for each in outcome.failures] == [NotYours]
        assert outcome.changes == ()
    with pytest.raises(NotYours):
        review.edit_suggestion_region(start, line, Box(0, 0, 5, 5), ME)


def test_of_several_labels_only_the_others_own_ones_stay() -> None:
    start = _labeled_by_you()
    both = after(start, annotate.add(start, name="dog", region=Box(0, 0, 9, 9), by=ME))
    mine = next(each.id for each in both.annotations.values() if each.annotator_id == ME.user_id)
    both = replace(both, changeable_by=ME.user_id)
    outcome = annotate.delete(both, list(both.annotations))
    assert [change.id for change in outcome.changes] == [mine]
    assert len(outcome.failures) == 2


def test_two_people_label_one_input_with_one_concept_and_keep_their_own() -> None:
    start = board()
    yours = after(start, annotate.add(start, name="dog", region=None, by=YOU))
    both = after(yours, annotate.add(yours, name="dog", region=None, by=ME))
    assert names_on(both) == [("dog", None), ("dog", None)]
    mine = next(each.id for each in both.annotations.values() if each.annotator_id == ME.user_id)
    left = after(both, annotate.delete(replace(both, changeable_by=ME.user_id), [mine]))
    assert [each.annotator_id for each in left.annotations.values()] == [YOU.user_id]
