"""From whatever colours a file stores to the RGB that models read and people see."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

_MANAGED_MODES = {"RGB", "CMYK", "L"}
STRETCHED_MODES = {"I", "F"}
"""What these come out as depends on the whole picture, not on a pixel alone."""
_WHITE_16_BIT = 65_535
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def to_rgb(image: Image.Image) -> Image.Image:
    """Return the picture as 8-bit RGB, its colour profile left aside.

    Transparent parts show white, as on a page. 16-bit grey is scaled from its full range, so nothing is clipped;
    32-bit integers and floats, which name no white, are stretched from their lowest to their highest finite value.
    """
    if image.mode.startswith("I;16") or image.mode in STRETCHED_MODES:
        return _scale_deep_grey(image).convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    paper = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(paper, layer).convert("RGB")


def to_srgb(image: Image.Image) -> Image.Image:
    """Return the picture as 8-bit sRGB, by its embedded colour profile where that can be used, else as `to_rgb` does.

    Browsers do the same with a profile that is broken or made for other colours than the picture has.
    """
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in _MANAGED_MODES or image.has_transparency_data:
        return to_rgb(image)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        managed = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return to_rgb(image)
    return to_rgb(image) if managed is None else managed


def _scale_deep_grey(image: Image.Image) -> Image.Image:
    values = np.asarray(image).astype(np.float32)
    low, high = (0.0, float(_WHITE_16_BIT)) if image.mode.startswith("I;16") else _finite_range(values)
    span = high - low if high > low else 1.0
    shares = np.nan_to_num(np.clip(values, low, high) - low, nan=0.0) / span
    return Image.fromarray(np.rint(shares * 255).astype(np.uint8))


def _finite_range(values: NDArray[np.float32]) -> tuple[float, float]:
    finite = values[np.isfinite(values)]
    return (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
