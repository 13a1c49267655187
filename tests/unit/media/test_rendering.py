"""Thumbnails, previews and display copies."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from labelwright.media import checking, rendering
from tests.unit.media.pictures import ORIENTATIONS, encode, exif_of, one_of_each, photo, stored_as

FILES = one_of_each()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def difference(a: Image.Image, b: Image.Image) -> float:
    return float(np.abs(np.asarray(a.convert("RGB"), int) - np.asarray(b.convert("RGB").resize(a.size), int)).mean())


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "AVIF"])
def test_thumbnails_and_previews_stand_upright(kind: str, orientation: int) -> None:
    upright = photo(401, 250)
    data = encode(stored_as(upright, orientation), kind, exif=exif_of(orientation))
    small = opened(rendering.render_thumbnail(data, long_side_px=100))
    preview = opened(rendering.render_preview(data, long_side_px=200))
    assert (small.format, small.size) == ("WEBP", (100, 62))
    assert (preview.format, preview.size) == ("JPEG", (200, 125))
    assert difference(small, upright) < 8
    assert difference(preview, upright) < 8
    assert not preview.getexif()


def test_nothing_is_made_larger_than_it_is() -> None:
    data = encode(photo(64, 48), "PNG")
    assert opened(rendering.render_thumbnail(data, long_side_px=500)).size == (64, 48)
    assert opened(rendering.render_preview(data)).size == (64, 48)


def test_a_strip_keeps_at_least_one_pixel_of_height() -> None:
    data = encode(Image.new("RGB", (2000, 2)), "PNG")
    assert opened(rendering.render_thumbnail(data, long_side_px=100)).size == (100, 1)


@pytest.mark.parametrize("media_type", [kind for kind in FILES if kind not in {"image/jpeg", "image/tiff"}])
def test_what_browsers_show_upright_is_displayed_byte_for_byte(media_type: str) -> None:
    data = FILES[media_type]
    assert rendering.render_display(data, checking.inspect_image(data)) == (data, media_type)


def test_a_tiff_is_displayed_as_a_lossless_png() -> None:
    data = FILES["image/tiff"]
    shown, media_type = rendering.render_display(data, checking.inspect_image(data))
    assert media_type == "image/png"
    assert difference(opened(shown), photo()) == 0


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_turned_jpeg_is_displayed_upright_in_full(orientation: int) -> None:
    data = encode(stored_as(photo(), orientation), "JPEG", quality=95, exif=exif_of(orientation))
    shown, media_type = rendering.render_display(data, checking.inspect_image(data))
    assert media_type == "image/jpeg"
    assert opened(shown).size == (64, 48)
    assert not opened(shown).getexif()
    assert difference(opened(shown), photo()) < 6


def profile_with_red_and_green_swapped() -> bytes:
    table = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return table.replace(b"rXYZ", b"kept", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"kept", b"gXYZ", 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_thumbnail_shows_the_colours_of_the_embedded_profile(kind: str) -> None:
    data = encode(Image.new("RGB", (64, 64), "red"), kind, icc_profile=profile_with_red_and_green_swapped())
    small = opened(rendering.render_thumbnail(data, long_side_px=32))
    assert small.convert("RGB").getpixel((9, 9)) == pytest.approx((0, 255, 0), abs=9)
    assert "icc_profile" not in small.info


def test_a_preview_keeps_the_stored_values_for_models() -> None:
    data = encode(Image.new("RGB", (64, 64), "red"), "PNG", icc_profile=profile_with_red_and_green_swapped())
    preview = opened(rendering.render_preview(data))
    assert preview.getpixel((9, 9)) == pytest.approx((255, 0, 0), abs=9)


def xyz_profile() -> bytes:
    """A profile for pictures that store XYZ, not RGB."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()


def test_a_profile_made_for_other_colours_is_left_aside() -> None:
    image = Image.new("RGB", (32, 32), (10, 200, 30))
    data = encode(image, "PNG", icc_profile=xyz_profile())
    assert opened(rendering.render_thumbnail(data, long_side_px=32)).getpixel((5, 5)) == pytest.approx(
        (10, 200, 30), abs=6
    )


@pytest.mark.parametrize("profile", [b"not a profile at all", bytes(200)])
def test_a_broken_profile_is_left_aside(profile: bytes) -> None:
    data = encode(photo(), "PNG", icc_profile=profile)
    assert difference(opened(rendering.render_thumbnail(data, long_side_px=64)), photo()) < 8
