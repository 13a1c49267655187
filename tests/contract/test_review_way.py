"""The whole way of review on both databases: what is done, undone and redone is so in the tables."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from labelwright import errors
from labelwright.domain.annotate import AlreadyLabeled
from labelwright.domain.ids import AnnotationId, ChangeSetId, InputId, SuggestionId
from labelwright.domain.region import Box, Polygon, Region
from labelwright.services import review
from labelwright.services.history import NothingToUndo
from labelwright.services.review import RevisionStale, Wish
from tests.contract.audit import check_counts, everything
from tests.contract.desk import VERSION, Desk, change_set_id, line

BOX = Box(10, 10, 50, 50)
TRIANGLE = Polygon(((0.1, 0.25), (1 / 3, 79.999999999), (80.5, 60)))
LINES = (
    line("sheep", 0.95, (10, 10, 50, 50)),
    line("sheep", 0.8, (60, 10, 90, 50)),
    line("dog", 0.6, (0, 0, 20, 20)),
    line("hill", 0.5),
    line("sheep", 0.3, (50, 50, 70, 70)),
    line("dog", 0.2, Polygon(((60, 60), (95, 60), (95, 75)))),
)


Step = Callable[[Desk, InputId], Wish]


def suggestion_ids(desk: Desk, input_id: InputId, *positions: int) -> list[SuggestionId]:
    lines = sorted(desk.board(input_id).suggestions.values(), key=lambda each: -each.score)
    return [lines[position].id for position in positions]


def annotation_ids(desk: Desk, input_id: InputId, *positions: int) -> list[AnnotationId]:
    labels = sorted(desk.board(input_id).annotations)
    return [labels[position] for position in positions]


STEPS: dict[str, tuple[list[Step], Step]] = {
    "accept": ([], lambda desk, at: review.accept(suggestion_ids(desk, at, 0, 3))),
    "accept_all": ([], lambda _desk, _at: review.accept_all(VERSION, min_score=0.5, max_score=0.9)),
    "revert": (
        [lambda desk, at: review.accept(suggestion_ids(desk, at, 0, 1))],
        lambda desk, at: review.revert(suggestion_ids(desk, at, 1)),
    ),
    "reject": ([], lambda desk, at: review.reject(suggestion_ids(desk, at, 2))),
    "restore": (
        [lambda desk, at: review.reject(suggestion_ids(desk, at, 2))],
        lambda desk, at: review.restore(suggestion_ids(desk, at, 2)),
    ),
    "add with a region": ([], lambda _desk, _at: review.add("ewe", BOX)),
    "add with a polygon": ([], lambda _desk, _at: review.add("ewe", TRIANGLE)),
    "edit_region of a suggestion to a polygon": (
        [],
        lambda desk, at: review.edit_suggestion_region(suggestion_ids(desk, at, 0)[0], TRIANGLE),
    ),
    "edit_region of a polygon to a box": (
        [lambda _desk, _at: review.add("ewe", TRIANGLE)],
        lambda desk, at: review.edit_region(annotation_ids(desk, at, 0)[0], BOX),
    ),
    "delete a polygon": (
        [lambda _desk, _at: review.add("ewe", TRIANGLE)],
        lambda desk, at: review.delete(annotation_ids(desk, at, 0)),
    ),
    "add to the whole input": ([], lambda _desk, _at: review.add("hill", None)),
    "edit_region of a suggestion": (
        [],
        lambda desk, at: review.edit_suggestion_region(suggestion_ids(desk, at, 0)[0], Box(0, 0, 9, 9)),
    ),
    "edit_region of an annotation": (
        [lambda desk, at: review.accept(suggestion_ids(desk, at, 0))],
        lambda desk, at: review.edit_region(annotation_ids(desk, at, 0)[0], Box(0, 0, 9, 9)),
    ),
    "edit_region of several": (
        [lambda desk, at: review.accept(suggestion_ids(desk, at, 0))],
        lambda desk, at: review.edit_regions(
            {annotation_ids(desk, at, 0)[0]: Box(0, 0, 9, 9)}, {suggestion_ids(desk, at, 1)[0]: Box(1, 1, 9, 9)}
        ),
    ),
    "delete": (
        [lambda _desk, _at: review.accept_all(VERSION, min_score=0, max_score=1)],
        lambda desk, at: review.delete(annotation_ids(desk, at, 0, 2)),
    ),
    "rename": (
        [lambda desk, at: review.accept(suggestion_ids(desk, at, 0, 1))],
        lambda desk, at: review.rename(annotation_ids(desk, at, 0, 1), "Schaf"),
    ),
    "rename again": (
        [
            lambda desk, at: review.accept(suggestion_ids(desk, at, 0, 1)),
            lambda desk, at: review.rename(annotation_ids(desk, at, 0), "Schaf"),
        ],
        lambda desk, at: review.rename(annotation_ids(desk, at, 1), "ewe"),
    ),
    "reassign": (
        [lambda desk, at: review.accept(suggestion_ids(desk, at, 0))],
        lambda desk, at: review.reassign(annotation_ids(desk, at, 0), "goat"),
    ),
    "mark_done": ([], lambda _desk, _at: review.mark_done(True)),
}


@pytest.mark.parametrize("name", STEPS)
def test_every_action_is_undone_and_redone_to_the_last_field(desk: Desk, name: str) -> None:
    input_id = desk.add_input()
    desk.suggest(input_id, *LINES)
    before, step = STEPS[name]
    for earlier in before:
        desk.do(input_id, earlier(desk, input_id))
    database = desk.workshop.database
    first = everything(database)
    done = desk.do(input_id, step(desk, input_id))
    assert done.failures == ()
    last = everything(database)
    assert last != first
    undone = desk.undo(change_set_id(done))
    assert everything(database) == first
    redone = desk.undo(change_set_id(undone))
    assert everything(database) == last
    assert redone.change_set.action == "redo"
    check_counts(database)


@pytest.mark.parametrize("seed", range(4))
def test_counts_hold_and_all_is_undone_after_any_sequence_of_actions(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    inputs = desk.add_inputs(3)
    for input_id in inputs:
        desk.suggest(input_id, *LINES)
    database = desk.workshop.database
    first = everything(database)
    done: list[ChangeSetId] = []
    for _ in range(40):
        reviewed = _act(desk, chance, chance.choice(inputs))
        if reviewed and reviewed.change_set:
            done.append(reviewed.change_set.id)
    check_counts(database)
    assert len(done) > 10
    for each in reversed(done):
        desk.undo(each)
    assert everything(database) == first
    check_counts(database)


def _act(desk: Desk, chance: random.Random, input_id: InputId) -> review.Reviewed | None:
    lines, labels = sorted(desk.board(input_id).suggestions), sorted(desk.board(input_id).annotations)
    names = ["sheep", "dog", "Schaf", "hill"]
    box = Box(chance.randrange(50), chance.randrange(40), chance.randrange(51, 120), chance.randrange(41, 90))
    triangle = Polygon(tuple((chance.uniform(-9, 120), chance.uniform(-9, 90)) for _ in range(3)))
    regions: list[Region] = [box, triangle]
    region = chance.choice(regions)
    picked, some = chance.choice(lines), chance.sample(labels, k=min(len(labels), 2))
    wishes = [
        review.accept([picked]),
        review.accept_all(VERSION, min_score=chance.random(), max_score=1),
        review.revert([picked]),
        review.reject([picked]),
        review.restore([picked]),
        review.add(chance.choice(names), chance.choice([region, None])),
        review.edit_suggestion_region(picked, region),
        review.mark_done(chance.random() < 0.5),
        review.rename(some, chance.choice(names)),
        review.reassign(some, chance.choice(names)),
        review.delete(some),
    ]
    try:
        return desk.do(input_id, chance.choice(wishes))
    except errors.LabelwrightError:
        return None


def test_undoing_out_of_order_never_breaks_the_tables(desk: Desk) -> None:
    chance = random.Random(7)
    inputs = desk.add_inputs(2)
    for input_id in inputs:
        desk.suggest(input_id, *LINES)
    done: list[ChangeSetId] = []
    n_refused = 0
    for _ in range(120):
        try:
            if done and chance.random() < 0.5:
                done.append(change_set_id(desk.undo(chance.choice(done[-8:]))))
            elif (reviewed := _act(desk, chance, chance.choice(inputs))) and reviewed.change_set:
                done.append(reviewed.change_set.id)
        except errors.Conflict:
            n_refused += 1
    check_counts(desk.workshop.database)
    assert n_refused


def test_a_concept_made_again_under_its_name_is_the_one_that_a_redo_uses(desk: Desk) -> None:
    input_id = desk.add_input()
    undone = desk.undo(change_set_id(desk.do(input_id, review.add("sheep", BOX))))
    desk.do(input_id, review.add("sheep", Box(60, 10, 90, 50)))
    desk.undo(change_set_id(undone))
    assert desk.labels(input_id) == [("sheep", None, "by_hand")] * 2
    check_counts(desk.workshop.database)


def test_the_same_change_set_is_not_undone_twice(desk: Desk) -> None:
    input_id = desk.add_input()
    done = change_set_id(desk.do(input_id, review.add("sheep", BOX)))
    desk.undo(done)
    before = everything(desk.workshop.database)
    with pytest.raises(errors.Conflict):
        desk.undo(done)
    assert everything(desk.workshop.database) == before
    assert NothingToUndo.code == "nothing_to_undo"


def test_an_action_of_which_a_part_fails_does_the_rest_and_says_what_did_not_work(desk: Desk) -> None:
    input_id = desk.add_input()
    desk.suggest(input_id, line("hill", 0.9), line("hill", 0.8), line("dog", 0.7))
    reviewed = desk.do(input_id, review.accept(suggestion_ids(desk, input_id, 0, 1, 2)))
    assert [type(failure.error) for failure in reviewed.failures] == [AlreadyLabeled]
    assert desk.states(input_id) == ["accepted", "open", "accepted"]


def test_a_wish_that_fails_as_a_whole_changes_nothing(desk: Desk) -> None:
    input_id = desk.add_input()
    before = everything(desk.workshop.database)
    with pytest.raises(errors.Invalid):
        desk.do(input_id, review.add("sheep", Box(500, 500, 600, 600)))
    assert everything(desk.workshop.database) == before
    assert desk.app().change_seq == 0


def test_what_is_so_already_makes_no_change_set(desk: Desk) -> None:
    input_id = desk.add_input()
    desk.suggest(input_id, *LINES)
    assert desk.do(input_id, review.accept_all(VERSION, min_score=0, max_score=1)).change_set
    again = desk.do(input_id, review.accept_all(VERSION, min_score=0, max_score=1))
    assert (again.change_set, again.app_seq) == (None, 1)


def test_an_edit_that_was_decided_on_an_older_revision_is_refused(desk: Desk) -> None:
    input_id = desk.add_input()
    desk.do(input_id, review.add("sheep", BOX))
    (label,) = annotation_ids(desk, input_id, 0)
    desk.do(input_id, review.edit_region(label, Box(0, 0, 9, 9), revision=1))
    with pytest.raises(RevisionStale, match="is at revision 2, not 1"):
        desk.do(input_id, review.edit_region(label, BOX, revision=1))
    assert desk.board(input_id).annotations[label].region == Box(0, 0, 9, 9)


def test_two_people_label_one_input_and_each_keeps_their_own(desk: Desk) -> None:
    input_id = desk.add_input()
    other = desk.colleague("Ada")
    desk.do(input_id, review.add("hill", None))
    other.do(input_id, review.add("hill", None))
    labels = desk.board(input_id).annotations.values()
    assert {label.annotator_id for label in labels} == {desk.user_id, other.user_id}


def test_another_apps_labels_and_concepts_are_never_touched(desk: Desk) -> None:
    other = Desk.open(desk.workshop, "Goats")
    here, there = desk.add_input(), other.add_input()
    assert here != there, "the same picture is another input in another app"
    desk.suggest(here, *LINES)
    other.do(there, review.add("sheep", BOX))
    untouched = other.board(there)
    desk.do(here, review.accept_all(VERSION, min_score=0, max_score=1))
    desk.do(here, review.rename(annotation_ids(desk, here, 0), "Schaf"))
    assert other.board(there) == untouched
    foreign = other.do(there, review.accept(suggestion_ids(desk, here, 4)))
    assert [failure.error.code for failure in foreign.failures] == ["suggestion_not_found"]


def test_a_rejection_is_kept_for_a_later_prediction_of_the_same_model_version(desk: Desk) -> None:
    input_id = desk.add_input()
    desk.suggest(input_id, *LINES)
    desk.do(input_id, review.reject(suggestion_ids(desk, input_id, 2)))
    with desk.workshop.database.write() as connection:
        from labelwright.services.suggest import Finding, store_finding

        again = Finding(
            input_id, VERSION, [*LINES, line("cat", 0.7)], 1.0, desk.workshop.now(), prompts_key="asked anew"
        )
        store_finding(connection, again)
    by_name = sorted((s.concept_name, s.state) for s in desk.board(input_id).suggestions.values())
    assert by_name.count(("dog", "rejected")) == 2
    assert ("cat", "open") in by_name
    check_counts(desk.workshop.database)
