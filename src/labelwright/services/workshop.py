"""What every service works with; it holds wiring and never behaviour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from labelwright.domain.ids import AppId
from labelwright.inference.catalog import Catalog
from labelwright.inference.scheduler import Scheduler
from labelwright.media.limits import DEFAULT_LIMITS, MediaLimits
from labelwright.services.recorder import Recorder
from labelwright.services.tiles import TileMaker
from labelwright.storage.blobs import BlobStore
from labelwright.storage.database import Database


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Workshop:
    """One process's database, blobs, models and clock."""

    home: Path
    database: Database
    blobs: BlobStore
    catalog: Catalog
    scheduler: Scheduler
    recorder: Recorder
    tiles: TileMaker
    limits: MediaLimits = DEFAULT_LIMITS
    now: Callable[[], datetime] = _now
    listeners: list[Callable[[AppId], None]] = field(default_factory=list)
    """Called after every committed change of an app, on the thread that made it."""

    def tell(self, app_id: AppId) -> None:
        """Tell every listener that the app has changed."""
        for listener in tuple(self.listeners):
            listener(app_id)
