"""One engine, and the two kinds of transaction on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DataError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from labelwright import errors

BUSY_TIMEOUT_MS = 15_000
PAGE_BYTES = 8192
"""Of a new SQLite file: the change log's rows are long."""
CHECKPOINT_PAGES = 4_000
"""Of SQLite's write-ahead log, 32 MB: a large review would pay for a checkpoint at nearly every commit otherwise."""


class DatabaseUnavailable(errors.Unavailable):
    """The database does not do its work: {reason}."""

    code = "database_unavailable"
    hint = "Check that it runs, that its disk has room, and that LABELWRIGHT_DATABASE_URL is right."


class DatabaseUrlInvalid(errors.Invalid):
    """{url!r} is not the address of a database that Labelwright can use."""

    code = "database_url_invalid"
    hint = "Use sqlite:///path/to/file.db or postgresql://user:password@host/name."


class ValueNotStorable(errors.Invalid):
    """The request holds a value that the database cannot keep or look for."""

    code = "value_not_storable"
    hint = "Send text without zero characters."


class Database:
    """SQLite or PostgreSQL behind one engine."""

    def __init__(self, url: str) -> None:
        self.engine = _make_engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one consistent state and is rolled back at the end."""
        with self._connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901
            transaction = connection.begin()
            try:
                yield connection
            finally:
                transaction.rollback()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes are committed together at the end, or not at all after an error."""
        with self._connect() as connection:
            connection = connection.execution_options(labelwright_write=True)  # noqa: PLW2901
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        try:
            with self.engine.connect() as connection:
                yield connection
        except DataError as error:
            raise ValueNotStorable() from error
        except OperationalError as error:  # not there, gone, its disk full, or kept busy by others for too long
            raise DatabaseUnavailable(reason=str(error.orig).strip()) from error


def _make_engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseUrlInvalid(url=re.sub(r"//[^/]*@", "//***@", url)) from error
    if parsed.get_backend_name() == "sqlite":
        parsed = parsed.set(drivername="sqlite")
        engine = create_engine(parsed, connect_args={"check_same_thread": False}, pool_size=10, max_overflow=40)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_size=10, max_overflow=40)
    raise DatabaseUrlInvalid(url=parsed.render_as_string())


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver must not begin transactions by itself: `_begin_sqlite` does
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA cache_size = -65536")
    cursor.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    cursor.close()
    connection.create_function("lower", 1, _lower, deterministic=True)  # SQLite's own knows the letters A to Z only


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _begin_sqlite(connection: Connection) -> None:
    is_write = connection.get_execution_options().get("labelwright_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")
