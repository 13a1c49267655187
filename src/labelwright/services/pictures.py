"""An input's bytes in the forms that people and models look at."""

from __future__ import annotations

from dataclasses import dataclass

from labelwright.domain.input import Input
from labelwright.media import rendering
from labelwright.media.checking import ImageFacts
from labelwright.services.workshop import Workshop

THUMBNAIL_LONG_SIDE_PX = 320
LARGE_PX = 4_000_000
"""Above this many pixels models read a preview made once, instead of decoding the original every time."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Bytes ready to be sent."""

    data: bytes
    media_type: str


def thumbnail(workshop: Workshop, at: Input) -> Picture:
    """Return the small upright copy that lists show."""
    data = workshop.blobs.derived(
        at.blob,
        f"thumbnail-{THUMBNAIL_LONG_SIDE_PX}.webp",
        lambda: rendering.render_thumbnail(original(workshop, at).data, long_side_px=THUMBNAIL_LONG_SIDE_PX),
    )
    return Picture(data, rendering.THUMBNAIL_MEDIA_TYPE)


def display(workshop: Workshop, at: Input) -> Picture:
    """Return the picture in full size, upright, in a format that browsers show."""
    facts = ImageFacts(at.media_type, at.width_px, at.height_px, at.orientation, 1, at.blob, at.n_bytes)
    if rendering.display_media_type(facts) == at.media_type and at.orientation == 1:
        return original(workshop, at)
    media_type = rendering.display_media_type(facts)
    data = workshop.blobs.derived(
        at.blob,
        f"display.{media_type.partition('/')[2]}",
        lambda: rendering.render_display(original(workshop, at).data, facts)[0],
    )
    return Picture(data, media_type)


def original(workshop: Workshop, at: Input) -> Picture:
    """Return the file as it came, byte for byte."""
    return Picture(workshop.blobs.get(at.blob), at.media_type)


def model_source(workshop: Workshop, at: Input) -> bytes:
    """Return the bytes that a model should read: the original, or a preview of it where that is large."""
    if at.width_px * at.height_px <= LARGE_PX:
        return workshop.blobs.get(at.blob)
    return workshop.blobs.derived(at.blob, "preview.jpg", lambda: rendering.render_preview(workshop.blobs.get(at.blob)))
