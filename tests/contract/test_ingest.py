"""Files on their way in: a few at a time, each for itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labelwright.services import ingest
from labelwright.storage.blobs import StoreUnavailable
from tests.contract.desk import Desk, picture


def _files(n: int) -> list[ingest.IncomingFile]:
    return [ingest.IncomingFile(f"{number}.png", picture(number)) for number in range(n)]


@pytest.mark.parametrize(("limit", "value"), [("MAX_TOGETHER", 2), ("MAX_BYTES_TOGETHER", 2 * len(picture(0)) - 1)])
def test_no_more_files_are_read_than_are_added_together(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(ingest, limit, value)
    read: list[str] = []

    def incoming() -> Iterator[ingest.IncomingFile]:
        for file in _files(5):
            read.append(file.name)
            yield file

    adding = ingest.add_each(desk.workshop, desk.app_id, incoming(), by=desk.user_id)
    seen = [(added.name, len(read)) for added in adding]
    assert seen == [("0.png", 2), ("1.png", 2), ("2.png", 4), ("3.png", 4), ("4.png", 5)]
    assert desk.app().n_unlabeled == 5


def test_a_file_that_the_store_does_not_take_is_reported_and_the_others_go_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, full = desk.workshop.blobs.put, picture(1)

    def put_some(data: bytes) -> str:
        if data == full:
            raise StoreUnavailable(reason="No space left on device")
        return put(data)

    monkeypatch.setattr(desk.workshop.blobs, "put", put_some)
    added = ingest.add_files(desk.workshop, desk.app_id, _files(3), by=desk.user_id)
    assert [entry.error.code if entry.error else None for entry in added] == [None, "store_unavailable", None]
    assert desk.app().n_unlabeled == 2


def test_a_path_that_cannot_be_read_is_reported(desk: Desk, tmp_path: Path) -> None:
    there = tmp_path / "there.png"
    there.write_bytes(picture(7))
    paths = [("gone.png", tmp_path / "gone.png"), ("there.png", there)]
    added = {entry.name: entry for entry in ingest.add_paths(desk.workshop, desk.app_id, paths, by=desk.user_id)}
    assert added["there.png"].input is not None
    assert isinstance(added["gone.png"].error, ingest.FileUnreadable)
