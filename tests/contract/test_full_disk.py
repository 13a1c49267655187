"""A database that cannot grow any more: said so, and nothing half written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from labelwright.storage.database import Database, DatabaseUnavailable
from labelwright.storage.migrations import migrate


def test_a_full_disk_is_a_clear_error_and_takes_back_what_was_begun(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'labels.db'}")
    migrate(database)
    with database.read() as connection:
        n_pages = connection.execute(text("PRAGMA page_count")).scalar()

    def fill_disk(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {n_pages}")

    event.listen(database.engine, "checkout", fill_disk)
    insert = text("INSERT INTO users (id, name, created_at) VALUES (:key, :key, '2026-01-01')")
    rows = [{"key": f"{number:040d}"} for number in range(2000)]
    with pytest.raises(DatabaseUnavailable, match="full"), database.write() as connection:
        connection.execute(insert, rows)
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM users")).scalar() == 0
    database.close()
