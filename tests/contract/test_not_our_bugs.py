"""Bugs that the reference product and its peers have had, on the server's side: on neither database are they ours."""

from __future__ import annotations

from functools import partial

import pytest

from labelwright.domain.annotation import Annotation
from labelwright.domain.ids import ChangeSetId, InputId, ModelVersion, new_id
from labelwright.domain.outcome import Reviewer
from labelwright.domain.prediction import Proposal
from labelwright.domain.region import Box, Polygon
from labelwright.services import bulk, review
from labelwright.services.look import view_vocabulary
from labelwright.services.suggest import Finding, store_finding
from labelwright.storage.awaiting import Lines
from tests.contract.audit import check_counts
from tests.contract.desk import VERSION, Desk, line
from tests.contract.test_writers import at_once

NEXT_VERSION = ModelVersion("model:sheep-finder@2")
BOX = Box(10, 10, 50, 50)
ALL = review.accept_all(VERSION, min_score=0, max_score=1)
ALL_OF_NEXT = review.accept_all(NEXT_VERSION, min_score=0, max_score=1)
LINES = (
    line("sheep", 0.95, BOX),
    line("dog", 0.9, Polygon(((60, 10), (90, 10), (75, 50)))),
    line("meadow", 0.8),
)
ONE_PIXEL_ON = (
    line("sheep", 0.9, Box(11, 10, 51, 50)),
    line("dog", 0.85, Polygon(((61, 10), (91, 10), (76, 50)))),
    line("meadow", 0.7),
)


def run_next_version(desk: Desk, input_id: InputId, *lines: Proposal) -> None:
    with desk.workshop.database.write() as connection:
        store_finding(connection, Finding(input_id, NEXT_VERSION, lines, 1.0, desk.workshop.now()))


def labels_of(desk: Desk, input_id: InputId) -> list[Annotation]:
    return sorted(desk.board(input_id).annotations.values(), key=lambda label: label.id)


@pytest.mark.parametrize("score", [0.9949, 0.995, 0.9951, 0.999, 0.9999999, 1.0])
def test_scores_above_0_995_are_within_a_range_that_ends_at_1(desk: Desk, score: float) -> None:
    input_id = desk.add_input()
    desk.suggest(input_id, line("sheep", score, BOX), line("meadow", score))
    accepted = desk.do(input_id, review.accept_all(VERSION, min_score=0.99, max_score=1))
    assert accepted.change_set is not None
    assert [label.score for label in labels_of(desk, input_id)] == [score, score]


def test_two_clients_that_accept_one_name_at_once_make_one_concept(desk: Desk) -> None:
    n_clients = 8
    inputs = desk.add_inputs(n_clients)
    for input_id in inputs:
        desk.suggest(input_id, line("sheep", 0.9, BOX), line("sheep", 0.8, Box(60, 10, 90, 50)), line("meadow", 0.7))
    people = [desk.colleague(f"Person {number}") for number in range(n_clients)]
    work = [partial(person.do, input_id, ALL) for person, input_id in zip(people, inputs, strict=True)]
    assert all(isinstance(answer, review.Reviewed) for answer in at_once(work))
    vocabulary, _ = view_vocabulary(desk.workshop, desk.app_id)
    counted = {each.concept.name: each.n_annotations for each in vocabulary}
    assert len(vocabulary) == len(counted), "no name twice"
    assert counted == {"sheep": 2 * n_clients, "meadow": n_clients}
    check_counts(desk.workshop.database)


def test_clients_that_add_rename_and_accept_one_new_name_at_once_make_one_concept(desk: Desk) -> None:
    inputs = desk.add_inputs(6)
    for input_id in inputs:
        desk.suggest(input_id, line("sheep", 0.9, BOX))
        desk.do(input_id, review.add("goat", Box(60, 10, 90, 50)))
    label = {input_id: [each.id for each in labels_of(desk, input_id)] for input_id in inputs}
    wishes = [review.add("sheep", BOX), ALL, review.reassign(label[inputs[2]], "sheep")]
    wishes += [review.add("sheep", None), ALL, review.rename(label[inputs[5]], "sheep")]
    work = [partial(desk.do, input_id, wish) for input_id, wish in zip(inputs, wishes, strict=True)]
    assert all(isinstance(answer, review.Reviewed) for answer in at_once(work))
    vocabulary, _ = view_vocabulary(desk.workshop, desk.app_id)
    assert sorted(each.concept.name for each in vocabulary) == ["goat", "sheep"]
    check_counts(desk.workshop.database)


def test_a_re_run_of_another_version_doubles_no_label(desk: Desk) -> None:
    input_id = desk.add_input()
    desk.suggest(input_id, *LINES)
    desk.do(input_id, ALL)
    before = labels_of(desk, input_id)
    assert len(before) == len(LINES)
    run_next_version(desk, input_id, *ONE_PIXEL_ON)
    assert desk.do(input_id, ALL_OF_NEXT).change_set is None
    assert labels_of(desk, input_id) == before


def test_a_re_run_of_the_same_version_is_the_prediction_that_is_there(desk: Desk) -> None:
    input_id = desk.add_input()
    first = desk.suggest(input_id, *LINES)
    desk.do(input_id, ALL)
    assert desk.suggest(input_id, *ONE_PIXEL_ON) == first
    assert desk.states(input_id) == ["accepted"] * len(LINES)


def test_auto_annotation_overwrites_no_work_by_hand(desk: Desk) -> None:
    input_id, other = desk.add_inputs(2)
    desk.suggest(input_id, *LINES)
    desk.do(input_id, review.add("sheep", Box(11, 10, 51, 50)))
    desk.do(input_id, review.add("meadow", None))
    dog = next(each for each in desk.board(input_id).suggestions.values() if each.concept_name == "dog")
    desk.do(input_id, review.edit_suggestion_region(dog.id, Polygon(((61, 11), (91, 11), (76, 51)))))
    by_hand = labels_of(desk, input_id)
    run_next_version(desk, input_id, *ONE_PIXEL_ON, line("cat", 0.9, Box(0, 60, 20, 80)))
    by = Reviewer(desk.user_id, desk.workshop.now())
    for version in (VERSION, NEXT_VERSION):
        lines = Lines(version, 0, 1)
        job = ChangeSetId(new_id())
        bulk.accept_chunk(desk.workshop, job, [input_id, other], app_id=desk.app_id, lines=lines, by=by)
    kept = labels_of(desk, input_id)
    assert kept[: len(by_hand)] == by_hand
    assert [desk.board(input_id).concepts[each.concept_id].name for each in kept[len(by_hand) :]] == ["cat"]


@pytest.mark.parametrize("region", [Box(0, 0, 30, 30), Polygon(((0, 0), (30, 0), (30, 30)))])
def test_a_score_is_not_lost_on_an_edit(desk: Desk, region: Box | Polygon) -> None:
    input_id = desk.add_input()
    desk.suggest(input_id, line("sheep", 0.83, BOX))
    (suggestion,) = desk.board(input_id).suggestions
    desk.do(input_id, review.edit_suggestion_region(suggestion, region))
    (edited,) = labels_of(desk, input_id)
    assert edited.region == region
    desk.do(input_id, review.edit_region(edited.id, BOX))
    desk.do(input_id, review.rename([edited.id], "ewe"))
    desk.do(input_id, review.reassign([edited.id], "goat"))
    (edited,) = labels_of(desk, input_id)
    assert (edited.provenance, edited.score, edited.model_version) == ("edited", 0.83, VERSION)
    assert edited.suggestion_id == suggestion
