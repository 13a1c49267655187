"""Why a picture file is refused."""

from __future__ import annotations

from labelwright import errors


class EmptyFile(errors.Invalid):
    """The file is empty."""

    code = "empty_file"
    hint = "The copy or upload may have been cut off before it began; send the file again."


class FileTooLarge(errors.Invalid):
    """The file has {n_bytes} bytes, more than the {max_bytes} allowed."""

    code = "file_too_large"
    hint = "Save the picture with stronger compression or at a smaller size."


class NotAnImage(errors.Invalid):
    """The file is not a picture: it seems to be {seems}."""

    code = "not_an_image"
    hint = "Send JPEG, PNG, WebP, BMP, GIF, TIFF or AVIF; what counts is the content, not the name."


class UnsupportedFormat(errors.Invalid):
    """The file seems to be {seems}, which cannot be read."""

    code = "unsupported_format"
    hint = "Convert it to JPEG, PNG, WebP, BMP, GIF, TIFF or AVIF."


class TruncatedImage(errors.Invalid):
    """The {media_type} file ends before its picture does ({reason})."""

    code = "truncated_image"
    hint = "The copy or upload was cut off; send the file again from its source."


class BrokenImage(errors.Invalid):
    """The {media_type} file cannot be decoded ({reason})."""

    code = "broken_image"
    hint = "Open it in a picture editor; if that works, save it anew and send that file."


class ImageTooLarge(errors.Invalid):
    """The picture has {pixels} pixels, more than the {max_pixels} allowed."""

    code = "image_too_large"
    hint = "Cut the picture into tiles or scale it down."


class ImageSideTooLong(errors.Invalid):
    """The picture measures {width_px} x {height_px} pixels; a side may have {max_side_px} at most."""

    code = "image_side_too_long"
    hint = "Cut the picture into shorter pieces."


class TooManyFrames(errors.Invalid):
    """The file holds more than {max_frames} frames or pages."""

    code = "too_many_frames"
    hint = "Save the first frame or page as a picture of its own."


class TooManyScans(errors.Invalid):
    """The progressive JPEG is built of more than {max_scans} scans, which would take too long to decode."""

    code = "too_many_scans"
    hint = "Save the picture anew as an ordinary JPEG."
