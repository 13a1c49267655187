"""Which files are let in, and why the others are refused."""

from __future__ import annotations

import gzip
import hashlib
import io
import threading
import time
import zipfile

import numpy as np
import piexif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from labelwright import errors
from labelwright.media import budget, checking, reading, refusals
from labelwright.media.limits import DEFAULT_LIMITS, MediaLimits
from tests.unit.media.pictures import ORIENTATIONS, encode, exif_of, one_of_each, photo, png_with_header, stored_as

FILES = one_of_each()


@pytest.mark.parametrize("media_type", FILES)
def test_every_format_is_recognised_by_its_content(media_type: str) -> None:
    data = FILES[media_type]
    facts = checking.inspect_image(data)
    upright = (48, 64) if media_type == "image/jpeg" else (64, 48)
    assert facts.media_type == media_type
    assert (facts.width_px, facts.height_px) == upright
    assert facts.sha256 == hashlib.sha256(data).hexdigest()
    assert (facts.n_bytes, facts.n_frames) == (len(data), 1)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_width_and_height_are_those_of_the_upright_picture(kind: str, orientation: int) -> None:
    data = encode(stored_as(photo(30, 20), orientation), kind, exif=exif_of(orientation))
    facts = checking.inspect_image(data)
    assert (facts.width_px, facts.height_px, facts.orientation) == (30, 20, orientation)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "TIFF", "AVIF"])
def test_frames_are_counted(kind: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    assert checking.inspect_image(encode(frames[0], kind, save_all=True, append_images=frames[1:])).n_frames == 3


@pytest.mark.parametrize("kind", ["GIF", "TIFF"])
def test_more_frames_than_allowed_are_refused(kind: str) -> None:
    frames = [Image.new("RGB", (4, 4), (value, 0, 0)) for value in range(0, 250, 10)]
    data = encode(frames[0], kind, save_all=True, append_images=frames[1:])
    with pytest.raises(refusals.TooManyFrames, match="10"):
        checking.inspect_image(data, limits=MediaLimits(max_frames=10))


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(refusals.EmptyFile):
        checking.inspect_image(b"")


def zip_of_a_picture() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("photo.jpg", FILES["image/jpeg"])
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "seems"),
    [
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG drawing"),
        (b"\xef\xbb\xbf  <svg onload='alert(1)'/>", "an SVG drawing"),  # with a byte order mark
        (b"<!DOCTYPE html><html>404</html>", "a web page"),
        (b"<feed/>", "an XML document"),
        (b'{"images": []}', "a JSON document"),
        ("Grüße, 世界".encode(), "text"),
        (("é" * 600).encode()[:1023], "text"),  # cut within a character
        (b"BM is how this sentence begins.", "text"),  # the two letters of BMP
        (b"%PDF-1.7\n", "a PDF document"),
        (zip_of_a_picture(), "a zip archive"),
        (gzip.compress(b"x"), "a gzip archive"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "a video"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "a video or sound"),
        (bytes(range(128, 256)), "unknown data"),
    ],
)
def test_what_is_not_a_picture_is_refused_saying_what_it_seems_to_be(data: bytes, seems: str) -> None:
    with pytest.raises(refusals.NotAnImage, match=seems):
        checking.inspect_image(data)


@pytest.mark.parametrize(
    ("data", "seems"),
    [
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "a HEIC picture"),
        (b"8BPS\x00\x01" + bytes(40), "a Photoshop document"),
        (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "a JPEG 2000 picture"),
        (encode(photo(), "TIFF", tiffinfo={254: 1}), "a camera raw file"),  # the first page is a preview only
        (encode(photo().convert("LAB"), "TIFF"), "colour mode LAB"),
    ],
)
def test_pictures_of_other_kinds_are_refused_by_name(data: bytes, seems: str) -> None:
    with pytest.raises(refusals.UnsupportedFormat, match=seems):
        checking.inspect_image(data)


@pytest.mark.parametrize("media_type", FILES)
def test_a_picture_cut_in_half_is_refused(media_type: str) -> None:
    data = FILES[media_type]
    with pytest.raises((refusals.TruncatedImage, refusals.BrokenImage), match=media_type):
        checking.inspect_image(data[: len(data) // 2])


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png", "image/webp", "image/bmp", "image/gif"])
def test_a_picture_cut_in_half_is_called_truncated(media_type: str) -> None:
    data = FILES[media_type]
    with pytest.raises(refusals.TruncatedImage):
        checking.inspect_image(data[: len(data) // 2])


def test_a_broken_picture_is_refused() -> None:
    data = bytearray(FILES["image/png"])
    data[60:80] = bytes(20)
    with pytest.raises(refusals.BrokenImage, match="image/png"):
        checking.inspect_image(bytes(data))


def test_a_decompression_bomb_is_refused_by_its_header() -> None:
    with pytest.raises(refusals.ImageTooLarge, match="900000000 pixels"):
        checking.inspect_image(png_with_header(30_000, 30_000))


def test_a_webp_bomb_is_refused_before_its_canvas_is_made() -> None:
    header = b"VP8X" + (10).to_bytes(4, "little") + bytes(4) + (19_999).to_bytes(3, "little") * 2
    with pytest.raises(refusals.ImageTooLarge):
        checking.inspect_image(b"RIFF" + (len(header) + 4).to_bytes(4, "little") + b"WEBP" + header)


def test_a_gif_frame_larger_than_allowed_is_refused() -> None:
    data = bytearray(FILES["image/gif"])
    at = data.index(b",", 13 + 3 * 256)
    data[at + 5 : at + 9] = b"\xff\xff\xff\xff"
    with pytest.raises((refusals.ImageTooLarge, refusals.ImageSideTooLong)):
        checking.inspect_image(bytes(data))


def test_a_strip_of_65000_pixels_is_refused() -> None:
    strip = encode(Image.new("L", (65_000, 2)), "JPEG")
    with pytest.raises(refusals.ImageSideTooLong, match="65000 x 2 pixels"):
        checking.inspect_image(strip)


def test_a_file_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(refusals.FileTooLarge):
        checking.inspect_image(FILES["image/png"], limits=MediaLimits(max_bytes=100))


def test_a_progressive_jpeg_is_read_but_not_one_of_countless_scans() -> None:
    data = encode(photo(), "JPEG", progressive=True)
    assert checking.inspect_image(data).width_px == 64
    first, last = data.index(b"\xff\xda"), data.index(b"\xff\xda", data.index(b"\xff\xda") + 2)
    again = data[:first] + data[first:last] * 300 + data[last:]
    with pytest.raises(refusals.TooManyScans):
        checking.inspect_image(again)


def gif_of(blocks: bytes) -> bytes:
    return b"GIF89a\x08\x00\x08\x00\x00\x00\x00" + blocks


def jpeg_header_then(rest: bytes) -> bytes:
    data = encode(photo(), "JPEG", progressive=True)
    return data[: data.index(b"\xff\xda")] + rest


HOSTILE = {
    "jpeg of padding": b"\xff\xd8\xff" + b"\xff" * 20_000_000,
    "jpeg of junk": b"\xff\xd8\xff\xe0\x00\x02" + b"a" * 20_000_000,
    "jpeg scan of padding": jpeg_header_then(b"\xff\xda\x00\x02" + b"\xff" * 5_000_000 + b"\x00"),
    "gif of tiny comments": gif_of(b"!\xfe" + b"\x01a" * 10_000_000),
    "gif of tiny frames": gif_of(b"," + bytes(4) + b"\x08\x00\x08\x00\x00\x02" + b"\x01a" * 10_000_000),
    "gif of junk": gif_of(b"a" * 20_000_000),
    "png of empty chunks": FILES["image/png"][:33] + (bytes(4) + b"tEST" + bytes(4)) * 2_000_000,
    "bmp of tiny runs": FILES["image/bmp"][:30] + b"\x01\x00\x00\x00" + b"\x01a" * 10_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_of_countless_tiny_pieces_is_refused_at_once(name: str) -> None:
    started = time.process_time()
    with pytest.raises((refusals.BrokenImage, refusals.TruncatedImage)):
        checking.inspect_image(HOSTILE[name])
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "exif",
    [
        b"Exif\x00\x00" + bytes(30),  # no byte order
        b"Exif\x00\x00II*\x00\xff\xff\xff\x7f",  # points outside itself
        exif_of(6)[:20],  # cut
        exif_of(6)[:-8] + b"\xff" * 8,  # a wild value
        bytes(piexif.dump({"0th": {piexif.ImageIFD.Orientation: 77}})),  # no such orientation
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_broken_exif_is_no_reason_to_refuse(kind: str, exif: bytes) -> None:
    assert checking.inspect_image(encode(photo(), kind, exif=exif)).orientation == 1


def test_broken_exif_in_an_avif_is_no_reason_to_refuse() -> None:
    good = bytes(piexif.dump({"0th": {piexif.ImageIFD.Make: b"Camera"}}))
    data = encode(photo(), "AVIF", exif=good)
    at = data.index(b"MM\x00*")
    broken = data[:at] + b"MM\x00*\xff\xff\xff\x7f" + data[at + 8 :]
    assert checking.inspect_image(broken).width_px == 64


def damaged_files() -> st.SearchStrategy[bytes]:
    flips = st.lists(st.tuples(st.floats(0, 0.9999), st.integers(1, 255)), min_size=1, max_size=8)

    def damage(data: bytes, flips: list[tuple[float, int]]) -> bytes:
        changed = bytearray(data)
        for place, mask in flips:
            changed[int(place * len(data))] ^= mask
        return bytes(changed)

    return st.builds(damage, st.sampled_from(list(FILES.values())), flips)


def read_or_refuse(data: bytes) -> None:
    """Whatever the bytes: a picture or a refusal, and what was let in can be read."""
    try:
        facts = checking.inspect_image(data, limits=MediaLimits(max_pixels=4_000_000))
    except errors.Invalid:
        return
    raster = reading.read_raster(data, needed=lambda width, height: (width, height))
    assert raster.pixels.shape == (facts.height_px, facts.width_px, 3)


@settings(max_examples=300, deadline=None)
@given(damaged_files())
def test_flipped_bytes_give_a_picture_or_a_refusal(data: bytes) -> None:
    read_or_refuse(data)


@pytest.mark.parametrize("media_type", FILES)
def test_a_file_cut_anywhere_gives_a_picture_or_a_refusal(media_type: str) -> None:
    data = FILES[media_type]
    for twentieth in range(20):
        read_or_refuse(data[: len(data) * twentieth // 20])


def test_decodes_beyond_the_budget_wait_for_each_other() -> None:
    shared, most, inside = budget.PixelBudget(100), 0, 0
    guard, released = threading.Lock(), threading.Event()

    def decode() -> None:
        nonlocal most, inside
        with shared.hold(50):
            with guard:
                inside += 1
                most = max(most, inside)
            released.wait(0.05)
            with guard:
                inside -= 1

    threads = [threading.Thread(target=decode) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2


def test_a_picture_larger_than_the_budget_goes_alone() -> None:
    shared = budget.PixelBudget(100)
    with shared.hold(1000):
        pass
    with shared.hold(100):
        pass


def test_the_default_limits_hold_a_long_panorama() -> None:
    panorama = encode(Image.fromarray(np.zeros((10, DEFAULT_LIMITS.max_side_px), np.uint8)), "PNG")
    assert checking.inspect_image(panorama).width_px == 32_767
