"""Decoding a picture no larger than needed, within the process's pixel budget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageFile, JpegImagePlugin

from labelwright.media import opening, sniffing, turning
from labelwright.media.budget import DECODE_BUDGET
from labelwright.media.limits import LET_IN

NeededSize = Callable[[int, int], tuple[int, int]]
"""Given (width, height) of the upright picture in full, the smallest (width, height) that is large enough."""


@dataclass(frozen=True, slots=True)
class DecodedImage:
    """A decoded picture in the colours and direction it is stored in."""

    image: Image.Image
    media_type: str
    orientation: int
    """The turn that is still to be done."""
    content_xyxy: turning.Quad
    """Which part of `image` is picture: a reduced JPEG decode rounds its size up."""
    width_px: int
    """Of the upright picture in full."""
    height_px: int
    """Of the upright picture in full."""


def decode(data: bytes, *, needed: NeededSize) -> DecodedImage:
    """Return the decoded picture of a file that was let in; a JPEG is reduced as far as the needed size allows.

    Raises:
        LabelwrightError: one of the refusals, if the file is not a whole picture within the limits.
    """
    image, media_type = opening.open_image(data, limits=LET_IN)
    orientation = opening.read_orientation(image)
    stored_size = image.size
    is_tiff = media_type == sniffing.TIFF  # Pillow turns a TIFF by itself, and gives its size upright from the start
    to_turn = 1 if is_tiff else orientation
    content = _draft(image, needed, to_turn)
    load(image, data, media_type=media_type)
    upright_size = image.size if is_tiff else turning.turn_size(*stored_size, to_turn)
    return DecodedImage(image, media_type, to_turn, content or (0.0, 0.0, *image.size), *upright_size)


def load(image: ImageFile.ImageFile, data: bytes, *, media_type: str) -> None:
    """Decode an opened picture, waiting for room in the pixel budget.

    Raises:
        TruncatedImage, BrokenImage: if it cannot be decoded to its end.
    """
    with opening.refusing_failures(data, media_type=media_type), DECODE_BUDGET.hold(_pixels_held(image)):
        image.load()


def _pixels_held(image: ImageFile.ImageFile) -> int:
    """Return the pixels kept while decoding; a progressive JPEG keeps its coefficients in full however reduced."""
    is_progressive = bool(image.info.get("progressive")) and bool(image.decoderconfig)
    reduction = int(image.decoderconfig[0]) if is_progressive else 1
    return image.width * image.height * reduction**2


def _draft(image: ImageFile.ImageFile, needed: NeededSize, orientation: int) -> turning.Quad | None:
    if not isinstance(image, JpegImagePlugin.JpegImageFile):
        return None
    width_px, height_px = needed(*turning.turn_size(*image.size, orientation))
    smallest = turning.turn_size(max(width_px, 1), max(height_px, 1), orientation)
    drafted = image.draft("RGB", smallest)
    if drafted is None:
        return None
    left, top, right, bottom = drafted[1]
    return (float(left), float(top), float(right), float(bottom))
