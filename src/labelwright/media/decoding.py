"""Decoding a picture no larger than needed, within the process's pixel budget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageFile, JpegImagePlugin

from labelwright.media import colour, opening, sniffing, strips, turning
from labelwright.media.budget import DECODE_BUDGET
from labelwright.media.limits import LET_IN

LARGE_PX = 32_000_000
"""Pictures of more pixels are decoded in strips where that can be done."""
_STRIP_PX = 512
_REDUCIBLE_MODES = {"RGB", "RGBA", "L"}
_KEPT_INFO = ("icc_profile",)

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
    """Return the decoded picture of a file that was let in, reduced as far as the needed size allows.

    A JPEG is decoded at a smaller size; a PNG of more than `LARGE_PX` pixels is made smaller while it is decoded.

    Raises:
        LabelwrightError: one of the refusals, if the file is not a whole picture within the limits.
    """
    image, media_type = opening.open_image(data, limits=LET_IN)
    orientation = opening.read_orientation(image)
    stored_size = image.size
    is_tiff = media_type == sniffing.TIFF  # Pillow turns a TIFF by itself, and gives its size upright from the start
    to_turn = 1 if is_tiff else orientation
    factor = _reduction(image, needed, to_turn)
    if factor > 1:
        small = _reduce(image, data, factor, media_type=media_type)
        content_xyxy = (0.0, 0.0, stored_size[0] / factor, stored_size[1] / factor)
        return DecodedImage(small, media_type, to_turn, content_xyxy, *turning.turn_size(*stored_size, to_turn))
    content = _draft(image, needed, to_turn)
    load(image, data, media_type=media_type)
    upright_size = image.size if is_tiff else turning.turn_size(*stored_size, to_turn)
    return DecodedImage(image, media_type, to_turn, content or (0.0, 0.0, *image.size), *upright_size)


def check(image: ImageFile.ImageFile, data: bytes, *, media_type: str) -> None:
    """Decode an opened picture to its end, and keep nothing of it.

    Raises:
        TruncatedImage, BrokenImage: if it cannot be decoded to its end.
    """
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        image.draft("RGB", (1, 1))
    elif strips.can_stream(image) and image.width * image.height > LARGE_PX:
        heights_px = strips.heights_of(image.height, _STRIP_PX)
        strips.stream_strips(image, data, heights_px, lambda _: None, media_type=media_type)
        return
    load(image, data, media_type=media_type)


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


def _reduction(image: ImageFile.ImageFile, needed: NeededSize, orientation: int) -> int:
    """Return by how much a large PNG is made smaller strip by strip: to no less than twice what is needed."""
    is_jpeg = isinstance(image, JpegImagePlugin.JpegImageFile)
    if is_jpeg or image.width * image.height <= LARGE_PX or not strips.can_stream(image):
        return 1
    width_px, height_px = needed(*turning.turn_size(*image.size, orientation))
    width_px, height_px = turning.turn_size(max(width_px, 1), max(height_px, 1), orientation)
    return max(min(image.width // (2 * width_px), image.height // (2 * height_px), _STRIP_PX), 1)


def _reduce(image: ImageFile.ImageFile, data: bytes, factor: int, *, media_type: str) -> Image.Image:
    size = (-(-image.width // factor), -(-image.height // factor))
    info = {key: image.info[key] for key in _KEPT_INFO if key in image.info}
    parts: list[Image.Image] = []

    def take(strip: Image.Image) -> None:
        is_plain = strip.mode in _REDUCIBLE_MODES and "transparency" not in strip.info
        parts.append((strip if is_plain else colour.to_rgb(strip)).reduce(factor))

    heights_px = strips.heights_of(image.height, _STRIP_PX // factor * factor)
    strips.stream_strips(image, data, heights_px, take, media_type=media_type)
    small = Image.new(parts[0].mode, size)
    top = 0
    for part in parts:
        small.paste(part, (0, top))
        top += part.height
    small.info.update(info)
    return small


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
