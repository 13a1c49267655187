"""How large a picture file may be."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class MediaLimits:
    """What is refused unseen, so that no file can exhaust the machine that reads it."""

    max_bytes: int = 100_000_000
    """Of the file as it comes."""
    max_pixels: int = 250_000_000
    """Of the decoded picture: 1 GB of memory at four bytes a pixel."""
    max_side_px: int = 32_767
    """The longest side that a browser's canvas can show."""
    max_frames: int = 10_000
    """Of an animation or a many-page TIFF; only the first is used, but all have to be walked to be counted."""
    max_scans: int = 200
    """Of a progressive JPEG: each costs a pass over the whole picture, and encoders write about ten."""


DEFAULT_LIMITS = MediaLimits()
LET_IN = replace(DEFAULT_LIMITS, max_bytes=sys.maxsize, max_pixels=sys.maxsize)
"""For a file that was let in: how large it may be is asked at the door only, where another limit may be set."""
