"""Polygons on both databases."""

from __future__ import annotations

from labelwright.domain.region import Box, Polygon
from labelwright.services import review
from tests.contract.desk import VERSION, Desk, line
from tests.contract.test_review_way import suggestion_ids

BOX = Box(10, 10, 50, 50)
TRIANGLE = Polygon(((0.1, 0.25), (1 / 3, 79.999999999), (80.5, 60)))


def test_polygons_come_back_from_the_tables_to_the_last_bit(desk: Desk) -> None:
    input_id = desk.add_input()
    desk.suggest(input_id, line("sheep", 0.9, TRIANGLE), line("hill", 0.8, BOX), line("meadow", 0.7))
    (first, *_) = suggestion_ids(desk, input_id, 0)
    desk.do(input_id, review.accept_all(VERSION, min_score=0, max_score=1))
    board = desk.board(input_id)
    assert board.suggestions[first].region == TRIANGLE
    kept = {board.concepts[each.concept_id].name: each.region for each in board.annotations.values()}
    assert kept == {"sheep": TRIANGLE, "hill": BOX, "meadow": None}
    (polygon,) = (each.id for each in board.annotations.values() if each.region == TRIANGLE)
    desk.do(input_id, review.edit_region(polygon, BOX))
    assert desk.board(input_id).annotations[polygon].region == BOX
    box = next(each.id for each in board.annotations.values() if each.region == BOX)
    desk.do(input_id, review.edit_region(box, TRIANGLE))
    assert desk.board(input_id).annotations[box].region == TRIANGLE


def test_a_re_run_offers_again_neither_what_was_rejected_nor_what_is_labeled_as_polygon(desk: Desk) -> None:
    input_id = desk.add_input()
    shifted = Polygon(tuple((x + 0.25, y) for x, y in TRIANGLE.points))
    desk.suggest(input_id, line("dog", 0.9, TRIANGLE))
    desk.do(input_id, review.reject(suggestion_ids(desk, input_id, 0)))
    desk.do(input_id, review.add("sheep", TRIANGLE))
    desk.suggest(input_id, line("dog", 0.8, shifted), line("sheep", 0.7, shifted), prompts_key="asked anew")
    assert desk.states(input_id) == ["rejected", "rejected", "open"]
    again = desk.do(input_id, review.accept_all(VERSION, min_score=0, max_score=1))
    assert again.change_set is None, "the sheep is labeled already"
