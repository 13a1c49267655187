"""What a file is built of, walked without decoding and within bounds, before a decoder gets to see it.

Pillow reads the headers of JPEG, GIF and PNG piece by piece in Python; a hostile file of a hundred million tiny pieces
would keep it busy for minutes.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from PIL import ImageFile

from labelwright.media import sniffing
from labelwright.media.limits import MediaLimits
from labelwright.media.refusals import BrokenImage, TooManyFrames, TooManyScans

_MAX_PIECES = 1_000_000
"""Blocks of a GIF or chunks of a PNG; 100 MB in the pieces that encoders write are at most 400,000."""
_MAX_PADDING_BYTES = 65_536
"""Of a JPEG before its first scan; encoders write none."""
_MAX_RUN_LENGTH_BYTES = 10_000_000
"""Of a run-length coded BMP, which Pillow decodes in Python."""

_JPEG_MARKER = re.compile(rb"\xff([\x01\xc0-\xcf\xd8-\xfe])")
_SOS, _EOI = 0xDA, 0xD9
_BASELINE = {0xC0, 0xC1}
_WITHOUT_LENGTH = {0x01, 0xD8, _EOI}


def check_structure(data: bytes, *, media_type: str, limits: MediaLimits) -> None:
    """Refuse a file whose structure would keep a decoder busy out of all proportion.

    Raises:
        TooManyScans, TooManyFrames: if there are more than the limits allow.
        BrokenImage: if it is made of more or other pieces than any encoder writes.

    Source:
        Two Issues with the JPEG Standard, libjpeg-turbo project, 2015: a small progressive file of many scans is slow.
    """
    if media_type == sniffing.JPEG:
        _check_jpeg(data, limits)
    elif media_type == sniffing.PNG:
        _check_png(data)
    elif media_type in {sniffing.GIF, sniffing.TIFF}:
        _count_pictures(data, media_type, limits)
    elif media_type == sniffing.BMP and _is_run_length_coded(data) and len(data) > _MAX_RUN_LENGTH_BYTES:
        raise BrokenImage(media_type=media_type, reason="too large for run-length coding")


def count_frames(image: ImageFile.ImageFile, data: bytes, *, media_type: str, limits: MediaLimits) -> int:
    """Return the number of frames of an animation or pages of a document; 1 for a single picture.

    GIF and TIFF are counted here, because their decoder's own count takes time quadratic in the frames.

    Raises:
        TooManyFrames: if there are more than the limits allow.
    """
    if media_type in {sniffing.GIF, sniffing.TIFF}:
        return max(_count_pictures(data, media_type, limits), 1)
    found = int(getattr(image, "n_frames", 1))
    if found > limits.max_frames:
        raise TooManyFrames(max_frames=limits.max_frames)
    return found


def _count_pictures(data: bytes, media_type: str, limits: MediaLimits) -> int:
    found = 0
    for _ in _gif_frames(data) if media_type == sniffing.GIF else _tiff_pages(data):
        found += 1
        if found > limits.max_frames:
            raise TooManyFrames(max_frames=limits.max_frames)
    return found


def _check_jpeg(data: bytes, limits: MediaLimits) -> None:
    scans, padding = 0, 0
    for code, n_skipped in _jpeg_markers(data):
        padding += 0 if scans else n_skipped
        scans += code == _SOS
        if padding > _MAX_PADDING_BYTES:
            raise BrokenImage(media_type=sniffing.JPEG, reason="padding where its header should be")
        if scans > limits.max_scans:
            raise TooManyScans(max_scans=limits.max_scans)
        if code in _BASELINE:
            return


def _jpeg_markers(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield every marker's code and the bytes between it and the segment before; at last the end, there or not."""
    at = 2
    while marker := _JPEG_MARKER.search(data, at):
        code = marker[1][0]
        yield code, marker.start() - at
        if code == _EOI:
            return
        at = marker.end()
        if code not in _WITHOUT_LENGTH:
            at += max(int.from_bytes(data[at : at + 2], "big"), 2)
    yield _EOI, len(data) - at


def _gif_frames(data: bytes) -> Iterator[None]:
    at, pieces = 13 + _palette_bytes(data[10:11]), 0
    while (kind := data[at : at + 1]) in {b"!", b","}:
        if kind == b",":
            yield
            at += 10 + _palette_bytes(data[at + 9 : at + 10]) + 1
        else:
            at += 2
        while size := int.from_bytes(data[at : at + 1], "big"):
            at += 1 + size
            pieces = _count_piece(pieces, sniffing.GIF)
        at += 1
        pieces = _count_piece(pieces, sniffing.GIF)
    if kind != b";" and len(data) - at > _MAX_PIECES:
        raise BrokenImage(media_type=sniffing.GIF, reason="padding where its frames should be")


def _palette_bytes(flags: bytes) -> int:
    packed = int.from_bytes(flags, "big")
    return 3 << (packed & 7) + 1 if packed & 0x80 else 0


def _tiff_pages(data: bytes) -> Iterator[None]:
    order = "<" if data[:1] == b"I" else ">"
    is_big = data[2:4] in {b"+\x00", b"\x00+"}
    count_format, entry_bytes, next_format, first_at = ("Q", 20, "Q", 8) if is_big else ("H", 12, "I", 4)
    seen = set[int]()
    try:
        (at,) = struct.unpack_from(order + next_format, data, first_at)
        while at and at not in seen:
            seen.add(at)
            (n_entries,) = struct.unpack_from(order + count_format, data, at)
            yield
            at += struct.calcsize(order + count_format) + n_entries * entry_bytes
            (at,) = struct.unpack_from(order + next_format, data, at)
    except (struct.error, OverflowError):
        return  # the chain is cut: whether the first page can be decoded is for the decoder to say


def _check_png(data: bytes) -> None:
    at, pieces = 8, 0
    while at + 12 <= len(data) and data[at + 4 : at + 8] != b"IEND":
        at += 12 + int.from_bytes(data[at : at + 4], "big")
        pieces = _count_piece(pieces, sniffing.PNG)


def _count_piece(pieces: int, media_type: str) -> int:
    if pieces >= _MAX_PIECES:
        raise BrokenImage(media_type=media_type, reason="made of more pieces than any encoder writes")
    return pieces + 1


def _is_run_length_coded(data: bytes) -> bool:
    return data[30:34] in {b"\x01\x00\x00\x00", b"\x02\x00\x00\x00"}
