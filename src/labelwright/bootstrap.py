"""The only wiring: from settings to a workshop whose parts are running."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from labelwright import errors
from labelwright.domain.ids import new_id
from labelwright.domain.job import JobKind
from labelwright.inference.catalog import Catalog
from labelwright.inference.scheduler import Scheduler
from labelwright.jobs.engine import JobEngine
from labelwright.jobs.work import JobWork
from labelwright.media.limits import MediaLimits
from labelwright.services.bulk import AcceptAllWork
from labelwright.services.prelabel import PrelabelWork
from labelwright.services.recorder import Recorder
from labelwright.services.tiles import TileMaker
from labelwright.services.workshop import Workshop
from labelwright.settings import Settings
from labelwright.storage.blobs import BlobStore
from labelwright.storage.database import Database
from labelwright.storage.migrations import migrate

MEGABYTE = MEGAPIXEL = 1_000_000


class HomeUnusable(errors.Unavailable):
    """The home folder {home} cannot be used: {reason}."""

    code = "home_unusable"
    hint = "Give another with --home or LABELWRIGHT_HOME, or make this one writable."


class HomeInUse(errors.Conflict):
    """Another server runs on the home folder {home}."""

    code = "home_in_use"
    hint = "Use that one, stop it, or give another home with --home."


def open_workshop(settings: Settings) -> Workshop:
    """Return a running workshop: home folder made, database migrated, threads started.

    Raises:
        HomeUnusable, DatabaseUnavailable, DatabaseUrlInvalid, DatabaseNewer
    """
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HomeUnusable(home=settings.home, reason=error.strerror or str(error)) from error
    database = Database(settings.database_url)
    migrate(database)
    blobs = BlobStore(settings.blobs_url)
    return Workshop(
        home=settings.home,
        database=database,
        blobs=blobs,
        catalog=Catalog(memory_budget_bytes=settings.model_memory_mb * MEGABYTE),
        scheduler=Scheduler(settings.workers or None),
        recorder=Recorder(database),
        tiles=TileMaker(blobs),
        limits=MediaLimits(max_bytes=settings.max_upload_mb * MEGABYTE, max_pixels=settings.max_megapixels * MEGAPIXEL),
    )


def close_workshop(workshop: Workshop) -> None:
    """Stop the threads, storing what is under way, and close the database."""
    workshop.tiles.close()
    workshop.scheduler.close()
    workshop.recorder.close()
    workshop.database.close()


@contextmanager
def jobs_of(settings: Settings, workshop: Workshop) -> Iterator[JobEngine]:
    """Give the engine of the home's jobs, not launched yet, and stop it at the end: before the workshop closes.

    Only one process at a time may run the jobs of a home, or one would take up what another is doing.

    Raises:
        HomeInUse
    """
    with _only_process(settings.home):
        works: dict[JobKind, JobWork] = {"prelabel": PrelabelWork(workshop), "accept_all": AcceptAllWork(workshop)}
        engine = JobEngine(_jobs_url(settings), _executor_id(settings.home), works)
        try:
            yield engine
        finally:
            engine.close()


@contextmanager
def workshop_of(settings: Settings) -> Iterator[Workshop]:
    """Give a running workshop and close it at the end."""
    workshop = open_workshop(settings)
    try:
        yield workshop
    finally:
        close_workshop(workshop)


def _jobs_url(settings: Settings) -> str:
    """Return where jobs are kept: in a file of their own beside SQLite, in a schema of their own in PostgreSQL."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        return f"sqlite:///{settings.home / 'jobs.db'}"
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def _executor_id(home: Path) -> str:
    """Return the name of this home among all that share a database, made at the first call."""
    file = home / "executor-id"
    known = file.read_text(encoding="ascii") if file.exists() else ""
    if not known:  # also after a crash between making the file and writing it
        known = new_id()
        file.write_text(known, encoding="ascii")
    return known


@contextmanager
def _only_process(home: Path) -> Iterator[None]:
    import fcntl

    with (home / "server.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise HomeInUse(home=home) from error
        yield
