"""One image of an app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from labelwright.domain.ids import AppId, InputId, UserId

InputStatus = Literal["unlabeled", "has_suggestions", "labeled", "done"]
STATUSES: tuple[InputStatus, ...] = ("unlabeled", "has_suggestions", "labeled", "done")


@dataclass(frozen=True, slots=True)
class Input:
    """An image in an app with its metadata and the counts that lists show."""

    id: InputId
    app_id: AppId
    name: str
    blob: str
    """SHA-256 of the original bytes."""
    media_type: str
    n_bytes: int
    width_px: int
    """Of the EXIF-turned image."""
    height_px: int
    orientation: int
    """EXIF orientation, 1 to 8; 1 is upright."""
    added_by: UserId
    created_at: datetime
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What is known about the picture beside its pixels, such as its licence."""
    done: bool = False
    n_open: int = 0
    n_annotations: int = 0
    revision: int = 0
    deleted_at: datetime | None = None
    """When it was deleted; its labels are kept, and come back with it."""

    @property
    def status(self) -> InputStatus:
        """What the gallery shows it as."""
        if self.done:
            return "done"
        if self.n_annotations:
            return "labeled"
        return "has_suggestions" if self.n_open else "unlabeled"
