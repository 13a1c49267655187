"""Picture files made for the tests."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
import piexif
from PIL import Image

ORIENTATIONS = range(1, 9)
_FROM_UPRIGHT = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def encode(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photo(width_px: int = 64, height_px: int = 48) -> Image.Image:
    """A smooth picture with some detail, so that every codec has work to do."""
    y, x = np.mgrid[:height_px, :width_px] * (9 / max(width_px, height_px))
    waves = np.stack([np.sin(x + y / 2), np.cos(x * 0.8), np.sin(y * 1.2 - x / 2)], axis=-1)
    return Image.fromarray((127 + 120 * waves).astype(np.uint8))


def stored_as(upright: Image.Image, orientation: int) -> Image.Image:
    """The picture as a camera with this EXIF orientation would have stored it."""
    transpose = _FROM_UPRIGHT[orientation]
    return upright if transpose is None else upright.transpose(transpose)


def exif_of(orientation: int) -> bytes:
    return bytes(piexif.dump({"0th": {piexif.ImageIFD.Orientation: orientation}}))


def png_with_header(width_px: int, height_px: int) -> bytes:
    """A PNG that claims a size its few bytes cannot hold: its header is right, so only a limit can refuse it."""
    header = struct.pack(">IIBBBBB", width_px, height_px, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(bytes(1000)))
        + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def one_of_each() -> dict[str, bytes]:
    """The same photo in every format that is read, by media type."""
    image = photo()
    return {
        "image/jpeg": encode(image, "JPEG", quality=90, exif=exif_of(6)),
        "image/png": encode(image, "PNG"),
        "image/webp": encode(image, "WEBP"),
        "image/bmp": encode(image, "BMP"),
        "image/gif": encode(image, "GIF"),
        "image/tiff": encode(image, "TIFF", compression="tiff_lzw"),
        "image/avif": encode(image, "AVIF"),
    }
