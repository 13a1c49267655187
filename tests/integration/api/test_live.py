"""Change sets as they happen, to everybody who looks, and to those who come back."""

from __future__ import annotations

import time

from tests.integration.api.visitor import Visitor


def test_two_pages_see_every_change_in_order_within_a_second(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    with visitor.events() as one, visitor.events() as another:
        assert [next(each)["event"] for each in (one, another)] == ["hello", "hello"]
        begin = time.monotonic()
        made = [visitor.do(input_id, "add", concept_name=f"name {n}")["change_set"] for n in range(4)]
        for stream in (one, another):
            seen = [next(stream) for _ in made]
            assert [event["event"] for event in seen] == ["change_set"] * 4
            assert [event["data"] for event in seen] == made
            assert [event["id"] for event in seen] == ["1", "2", "3", "4"]
        assert time.monotonic() - begin < 5


def test_a_page_that_comes_back_misses_nothing_and_sees_nothing_twice(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    for number in range(3):
        visitor.do(input_id, "add", concept_name=f"name {number}")
    with visitor.events(**{"Last-Event-ID": "1"}) as stream:
        assert next(stream)["id"] == "1"
        visitor.do(input_id, "mark_done", done=True)
        assert [next(stream)["data"]["seq"] for _ in range(3)] == [2, 3, 4]


def test_a_number_that_is_none_begins_at_the_newest_change(visitor: Visitor) -> None:
    visitor.do(visitor.add_input(), "mark_done", done=True)
    for number in ("nonsense", "9" * 5000, "-1", ""):
        with visitor.events(**{"Last-Event-ID": number}) as stream:
            assert next(stream)["id"] == "1"


def test_a_page_that_knows_more_than_there_is_sees_what_comes_next(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    with visitor.events(**{"Last-Event-ID": "7"}) as stream:  # of a database that was restored from a backup since
        assert next(stream)["id"] == "0"
        visitor.do(input_id, "mark_done", done=True)
        assert next(stream)["data"]["seq"] == 1


def test_another_apps_changes_are_not_told(visitor: Visitor) -> None:
    other = Visitor(visitor.web, visitor.workshop, visitor.web.post("/apps", json={"name": "Other"}).json()["id"])
    here, there = visitor.add_input(), other.add_input()
    with visitor.events() as stream:
        next(stream)
        other.do(there, "mark_done", done=True)
        made = visitor.do(here, "mark_done", done=True)["change_set"]
        assert next(stream)["data"] == made
