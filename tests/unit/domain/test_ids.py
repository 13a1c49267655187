from __future__ import annotations

import threading
import time

import pytest

from labelwright.domain.ids import new_id


def test_ids_sort_by_the_time_they_were_made_also_within_a_millisecond() -> None:
    made = [new_id() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {len(each) for each in made} == {26}


def test_ids_keep_their_order_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    monkeypatch.setattr("labelwright.domain.ids.time.time_ns", lambda: 1_000_000)
    assert new_id() > before


def test_every_thread_gets_its_own_ids_in_order() -> None:
    made: list[list[str]] = [[] for _ in range(8)]
    threads = [threading.Thread(target=lambda mine=mine: mine.extend(new_id() for _ in range(2000))) for mine in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({each for mine in made for each in mine}) == 16_000
    assert all(mine == sorted(mine) for mine in made)


def test_an_id_made_later_sorts_later() -> None:
    first = new_id()
    time.sleep(0.002)
    assert new_id() > first
