"""How many frames, pages or scans a file is made of, counted from its structure without decoding and without end."""

from __future__ import annotations

import re
import struct

from PIL import ImageFile

from labelwright.media.limits import MediaLimits
from labelwright.media.refusals import TooManyFrames, TooManyScans
from labelwright.media.sniffing import GIF, JPEG, TIFF

_JPEG_MARKER = re.compile(rb"\xff+([\x01\xc0-\xcf\xd8-\xfe])")
_SOS, _EOI = 0xDA, 0xD9
_WITHOUT_LENGTH = {0x01, 0xD8, _EOI}


def count_frames(image: ImageFile.ImageFile, data: bytes, *, media_type: str, limits: MediaLimits) -> int:
    """Return the number of frames of an animation or pages of a document; 1 for a single picture.

    GIF and TIFF are walked here, because their decoder's own count takes time quadratic in the frames.

    Raises:
        TooManyFrames: if there are more than the limits allow.
    """
    if media_type == GIF:
        found = _count_gif_frames(data, at_most=limits.max_frames)
    elif media_type == TIFF:
        found = _count_tiff_pages(data, at_most=limits.max_frames)
    else:
        found = int(getattr(image, "n_frames", 1))
    if found > limits.max_frames:
        raise TooManyFrames(max_frames=limits.max_frames)
    return max(found, 1)


def check_scans(data: bytes, *, media_type: str, limits: MediaLimits) -> None:
    """Refuse a JPEG whose scans would keep the decoder busy for minutes.

    Raises:
        TooManyScans: if there are more than the limits allow.

    Source:
        Two Issues with the JPEG Standard, libjpeg-turbo project, 2015: a small progressive file of many scans is slow.
    """
    if media_type == JPEG and _count_jpeg_scans(data, at_most=limits.max_scans) > limits.max_scans:
        raise TooManyScans(max_scans=limits.max_scans)


def _count_jpeg_scans(data: bytes, *, at_most: int) -> int:
    at, scans = 2, 0
    while scans <= at_most and (marker := _JPEG_MARKER.search(data, at)):
        code, at = marker[1][0], marker.end()
        if code == _EOI:
            break
        if code in {0xC0, 0xC1}:
            return 1
        scans += code == _SOS
        if code not in _WITHOUT_LENGTH:
            at += max(int.from_bytes(data[at : at + 2], "big"), 2)
    return scans


def _count_gif_frames(data: bytes, *, at_most: int) -> int:
    at, frames = 13 + _palette_bytes(data[10:11]), 0
    while frames <= at_most and (kind := data[at : at + 1]) in {b"!", b","}:
        if kind == b",":
            frames += 1
            at += 10 + _palette_bytes(data[at + 9 : at + 10]) + 1
        else:
            at += 2
        while size := int.from_bytes(data[at : at + 1], "big"):
            at += 1 + size
        at += 1
    return frames


def _palette_bytes(flags: bytes) -> int:
    packed = int.from_bytes(flags, "big")
    return 3 << (packed & 7) + 1 if packed & 0x80 else 0


def _count_tiff_pages(data: bytes, *, at_most: int) -> int:
    order = "<" if data[:1] == b"I" else ">"
    is_big = data[2:4] in {b"+\x00", b"\x00+"}
    count_format, entry_bytes, next_format, first_at = ("Q", 20, "Q", 8) if is_big else ("H", 12, "I", 4)
    pages, seen = 0, set[int]()
    try:
        (at,) = struct.unpack_from(order + next_format, data, first_at)
        while at and at not in seen and pages <= at_most:
            seen.add(at)
            (n_entries,) = struct.unpack_from(order + count_format, data, at)
            pages += 1
            (at,) = struct.unpack_from(
                order + next_format, data, at + struct.calcsize("<" + count_format) + n_entries * entry_bytes
            )
    except (struct.error, OverflowError):
        return pages  # the chain is cut: what can be decoded is decided by the decoder
    return pages
