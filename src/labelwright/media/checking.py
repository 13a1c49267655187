"""Whether a file is a whole picture within the limits, and the facts about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from labelwright.media import decoding, opening, structure, turning
from labelwright.media.limits import DEFAULT_LIMITS, MediaLimits
from labelwright.media.sniffing import TIFF


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What is known of a picture file once it is let in."""

    media_type: str
    """By content: image/jpeg, image/png, image/webp, image/bmp, image/gif, image/tiff or image/avif."""
    width_px: int
    """Of the upright picture."""
    height_px: int
    """Of the upright picture."""
    orientation: int
    """How the file asks to be turned, 1 (not at all) to 8 (EXIF tag 274)."""
    n_frames: int
    """Frames or pages in the file; only the first is used."""
    sha256: str
    """Of the file's bytes, in lower-case hexadecimal."""
    n_bytes: int


def inspect_image(data: bytes, *, limits: MediaLimits = DEFAULT_LIMITS) -> ImageFacts:
    """Return the facts about a picture, after checking its header against the limits and decoding it once to its end.

    Raises:
        EmptyFile, NotAnImage, UnsupportedFormat: if it is no picture that can be read.
        FileTooLarge, ImageTooLarge, ImageSideTooLong, TooManyFrames, TooManyScans: before anything is decoded.
        TruncatedImage, BrokenImage: if it cannot be decoded to its end.
    """
    image, media_type = opening.open_image(data, limits=limits)
    n_frames = structure.count_frames(image, data, media_type=media_type, limits=limits)
    orientation = opening.read_orientation(image)
    stored_size = image.size
    decoding.check(image, data, media_type=media_type)
    upright_size = image.size if media_type == TIFF else turning.turn_size(*stored_size, orientation)
    digest = hashlib.sha256(data).hexdigest()
    return ImageFacts(media_type, *upright_size, orientation, n_frames, digest, len(data))
