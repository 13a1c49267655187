"""What one process changes is told to another at once; only PostgreSQL can."""

from __future__ import annotations

import queue

import pytest

from labelwright.domain.ids import InputId
from labelwright.domain.outcome import Reviewer
from labelwright.services import review
from labelwright.storage.notices import ChangeNotices
from tests.contract.desk import Desk


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_another_process_hears_of_a_change_as_soon_as_it_is_committed(desk: Desk) -> None:
    input_id = desk.add_input()
    heard: queue.SimpleQueue[str] = queue.SimpleQueue()
    notices = ChangeNotices(desk.workshop.database, heard.put)
    try:
        assert notices.listening.wait(10)
        desk.do(input_id, review.mark_done(True))
        assert heard.get(timeout=10) == desk.app_id
        with pytest.raises(RuntimeError):
            _change_and_fail(desk, input_id)
        with pytest.raises(queue.Empty):
            heard.get(timeout=0.3)
    finally:
        notices.close()


def _change_and_fail(desk: Desk, input_id: InputId) -> None:
    by = Reviewer(desk.user_id, desk.workshop.now())
    with desk.workshop.database.write() as connection:
        review.review_input(connection, desk.app(), input_id, review.mark_done(False), by)
        raise RuntimeError
