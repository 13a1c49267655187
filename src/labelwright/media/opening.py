"""The door to Pillow: opens a picture's header, reads its orientation, turns the decoder's failures into refusals."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from labelwright import errors
from labelwright.media import sniffing, structure
from labelwright.media.limits import DEFAULT_LIMITS, MediaLimits
from labelwright.media.refusals import (
    BrokenImage,
    FileTooLarge,
    ImageSideTooLong,
    ImageTooLarge,
    TruncatedImage,
    UnsupportedFormat,
)

# Opened by class, not by Image.open: that tries every plugin, and reads the second picture that phones hide in a JPEG.
_PLUGINS: dict[str, type[ImageFile.ImageFile]] = {
    sniffing.JPEG: JpegImagePlugin.JpegImageFile,
    sniffing.PNG: PngImagePlugin.PngImageFile,
    sniffing.WEBP: WebPImagePlugin.WebPImageFile,
    sniffing.BMP: BmpImagePlugin.BmpImageFile,
    sniffing.GIF: GifImagePlugin.GifImageFile,
    sniffing.TIFF: TiffImagePlugin.TiffImageFile,
    sniffing.AVIF: AvifImagePlugin.AvifImageFile,
}
_READABLE_MODES = {"1", "L", "P", "RGB", "RGBA", "RGBX", "RGBa", "CMYK", "YCbCr", "LA", "La", "PA", "HSV", "I", "F"}
_DEEP_GREY = "I;16"
_FAILURES = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    EOFError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What Pillow's readers raise on damaged files."""
_PILLOW_IGNORED = ("ignore", None, Warning, re.compile(r"PIL\."), 0)

# Pillow's own guard stays on as a second line, for decoders that allocate while opening; it refuses above twice this.
Image.MAX_IMAGE_PIXELS = DEFAULT_LIMITS.max_pixels // 2


def open_image(data: bytes, *, limits: MediaLimits) -> tuple[ImageFile.ImageFile, str]:
    """Return the picture with its header read and no pixel decoded, and its media type.

    Raises:
        EmptyFile, NotAnImage, UnsupportedFormat: going by its content.
        FileTooLarge, ImageTooLarge, ImageSideTooLong, TooManyFrames, TooManyScans: if it is beyond the limits.
        TruncatedImage, BrokenImage: if its header cannot be read.
    """
    media_type = sniffing.detect_media_type(data)
    if len(data) > limits.max_bytes:
        raise FileTooLarge(n_bytes=len(data), max_bytes=limits.max_bytes)
    structure.check_structure(data, media_type=media_type, limits=limits)
    with refusing_failures(data, media_type=media_type):
        image = _PLUGINS[media_type](io.BytesIO(data), "")
        _check_kind(image, data)
    _check_size(image, limits)
    return image, media_type


def read_orientation(image: ImageFile.ImageFile) -> int:
    """Return how the stored picture must be turned to stand upright, 1 (not at all) to 8, from EXIF (or the TIFF tag).

    A missing, unknown or unreadable value counts as 1, as in browsers. XMP is not asked, as in browsers.

    Source:
        CIPA DC-008 (EXIF 2.32), tag 274.
    """
    _hush_pillow()
    try:
        value = _orientation_tag(image)
    except _FAILURES:
        return 1
    return value if isinstance(value, int) and value in range(1, 9) else 1


@contextmanager
def refusing_failures(data: bytes, *, media_type: str) -> Iterator[None]:
    """Turn whatever the decoder raises inside the block into a refusal.

    Raises:
        TruncatedImage: if the file ends too early.
        ImageTooLarge: if the decoder met a part larger than it may be.
        BrokenImage: on every other failure.
    """
    _hush_pillow()
    try:
        yield
    except errors.LabelwrightError:
        raise
    except Image.DecompressionBombError as failure:
        raise ImageTooLarge(pixels="too many", max_pixels=DEFAULT_LIMITS.max_pixels) from failure
    except _FAILURES as failure:
        reason = str(failure) or type(failure).__name__
        is_cut = "truncated" in reason.lower() or _ends_early(data, media_type)
        raise (TruncatedImage if is_cut else BrokenImage)(media_type=media_type, reason=reason) from failure


def _orientation_tag(image: ImageFile.ImageFile) -> object:
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return image.tag_v2.get(ExifTags.Base.Orientation, 1)
    exif = Image.Exif()
    exif.load(image.info.get("exif", b""))
    return exif.get(ExifTags.Base.Orientation, 1)


def _check_kind(image: ImageFile.ImageFile, data: bytes) -> None:
    if isinstance(image, TiffImagePlugin.TiffImageFile) and _is_camera_raw(image, data):
        raise UnsupportedFormat(seems="a camera raw file")
    if image.mode not in _READABLE_MODES and not image.mode.startswith(_DEEP_GREY):
        raise UnsupportedFormat(seems=f"a picture of the colour mode {image.mode}")


def _is_camera_raw(image: TiffImagePlugin.TiffImageFile, data: bytes) -> bool:
    """Return whether the first page is only the small preview that raw files put in front of the sensor's data."""
    subfile_type = image.tag_v2.get(254, 0)
    return data[8:10] == b"CR" or (isinstance(subfile_type, int) and subfile_type & 1 == 1)


def _check_size(image: ImageFile.ImageFile, limits: MediaLimits) -> None:
    width_px, height_px = image.size
    if max(width_px, height_px) > limits.max_side_px:
        raise ImageSideTooLong(width_px=width_px, height_px=height_px, max_side_px=limits.max_side_px)
    if width_px * height_px > limits.max_pixels:
        raise ImageTooLarge(pixels=width_px * height_px, max_pixels=limits.max_pixels)


def _ends_early(data: bytes, media_type: str) -> bool:
    tail = data[-1024:]
    if media_type == sniffing.JPEG:
        return b"\xff\xd9" not in tail
    if media_type == sniffing.PNG:
        return b"IEND" not in tail
    if media_type == sniffing.GIF:
        return not tail.rstrip(b"\x00").endswith(b";")
    if media_type == sniffing.WEBP:
        return int.from_bytes(data[4:8], "little") + 8 > len(data)
    if media_type == sniffing.BMP:
        return int.from_bytes(data[2:6], "little") > len(data)
    return False


def _hush_pillow() -> None:
    """Keep Pillow's warnings about odd metadata quiet: for a server they are noise, what matters is raised.

    Put in front at every use, since a host program may have set other filters meanwhile; not by `catch_warnings`,
    which threads would undo for each other.
    """
    if list(warnings.filters[:1]) != [_PILLOW_IGNORED]:
        warnings.filterwarnings("ignore", module=_PILLOW_IGNORED[3].pattern)
