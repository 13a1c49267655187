"""Where a label is: a region in float pixels of the EXIF-turned image, origin top left, upper edges exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, cast

Quad: TypeAlias = tuple[float, float, float, float]
Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in image pixels."""

    x_min: float
    y_min: float
    x_max: float
    y_max: float

    @property
    def width(self) -> float:
        """The width in pixels."""
        return self.x_max - self.x_min

    @property
    def height(self) -> float:
        """The height in pixels."""
        return self.y_max - self.y_min

    @property
    def xyxy(self) -> Quad:
        """(x_min, y_min, x_max, y_max)."""
        return (self.x_min, self.y_min, self.x_max, self.y_max)

    @property
    def points(self) -> tuple[Point, ...]:
        """The corners, from the top left one on."""
        return (self.x_min, self.y_min), (self.x_max, self.y_min), (self.x_max, self.y_max), (self.x_min, self.y_max)


@dataclass(frozen=True, slots=True)
class Polygon:
    """An outline through points in image pixels, the last joined to the first; inside by the even-odd rule."""

    points: tuple[Point, ...]

    @property
    def xyxy(self) -> Quad:
        """(x_min, y_min, x_max, y_max) of the upright box around it."""
        xs, ys = zip(*self.points, strict=True)
        return (min(xs), min(ys), max(xs), max(ys))


Region: TypeAlias = Box | Polygon

PlainBox: TypeAlias = list[float]
"""[x_min, y_min, x_max, y_max]."""
PlainPolygon: TypeAlias = list[list[float]]
"""[[x, y], [x, y], [x, y], ...]."""
PlainRegion: TypeAlias = PlainBox | PlainPolygon
"""A region in values that JSON can carry."""


def region_to_plain(region: Region) -> PlainRegion:
    """Return the four numbers of a box, or the pairs of a polygon."""
    return list(region.xyxy) if isinstance(region, Box) else [[x, y] for x, y in region.points]


def plain_to_region(plain: PlainRegion) -> Region:
    """Return the region that `region_to_plain` took apart."""
    if is_plain_polygon(plain):
        return Polygon(tuple((x, y) for x, y in cast(PlainPolygon, plain)))
    return Box(*cast(PlainBox, plain))


def is_plain_polygon(plain: PlainRegion) -> bool:
    """Whether these are the points of a polygon, not the four numbers of a box."""
    return isinstance(plain[0], list)
