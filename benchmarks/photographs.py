"""Photographs to measure on: a folder of them if there is one, else variants of the packaged ones."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image

from benchmarks.filling import SAMPLE_PATHS

PHOTOS_ENV = "LABELWRIGHT_BENCH_PHOTOS"
DEFAULT_PHOTOS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "photos"
N_VARIANTS = 120


def load_photographs() -> list[bytes]:
    """Return JPEG files: those of the folder that LABELWRIGHT_BENCH_PHOTOS names, or made of the samples."""
    folder = Path(os.environ.get(PHOTOS_ENV, DEFAULT_PHOTOS)) / "images"
    if folder.is_dir():
        return [path.read_bytes() for path in sorted(folder.glob("*.jpg"))]
    pictures = [Image.open(path).convert("RGB") for _, path in SAMPLE_PATHS]
    return [_encode(pictures[number % len(pictures)], quality=60 + number % 37) for number in range(N_VARIANTS)]


def different_copies(photographs: list[bytes], n: int) -> list[bytes]:
    """Return `n` files with the pictures of `photographs` over and over, each different by a comment inside."""
    return [_with_comment(photographs[number % len(photographs)], f"copy {number}") for number in range(n)]


def _with_comment(jpeg: bytes, text: str) -> bytes:
    comment = text.encode()
    return jpeg[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + jpeg[2:]


def _encode(picture: Image.Image, *, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()
