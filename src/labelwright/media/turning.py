"""Turning a stored picture, and boxes in it, upright by its EXIF orientation."""

from __future__ import annotations

from typing import NamedTuple

from PIL import Image

Quad = tuple[float, float, float, float]

_TRANSPOSES = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class _Turn(NamedTuple):
    """First x and y change places, then each side may be mirrored."""

    swaps: bool
    mirrors_x: bool
    mirrors_y: bool


_TURNS = {
    1: _Turn(False, False, False),
    2: _Turn(False, True, False),
    3: _Turn(False, True, True),
    4: _Turn(False, False, True),
    5: _Turn(True, False, False),
    6: _Turn(True, True, False),
    7: _Turn(True, True, True),
    8: _Turn(True, False, True),
}


def turn_image(image: Image.Image, orientation: int) -> Image.Image:
    """Return the picture upright; the same object if it stands so already."""
    transpose = _TRANSPOSES.get(orientation)
    return image if transpose is None else image.transpose(transpose)


def turn_size(width_px: int, height_px: int, orientation: int) -> tuple[int, int]:
    """Return (width, height) of the picture after turning; the same call turns it back."""
    return (height_px, width_px) if _TURNS[orientation].swaps else (width_px, height_px)


def turn_box(box_xyxy: Quad, *, width_px: int, height_px: int, orientation: int) -> Quad:
    """Return where a box of the stored picture, of the given size, lies in the upright one."""
    turn = _TURNS[orientation]
    x_min, y_min, x_max, y_max = box_xyxy
    if turn.swaps:
        x_min, y_min, x_max, y_max = y_min, x_min, y_max, x_max
        width_px, height_px = height_px, width_px
    if turn.mirrors_x:
        x_min, x_max = width_px - x_max, width_px - x_min
    if turn.mirrors_y:
        y_min, y_max = height_px - y_max, height_px - y_min
    return (x_min, y_min, x_max, y_max)


def way_of_rows(orientation: int) -> tuple[bool, bool]:
    """Return where the rows of the stored picture go in the upright one: whether along x, and whether backwards."""
    turn = _TURNS[orientation]
    return turn.swaps, turn.mirrors_x if turn.swaps else turn.mirrors_y
