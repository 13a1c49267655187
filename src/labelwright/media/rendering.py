"""Smaller and upright copies of a picture, for lists, screens and models."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from labelwright.media import colour, opening, sniffing, turning
from labelwright.media.checking import ImageFacts
from labelwright.media.decoding import DecodedImage, decode

THUMBNAIL_MEDIA_TYPE = sniffing.WEBP
_BROWSERS_SHOW = {sniffing.JPEG, sniffing.PNG, sniffing.WEBP, sniffing.GIF, sniffing.BMP, sniffing.AVIF}
_SHRINKABLE_MODES = {"RGB", "RGBA", "L", "CMYK"}


def render_thumbnail(data: bytes, *, long_side_px: int) -> bytes:
    """Return a small WebP of the picture, upright and in sRGB; never larger than the picture itself.

    Raises:
        LabelwrightError: one of the refusals, if the file is not a whole picture within the default limits.
    """
    decoded = _decode_to_fit(data, long_side_px)
    with opening.refusing_failures(data, media_type=decoded.media_type):
        small = _shrink(decoded, long_side_px, in_srgb=True)
        return _encode(small, "WEBP", quality=80, method=2)


def render_preview(data: bytes, *, long_side_px: int = 1280) -> bytes:
    """Return a JPEG of the picture that models read instead of a large original: upright, pixel values unmanaged.

    Models see an original's values as they are stored; so they do here. Never larger than the picture itself.

    Raises:
        LabelwrightError: one of the refusals, if the file is not a whole picture within the default limits.
    """
    decoded = _decode_to_fit(data, long_side_px)
    with opening.refusing_failures(data, media_type=decoded.media_type):
        small = _shrink(decoded, long_side_px, in_srgb=False)
        return _encode(small, "JPEG", quality=90)


def render_display(data: bytes, facts: ImageFacts) -> tuple[bytes, str]:
    """Return the picture in full for the screen, and its media type.

    It is the file itself, byte for byte, if browsers show it upright as it is. Otherwise it is encoded anew, upright
    and in sRGB: as PNG where the source may be lossless, as JPEG where it is not.

    Raises:
        LabelwrightError: one of the refusals, if the file is not a whole picture within the default limits.
    """
    media_type = display_media_type(facts)
    if facts.orientation == 1 and media_type == facts.media_type:
        return data, media_type
    decoded = decode(data, needed=lambda width, height: (width, height))
    with opening.refusing_failures(data, media_type=decoded.media_type):
        upright = turning.turn_image(colour.to_srgb(decoded.image), decoded.orientation)
        if media_type == sniffing.JPEG:
            return _encode(upright, "JPEG", quality=95), media_type
        return _encode(upright, "PNG", compress_level=3), media_type


def display_media_type(facts: ImageFacts) -> str:
    """Return the media type in which `render_display` gives the picture."""
    if facts.orientation == 1 and facts.media_type in _BROWSERS_SHOW:
        return facts.media_type
    return sniffing.JPEG if facts.media_type in {sniffing.JPEG, sniffing.AVIF} else sniffing.PNG


def _decode_to_fit(data: bytes, long_side_px: int) -> DecodedImage:
    return decode(data, needed=lambda width, height: _fit(width, height, long_side_px))


def _fit(width_px: int, height_px: int, long_side_px: int) -> tuple[int, int]:
    scale = min(1.0, long_side_px / max(width_px, height_px))
    return max(1, round(width_px * scale)), max(1, round(height_px * scale))


def _shrink(decoded: DecodedImage, long_side_px: int, *, in_srgb: bool) -> Image.Image:
    """Return the picture upright at its final size; colours are converted after shrinking where that gives the same."""
    image = decoded.image
    as_rgb = colour.to_srgb if in_srgb else colour.to_rgb
    shrinks_first = image.mode in _SHRINKABLE_MODES and "transparency" not in image.info
    if not shrinks_first:
        image = as_rgb(image)
    upright_fit = _fit(decoded.width_px, decoded.height_px, long_side_px)
    size = turning.turn_size(*upright_fit, decoded.orientation)
    image = image.resize(size, Image.Resampling.LANCZOS, box=decoded.content_xyxy, reducing_gap=2.0)
    return turning.turn_image(as_rgb(image) if shrinks_first else image, decoded.orientation)


def _encode(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, icc_profile=None, **options)
    return out.getvalue()
