"""The rules of review hold after any sequence of actions, and every sequence can be taken back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from labelwright import errors
from labelwright.domain import annotate, history, renaming, review
from labelwright.domain.board import Board, apply_changes
from labelwright.domain.change import Change
from labelwright.domain.ids import AnnotationId, SuggestionId
from labelwright.domain.outcome import Outcome, Reviewer
from labelwright.domain.region import Box, Polygon, Region
from tests.unit.domain import making
from tests.unit.domain.making import HEIGHT_PX, VERSION, WIDTH_PX

NAMES = st.sampled_from(["sheep", "Schaf", "dog", "cat", "羊"])
SCORES = st.sampled_from([0.1, 0.4, 0.5, 0.9, 1.0])
CORNERS = st.integers(-20, 120)
LENGTHS = st.integers(0, 60)
BOXES = st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), CORNERS, CORNERS, LENGTHS, LENGTHS)
POLYGONS = st.lists(st.tuples(CORNERS, CORNERS), max_size=6).map(lambda points: Polygon(tuple(points)))
REGIONS = BOXES | POLYGONS
BOXES_WITHIN = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    st.integers(0, 3).map(lambda n: n * 20.0),
    st.integers(0, 2).map(lambda n: n * 20.0),
    st.sampled_from([10.0, 20.0, 40.0]),
    st.sampled_from([10.0, 20.0]),
)
TRIANGLES_WITHIN = BOXES_WITHIN.map(lambda box: Polygon(box.points[:3]))
WITHIN = BOXES_WITHIN | TRIANGLES_WITHIN
REVIEWERS = st.sampled_from([making.ME, making.YOU])
LINES = st.lists(st.tuples(NAMES, st.none() | WITHIN, SCORES), max_size=8)
PICKS = st.lists(st.integers(0, 11), min_size=1, max_size=4)


def state_of(board: Board) -> Board:
    """The board as it is compared: a concept used nowhere has no count."""
    return replace(board, concept_uses={key: n for key, n in board.concept_uses.items() if n})


class ReviewMachine(RuleBasedStateMachine):
    @initialize(lines=LINES)
    def open_input(self, lines: list[tuple[str, Region | None, float]]) -> None:
        suggestions = [making.suggestion(f"s{n}", name, box, score=score) for n, (name, box, score) in enumerate(lines)]
        self.first = self.board = making.board(*suggestions)
        self.boards = [self.board]
        self.done: list[tuple[Change, ...]] = []

    def carry_out(self, outcome: Outcome) -> None:
        if outcome.changes:
            self.board = apply_changes(self.board, outcome.changes)
            self.boards.append(self.board)
            self.done.append(outcome.changes)

    def suggestions(self, picks: list[int]) -> list[SuggestionId]:
        keys = sorted(self.board.suggestions)
        return [keys[pick % len(keys)] for pick in picks if keys] + [SuggestionId("unknown")]

    def annotations(self, picks: list[int]) -> list[AnnotationId]:
        keys = sorted(self.board.annotations)
        return [keys[pick % len(keys)] for pick in picks if keys] + [AnnotationId("unknown")]

    @rule(picks=PICKS, by=REVIEWERS)
    def accept(self, picks: list[int], by: Reviewer) -> None:
        self.carry_out(review.accept(self.board, self.suggestions(picks), by))

    @rule(low=SCORES, high=SCORES, by=REVIEWERS)
    def accept_all_twice(self, low: float, high: float, by: Reviewer) -> None:
        for again in range(2):
            outcome = review.accept_all(self.board, VERSION, by, min_score=low, max_score=high)
            assert not (again and outcome.changes), "the second time there is nothing left to accept"
            assert outcome.failures == ()
            self.carry_out(outcome)

    @rule(picks=PICKS)
    def revert(self, picks: list[int]) -> None:
        self.carry_out(review.revert(self.board, self.suggestions(picks)))

    @rule(picks=PICKS)
    def reject(self, picks: list[int]) -> None:
        self.carry_out(review.reject(self.board, self.suggestions(picks)))

    @rule(picks=PICKS)
    def restore(self, picks: list[int]) -> None:
        self.carry_out(review.restore(self.board, self.suggestions(picks)))

    @rule(name=NAMES, region=st.none() | REGIONS, by=REVIEWERS)
    def add(self, name: str, region: Region | None, by: Reviewer) -> None:
        try:
            self.carry_out(annotate.add(self.board, name=name, region=region, by=by))
        except errors.Invalid:
            assert region is not None

    @rule(pick=st.integers(0, 11), region=REGIONS, by=REVIEWERS)
    def edit_a_suggestion(self, pick: int, region: Region, by: Reviewer) -> None:
        try:
            outcome = review.edit_suggestion_region(self.board, self.suggestions([pick])[0], region, by)
        except (errors.Invalid, errors.Conflict, errors.NotFound):
            return
        self.carry_out(outcome)

    @rule(pick=st.integers(0, 11), region=REGIONS)
    def edit_an_annotation(self, pick: int, region: Region) -> None:
        try:
            outcome = annotate.edit_region(self.board, self.annotations([pick])[0], region)
        except (errors.Invalid, errors.NotFound):
            return
        self.carry_out(outcome)

    @rule(picks=PICKS, lines=PICKS, region=REGIONS, by=REVIEWERS)
    def edit_several(self, picks: list[int], lines: list[int], region: Box, by: Reviewer) -> None:
        labels = dict.fromkeys(self.annotations(picks), region)
        self.carry_out(review.edit_regions(self.board, labels, dict.fromkeys(self.suggestions(lines), region), by))

    @rule(picks=PICKS)
    def delete(self, picks: list[int]) -> None:
        self.carry_out(annotate.delete(self.board, self.annotations(picks)))

    @rule(picks=PICKS, lines=PICKS, name=NAMES)
    def rename(self, picks: list[int], lines: list[int], name: str) -> None:
        self.carry_out(renaming.rename(self.board, self.annotations(picks), self.suggestions(lines), name=name))

    @rule(picks=PICKS, lines=PICKS, name=NAMES, by=REVIEWERS)
    def reassign(self, picks: list[int], lines: list[int], name: str, by: Reviewer) -> None:
        labels, suggested = self.annotations(picks), self.suggestions(lines)
        self.carry_out(renaming.reassign(self.board, labels, suggested, name=name, by=by))

    @rule(done=st.booleans())
    def mark_done(self, done: bool) -> None:
        self.carry_out(review.mark_done(self.board, done=done))

    @precondition(lambda self: self.done)
    @rule(back=st.integers(1, 5))
    def undo_or_redo_anything(self, back: int) -> None:
        try:
            outcome = history.undo(self.board, self.done[-min(back, len(self.done))])
        except errors.Conflict:
            return
        self.carry_out(outcome)

    @precondition(lambda self: self.done)
    @rule()
    def undo_and_redo_the_last(self) -> None:
        before = self.board
        undone = history.undo(before, self.done[-1])
        earlier = apply_changes(before, undone.changes)
        assert state_of(earlier) == state_of(self.boards[-2])
        redone = history.undo(earlier, undone.changes)
        assert state_of(apply_changes(earlier, redone.changes)) == state_of(before)

    @invariant()
    def nothing_is_accepted_twice(self) -> None:
        behind = Counter(a.suggestion_id for a in self.board.annotations.values() if a.suggestion_id)
        accepted = {s.id for s in self.board.suggestions.values() if s.state in {"accepted", "edited"}}
        assert dict(behind) == dict.fromkeys(accepted, 1)

    @invariant()
    def nobody_labels_the_input_twice_with_one_concept(self) -> None:
        whole = Counter((a.concept_id, a.annotator_id) for a in self.board.annotations.values() if a.region is None)
        assert set(whole.values()) <= {1}

    @invariant()
    def every_region_is_within_the_picture(self) -> None:
        for region in [a.region for a in self.board.annotations.values() if a.region]:
            x_min, y_min, x_max, y_max = region.xyxy
            assert 0 <= x_min < x_max <= WIDTH_PX
            assert 0 <= y_min < y_max <= HEIGHT_PX

    @invariant()
    def the_vocabulary_is_whole(self) -> None:
        known = self.board.concepts
        assert {a.concept_id for a in self.board.annotations.values()} <= known.keys()
        assert len({concept.name for concept in known.values()}) == len(known)
        relations = self.board.relations.values()
        assert {end for r in relations for end in (r.subject_id, r.object_id)} <= known.keys()
        assert len({r.subject_id for r in relations}) == len(relations), "a concept is renamed to one other at most"

    @invariant()
    def concepts_know_how_often_they_are_used(self) -> None:
        counted = Counter(a.concept_id for a in self.board.annotations.values())
        assert state_of(self.board).concept_uses == counted

    def teardown(self) -> None:
        if not hasattr(self, "first"):
            return
        board, redo = self.board, []
        for changes, earlier in zip(reversed(self.done), reversed(self.boards[:-1]), strict=True):
            outcome = history.undo(board, changes)
            board = apply_changes(board, outcome.changes)
            assert state_of(board) == state_of(earlier)
            redo.append(outcome.changes)
        assert state_of(board) == state_of(self.first)
        for changes in reversed(redo):
            board = apply_changes(board, history.undo(board, changes).changes)
        assert state_of(board) == state_of(self.board)


TestReviewMachine = ReviewMachine.TestCase
TestReviewMachine.settings = settings(max_examples=120, stateful_step_count=25)
