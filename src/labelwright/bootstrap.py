"""The only wiring: from settings to a workshop whose parts are running."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from labelwright import errors
from labelwright.inference.catalog import Catalog
from labelwright.inference.scheduler import Scheduler
from labelwright.media.limits import MediaLimits
from labelwright.services.recorder import Recorder
from labelwright.services.workshop import Workshop
from labelwright.settings import Settings
from labelwright.storage.blobs import BlobStore
from labelwright.storage.database import Database
from labelwright.storage.migrations import migrate

MEGABYTE = 1_000_000


class HomeUnusable(errors.Unavailable):
    """The home folder {home} cannot be used: {reason}."""

    code = "home_unusable"
    hint = "Give another with --home or LABELWRIGHT_HOME, or make this one writable."


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
    migrate(database.engine)
    return Workshop(
        home=settings.home,
        database=database,
        blobs=BlobStore(settings.blobs_url),
        catalog=Catalog(memory_budget_bytes=settings.model_memory_mb * MEGABYTE),
        scheduler=Scheduler(settings.workers or None),
        recorder=Recorder(database),
        limits=MediaLimits(max_bytes=settings.max_upload_mb * MEGABYTE),
    )


def close_workshop(workshop: Workshop) -> None:
    """Stop the threads, storing what is under way, and close the database."""
    workshop.scheduler.close()
    workshop.recorder.close()
    workshop.database.close()


@contextmanager
def workshop_of(settings: Settings) -> Iterator[Workshop]:
    """Give a running workshop and close it at the end."""
    workshop = open_workshop(settings)
    try:
        yield workshop
    finally:
        close_workshop(workshop)
