"""Regions on the wire: a box is four numbers, a polygon pairs of numbers, in pixels of the EXIF-turned image."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from labelwright.domain.region import Box, Polygon, Quad, Region

Finite = Annotated[float, Field(allow_inf_nan=False)]
BoxOut = tuple[float, float, float, float]
PolygonOut = list[tuple[float, float]]
RegionOut = BoxOut | PolygonOut
BoxIn = Annotated[
    tuple[Finite, Finite, Finite, Finite], Field(description="[x_min, y_min, x_max, y_max], upper edges exclusive.")
]
PolygonIn = Annotated[
    list[tuple[Finite, Finite]],
    Field(description="At least three points [x, y], the last joined to the first; inside by the even-odd rule."),
]


def _form_of(sent: object) -> str:
    """Tell by its first member what a region is meant to be, so that a wrong one is answered as that form."""
    is_box = isinstance(sent, (list, tuple)) and len(sent) > 0 and not isinstance(sent[0], (list, tuple))
    return "box" if is_box else "polygon"


RegionIn = Annotated[Annotated[BoxIn, Tag("box")] | Annotated[PolygonIn, Tag("polygon")], Discriminator(_form_of)]


def to_region(sent: tuple[float, float, float, float] | list[tuple[float, float]]) -> Region:
    """Return the region that was sent."""
    return Polygon(tuple(sent)) if isinstance(sent, list) else Box(*sent)


def region_json(region: Region | None) -> Quad | tuple[tuple[float, float], ...] | None:
    """Return `RegionOut` in plain values."""
    return region.points if isinstance(region, Polygon) else region.xyxy if region else None
