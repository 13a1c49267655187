"""What a file is, by its first bytes."""

from __future__ import annotations

import struct

from labelwright.media.refusals import EmptyFile, NotAnImage, UnsupportedFormat

JPEG, PNG, GIF = "image/jpeg", "image/png", "image/gif"
WEBP, AVIF, BMP, TIFF = "image/webp", "image/avif", "image/bmp", "image/tiff"

_PICTURES = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),
    (b"MM\x00+", TIFF),
)
_OTHER_PICTURES = (
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 picture"),
    (b"8BPS", "a Photoshop document"),
    (b"\x00\x00\x01\x00", "an icon file"),
    (b"\x76\x2f\x31\x01", "an OpenEXR picture"),
    (b"FUJIFILMCCD-RAW", "a camera raw file"),
    (b"IIRO", "a camera raw file"),
    (b"IIU\x00", "a camera raw file"),
)
_OTHER_FILES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"OggS", "a video or sound"),
    (b"ID3", "a sound"),
    (b"%!PS", "a PostScript document"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"SQLite format 3\x00", "a database"),
)
_BMP_HEADER_SIZES = {12, 40, 52, 56, 64, 108, 124}
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_TEXT_BYTES = 1024


def detect_media_type(data: bytes) -> str:
    """Return the media type of a picture that can be read, going by its content.

    Raises:
        EmptyFile: if there are no bytes.
        UnsupportedFormat: if it is a picture of a kind that is not read.
        NotAnImage: if it is anything else, saying what it seems to be.
    """
    if not data:
        raise EmptyFile()
    for signature, media_type in _PICTURES:
        if data.startswith(signature):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if _is_bmp(data):
        return BMP
    if data[4:8] == b"ftyp":
        return _detect_by_brand(data)
    for signature, seems in _OTHER_PICTURES:
        if data.startswith(signature):
            raise UnsupportedFormat(seems=seems)
    raise NotAnImage(seems=_describe(data))


def _is_bmp(data: bytes) -> bool:
    return data[:2] == b"BM" and len(data) >= 18 and struct.unpack_from("<I", data, 14)[0] in _BMP_HEADER_SIZES  # noqa: PLR2004 - where the second header's size ends


def _detect_by_brand(data: bytes) -> str:
    """Return AVIF if the file says so among its brands; HEIC shares the container and is told apart here."""
    length = min(int.from_bytes(data[:4], "big"), 256, len(data))
    brands = {data[at : at + 4] for at in (8, *range(16, length, 4))}
    if brands & {b"avif", b"avis"}:
        return AVIF
    if brands & _HEIF_BRANDS:
        raise UnsupportedFormat(seems="a HEIC picture")
    if data[8:11] == b"crx":
        raise UnsupportedFormat(seems="a camera raw file")
    raise NotAnImage(seems="a video")


def _describe(data: bytes) -> str:
    for signature, seems in _OTHER_FILES:
        if data.startswith(signature):
            return seems
    if data[:4] == b"RIFF":
        return "a video or sound"
    text = _as_text(data[:_TEXT_BYTES])
    return "unknown data" if text is None else _describe_text(text)


def _describe_text(text: str) -> str:
    start = text.lstrip("\ufeff \t\r\n").lower()
    if "<svg" in start and start.startswith("<"):
        return "an SVG drawing"
    if start.startswith(("<!doctype html", "<html")):
        return "a web page (an error page saved as a picture?)"
    if start.startswith("<"):
        return "an XML document"
    if start.startswith(("{", "[")):
        return "a JSON document"
    return "text"


def _as_text(start: bytes) -> str | None:
    """Return the bytes as UTF-8, a character cut at the end left out; None if they are no text."""
    for cut in range(4):
        try:
            text = start[: len(start) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        printable = all(character.isprintable() or character in "\t\r\n\f\ufeff" for character in text)
        return text if printable else None
    return None
