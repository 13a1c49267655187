"""Many writers at once: nothing is lost, nothing is done twice, every reader sees one moment."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from labelwright import errors
from labelwright.domain.region import Box
from labelwright.services import ingest, labeling_apps, people, review
from labelwright.services.idempotency import KEPT_FOR, RequestKey, forget_old_answers
from labelwright.services.labeling_apps import AssistPreferences
from labelwright.services.workshop import Workshop
from labelwright.storage import apps, inputs
from labelwright.storage.annotations import annotations_of_input
from labelwright.storage.answers import IdempotencyKeyReused
from labelwright.storage.apps import AppExists
from tests.contract.audit import check_counts
from tests.contract.desk import VERSION, Desk, change_set_id, line, picture

THREADS = 8


def at_once(work: Sequence[Callable[[], object]]) -> list[object]:
    """Run everything at the same moment, each on its own thread; give what each returned or raised."""
    ready = threading.Barrier(len(work))

    def run(each: Callable[[], object]) -> object:
        ready.wait()
        try:
            return each()
        except errors.LabelwrightError as error:
            return error

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(run, work))


def test_writers_of_one_input_lose_nothing(desk: Desk) -> None:
    input_id = desk.add_input()
    desk.suggest(input_id, *(line("sheep", 0.9, (n * 10, 0, n * 10 + 9, 40)) for n in range(THREADS)))
    lines = sorted(desk.board(input_id).suggestions)

    def write(number: int) -> None:
        mine = [lines[number]]
        for _ in range(3):
            desk.do(input_id, review.accept(mine))
            desk.do(input_id, review.revert(mine))
        desk.do(input_id, review.accept(mine))
        desk.do(input_id, review.add(f"name {number % 2}", Box(0, 50, 50, 51 + number)))

    results = at_once([partial(write, number) for number in range(THREADS)])
    assert results == [None] * THREADS
    check_counts(desk.workshop.database)
    labels = Counter(name for name, _, _ in desk.labels(input_id))
    assert labels == {"sheep": THREADS, "name 0": THREADS // 2, "name 1": THREADS // 2}
    assert desk.app().change_seq == THREADS * 8
    assert desk.input(input_id).n_annotations == 2 * THREADS


def test_one_suggestion_accepted_by_everybody_at_once_is_accepted_once(desk: Desk) -> None:
    input_id = desk.add_input()
    desk.suggest(input_id, line("sheep", 0.9, (0, 0, 40, 40)), line("hill", 0.8))
    people = [desk.colleague(f"Person {number}") for number in range(THREADS)]
    wish = review.accept_all(VERSION, min_score=0, max_score=1)
    at_once([partial(each.do, input_id, wish) for each in people])
    assert len(desk.labels(input_id)) == 2
    assert desk.app().change_seq == 1
    check_counts(desk.workshop.database)


def test_a_change_set_undone_by_everybody_at_once_is_undone_once(desk: Desk) -> None:
    input_id = desk.add_input()
    done = change_set_id(desk.do(input_id, review.add("sheep", None)))
    results = at_once([lambda: desk.undo(done)] * THREADS)
    assert sum(isinstance(result, errors.Conflict) for result in results) == THREADS - 1
    assert desk.labels(input_id) == []
    check_counts(desk.workshop.database)


def test_the_same_request_sent_twice_at_once_is_carried_out_once(desk: Desk) -> None:
    input_id = desk.add_input()
    key = RequestKey(desk.user_id, "key", "hash")
    wish = review.add("sheep", Box(0, 0, 40, 40))

    def send() -> bytes:
        def render(reviewed: review.Reviewed) -> bytes:
            return change_set_id(reviewed).encode()

        return review.carry_out(desk.workshop, input_id, wish, by=desk.user_id, render=render, request=key)

    answers = at_once([send] * THREADS)
    assert len(set(answers)) == 1
    assert isinstance(answers[0], bytes)
    assert len(desk.labels(input_id)) == 1


def test_a_key_that_comes_with_another_request_is_refused(desk: Desk) -> None:
    input_id = desk.add_input()
    desk.do(input_id, review.add("sheep", None), RequestKey(desk.user_id, "key", "one"))
    with pytest.raises(IdempotencyKeyReused):
        desk.do(input_id, review.add("dog", None), RequestKey(desk.user_id, "key", "another"))
    other = desk.colleague("Ada")
    other.do(input_id, review.add("dog", None), RequestKey(other.user_id, "key", "another"))
    assert len(desk.labels(input_id)) == 2


def test_an_answer_is_forgotten_once_nobody_asks_for_it_again(desk: Desk) -> None:
    input_id, key = desk.add_input(), RequestKey(desk.user_id, "key", "hash")
    desk.do(input_id, review.add("sheep", None), key)
    before = replace(desk.workshop, now=lambda: datetime.now(UTC) + KEPT_FOR - timedelta(minutes=1))
    after = replace(desk.workshop, now=lambda: datetime.now(UTC) + KEPT_FOR)
    assert [forget_old_answers(workshop) for workshop in (before, after, after)] == [0, 1, 0]


def test_a_request_that_failed_is_carried_out_when_it_is_sent_again(desk: Desk) -> None:
    input_id = desk.add_input()
    key = RequestKey(desk.user_id, "key", "hash")
    with pytest.raises(errors.Invalid):
        desk.do(input_id, review.add("sheep", Box(200, 0, 300, 50)), key)
    assert desk.do(input_id, review.add("sheep", None), key).change_set


def test_the_local_user_met_by_everybody_at_once_is_one(workshop: Workshop) -> None:
    users = at_once([partial(people.local_user, workshop)] * THREADS)
    assert len(set(map(repr, users))) == 1
    assert people.local_user(workshop) == users[0]


def test_an_app_made_by_everybody_at_once_is_made_once(desk: Desk) -> None:
    workshop = desk.workshop
    results = at_once(
        [lambda: labeling_apps.create_app(workshop, "Goats", render=lambda app: app.id.encode())] * THREADS
    )
    assert sum(isinstance(result, AppExists) for result in results) == THREADS - 1
    key = RequestKey(desk.user_id, "key", "hash")

    def send() -> bytes:
        return labeling_apps.create_app(workshop, "Cows", render=lambda app: app.id.encode(), request=key)

    assert len(set(at_once([send] * THREADS))) == 1
    at_once([lambda: labeling_apps.app_named(workshop, "Hens", make=True)] * THREADS)
    assert sorted(app.name for app in labeling_apps.list_apps(workshop)) == ["Cows", "Goats", "Hens", "Sheep"]


def test_the_same_picture_added_by_everybody_at_once_is_added_once(desk: Desk) -> None:
    files = [ingest.IncomingFile("sheep.png", picture(1))]
    at_once([lambda: ingest.add_files(desk.workshop, desk.app_id, files, by=desk.user_id)] * THREADS)
    assert desk.app().n_unlabeled == 1
    check_counts(desk.workshop.database)


def test_preferences_set_in_two_windows_at_once_are_those_of_one_of_them(desk: Desk) -> None:
    chosen = [AssistPreferences(min_score=number / 10) for number in range(THREADS)]
    work = [partial(labeling_apps.set_preferences, desk.workshop, desk.user_id, desk.app_id, each) for each in chosen]
    assert at_once(work) == [None] * THREADS
    assert labeling_apps.get_preferences(desk.workshop, desk.user_id, desk.app_id) in chosen


def test_a_reader_sees_one_moment_while_others_write(desk: Desk) -> None:
    input_id = desk.add_input()
    with desk.workshop.database.read() as connection:
        before = apps.get_app(connection, desk.app_id)
        desk.do(input_id, review.add("sheep", None))
        assert apps.get_app(connection, desk.app_id) == before
        assert inputs.get_input(connection, input_id).n_annotations == 0
        assert annotations_of_input(connection, input_id) == []


def test_an_error_takes_back_everything_the_writer_did(desk: Desk) -> None:
    def fail_halfway() -> None:
        with desk.workshop.database.write() as connection:
            apps.create_app(connection, name="Goats", at=desk.workshop.now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert [app.name for app in labeling_apps.list_apps(desk.workshop)] == ["Sheep"]
