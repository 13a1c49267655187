"""Pictures over HTTP: in, refused, and out again in every form."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from tests.integration.api.visitor import Visitor, check_problem_members, fresh_picture
from tests.unit.media.pictures import encode, exif_of, one_of_each, photo, png_with_header, stored_as

STRIP = (65_000, 3)


def lying_bomb() -> bytes:
    """A PNG that says it is small and unpacks to far more than its header promises."""
    data = encode(Image.new("RGB", (64, 64)), "PNG")
    start = data.index(b"IDAT") - 4
    body = zlib.compress(bytes(50_000_000), 9)
    chunk = struct.pack(">I", len(body)) + b"IDAT" + body + struct.pack(">I", zlib.crc32(b"IDAT" + body))
    return data[:start] + chunk + data[start:]


def broken(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(40) + data[middle + 40 :]


def hostile_files() -> dict[str, tuple[bytes, set[str]]]:
    """Name, bytes, and the codes with which it may be refused."""
    jpeg = encode(photo(300, 200), "JPEG")
    png = encode(photo(300, 200), "PNG")
    return {
        "broken.png": (broken(png), {"broken_image", "truncated_image"}),
        "truncated.jpg": (jpeg[: len(jpeg) // 2], {"truncated_image"}),
        "truncated.png": (png[: len(png) // 2], {"truncated_image", "broken_image"}),
        "huge.png": (fresh_picture() + bytes(1_000_001), {"file_too_large"}),
        "text.jpg": (b"This is a letter, not a picture.\n" * 20, {"not_an_image"}),
        "archive.png": (b"PK\x03\x04" + bytes(200), {"not_an_image"}),
        "program.jpg": (b"\x7fELF" + bytes(200), {"not_an_image"}),
        "page.gif": (b"<html><script>alert(1)</script></html>", {"not_an_image"}),
        "drawing.svg": (
            b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
            {"unsupported_format", "not_an_image"},
        ),
        "bomb.png": (png_with_header(60_000, 60_000), {"image_too_large", "image_side_too_long"}),
        "wide bomb.png": (png_with_header(30_000, 30_000), {"image_too_large"}),
        "strip.png": (encode(Image.new("L", STRIP), "PNG"), {"image_side_too_long"}),
        "nothing.jpg": (b"", {"empty_file"}),
    }


def test_hostile_files_are_refused_one_by_one_and_the_good_ones_go_in(visitor: Visitor) -> None:
    hostile = hostile_files()
    good = [("first.png", fresh_picture()), ("really a png.jpg", fresh_picture()), ("last.png", fresh_picture())]
    sent = [good[0], *((name, data) for name, (data, _) in hostile.items()), *good[1:]]
    added = visitor.upload(*sent)
    assert (added["n_added"], added["n_refused"], added["n_duplicates"]) == (3, len(hostile), 0)
    assert [entry["name"] for entry in added["items"]] == [name for name, _ in sent]
    for entry in added["items"]:
        assert (entry["input"] is None) == (entry["name"] in hostile)
        if entry["name"] in hostile:
            check_problem_members(entry["problem"])
            assert entry["problem"]["code"] in hostile[entry["name"]][1], entry
    mis_named = next(entry for entry in added["items"] if entry["name"] == "really a png.jpg")
    assert mis_named["input"]["media_type"] == "image/png"
    assert visitor.web.get(f"/apps/{visitor.app_id}").json()["counts"]["all"] == 3


def test_a_file_that_unpacks_to_more_than_it_says_does_no_harm(visitor: Visitor) -> None:
    (entry,) = visitor.upload(("bomb.png", lying_bomb()))["items"]
    if entry["problem"]:
        check_problem_members(entry["problem"])
    else:
        assert (entry["input"]["width_px"], entry["input"]["height_px"]) == (64, 64)


def test_the_same_picture_twice_is_reported(visitor: Visitor) -> None:
    data = fresh_picture()
    first = visitor.add_input(data)
    added = visitor.upload(("again.png", data), ("new.png", other := fresh_picture()), ("new again.png", other))
    assert (added["n_added"], added["n_duplicates"], added["n_refused"]) == (1, 2, 0)
    assert added["items"][0]["problem"]["id"] == first


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_its_exif_says_and_its_file_kept_byte_for_byte(
    visitor: Visitor, orientation: int
) -> None:
    upright = photo(90 + orientation, 60)
    data = encode(stored_as(upright, orientation), "JPEG", quality=95, exif=exif_of(orientation))
    input_id = visitor.add_input(data, "turned.jpg")
    facts = visitor.web.get(f"/inputs/{input_id}").json()
    assert (facts["width_px"], facts["height_px"], facts["orientation"]) == (*upright.size, orientation)
    assert visitor.web.get(f"/inputs/{input_id}/original").content == data
    for form in ("image", "thumbnail"):
        answer = visitor.web.get(f"/inputs/{input_id}/{form}")
        shown = Image.open(io.BytesIO(answer.content)).convert("RGB")
        assert shown.size == upright.size
        assert shown.getexif().get(274, 1) == 1
        off = max(
            abs(a - b)
            for place in ((5, 5), (85, 5), (5, 55), (85, 55))
            for a, b in zip(shown.getpixel(place), upright.getpixel(place), strict=True)  # type: ignore[arg-type]
        )
        assert off < 24


@pytest.mark.parametrize("kind", one_of_each())
def test_every_format_is_shown_and_given_back_as_it_came(visitor: Visitor, kind: str) -> None:
    data = one_of_each()[kind]
    input_id = visitor.add_input(data, "picture")
    original = visitor.web.get(f"/inputs/{input_id}/original")
    assert (original.content, original.headers["content-type"]) == (data, kind)
    assert original.headers["content-disposition"].startswith("attachment")
    assert visitor.web.get(f"/inputs/{input_id}/thumbnail").headers["content-type"] == "image/webp"
    image = visitor.web.get(f"/inputs/{input_id}/image")
    assert image.headers["content-type"] in {
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/bmp",
        "image/gif",
        "image/avif",
    }
    assert image.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("form", ["image", "thumbnail", "original"])
def test_a_picture_is_sent_once(visitor: Visitor, form: str) -> None:
    address = f"/inputs/{visitor.add_input()}/{form}"
    first = visitor.web.get(address)
    assert "immutable" in first.headers["cache-control"]
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        again = visitor.web.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert visitor.web.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("羊 und Schäfer.png", "羊 und Schäfer.png"),
        ("نیم‌فاصله.png", "نیم‌فاصله.png"),
        ("../../etc/passwd", "etc/passwd"),
        ("/absolute/sheep.png", "absolute/sheep.png"),
        ("C:\\Users\\me\\sheep.png", "sheep.png"),
        ("folder/sheep.png", "folder/sheep.png"),
        ("..", "unnamed"),
        ("a\u2028b.png", "a_b.png"),
        ("x" * 300 + ".png", "x" * 251 + ".png"),
    ],
)
def test_a_file_name_is_kept_without_what_leads_astray(visitor: Visitor, sent: str, kept: str) -> None:
    input_id = visitor.add_input(name=sent)
    assert visitor.web.get(f"/inputs/{input_id}").json()["name"] == kept
    original = visitor.web.get(f"/inputs/{input_id}/original")
    assert original.status_code == 200
    assert "\n" not in original.headers["content-disposition"]
    found = visitor.web.get(f"/apps/{visitor.app_id}/inputs", params={"search": kept[-8:]}).json()["items"]
    assert [each["id"] for each in found] == [input_id]
