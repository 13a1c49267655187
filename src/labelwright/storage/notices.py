"""News of committed changes, from whatever process made them, as PostgreSQL tells them at once (LISTEN, NOTIFY)."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import psycopg

from labelwright.domain.ids import AppId
from labelwright.storage.apps import CHANGES_CHANNEL
from labelwright.storage.database import Database

LOOK_UP_S = 0.5
"""How long closing may take."""
AGAIN_AFTER_S = 5.0
_log = logging.getLogger("labelwright")


class ChangeNotices:
    """Calls `on_change` with the app of every change that is committed, until it is closed."""

    def __init__(self, database: Database, on_change: Callable[[AppId], None]) -> None:
        """Begin to listen; `database` must be PostgreSQL, since SQLite tells other processes nothing."""
        self._address = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._on_change = on_change
        self._closing = threading.Event()
        self.listening = threading.Event()
        self._thread = threading.Thread(target=self._run, name="notices", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._closing.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                self._listen()
            except psycopg.OperationalError as error:  # live pages go on by looking each second
                _log.warning("Live changes come late until the database answers again: %s", error)
                self.listening.clear()
                self._closing.wait(AGAIN_AFTER_S)

    def _listen(self) -> None:
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANGES_CHANNEL}")
            self.listening.set()
            while not self._closing.is_set():
                for notice in connection.notifies(timeout=LOOK_UP_S):
                    self._on_change(AppId(notice.payload))
