"""Large pictures cut into tiles at every halved size, so that a viewer loads only what it shows."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from labelwright.media import colour, decoding, opening, sniffing, strips, turning
from labelwright.media.checking import ImageFacts
from labelwright.media.limits import LET_IN

TILE_PX = 512
TILE_MEDIA_TYPE = sniffing.JPEG
_QUALITY = 90

PutTile = Callable[["TileKey", bytes], None]


@dataclass(frozen=True, slots=True)
class TileKey:
    """Which tile of a pyramid."""

    level: int
    """0 is full size; every next level has half as many pixels along each side, rounded up."""
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class TileLevel:
    """One size of a picture that is cut into tiles; those at the right and lower edge are smaller."""

    width_px: int
    height_px: int

    @property
    def n_columns(self) -> int:
        """How many tiles stand side by side."""
        return -(-self.width_px // TILE_PX)

    @property
    def n_rows(self) -> int:
        """How many tiles stand one above the other."""
        return -(-self.height_px // TILE_PX)


def levels_of(width_px: int, height_px: int) -> list[TileLevel]:
    """Return the levels of an upright picture, from full size down to the first that is a single tile."""
    levels = [TileLevel(width_px, height_px)]
    while max(levels[-1].width_px, levels[-1].height_px) > TILE_PX:
        levels.append(TileLevel(-(-levels[-1].width_px // 2), -(-levels[-1].height_px // 2)))
    return levels


def make_tiles(data: bytes, facts: ImageFacts, put: PutTile, *, tick: Callable[[float], None]) -> None:
    """Cut a picture into the tiles of all levels, upright and in sRGB, as JPEG files, in no promised order.

    Args:
        data: the file.
        facts: of the file.
        put: takes each tile.
        tick: told the share of the picture that is cut, in [0, 1]; what it raises ends the work.

    Raises:
        LabelwrightError: one of the refusals, if the file is not a whole picture within the limits.
    """
    orientation = 1 if facts.media_type == sniffing.TIFF else facts.orientation  # Pillow has turned a TIFF by itself
    along_x, is_backwards = turning.way_of_rows(orientation)
    length_px = facts.width_px if along_x else facts.height_px
    n_bands = -(-length_px // TILE_PX)
    order = list(reversed(range(n_bands)) if is_backwards else range(n_bands))
    bands = iter(order)
    cutter = _Cutter(levels_of(facts.width_px, facts.height_px), along_x, put)

    def take(strip: Image.Image) -> None:
        number = next(bands)
        cutter.add(0, number, turning.turn_image(colour.to_srgb(strip), orientation))
        tick((order.index(number) + 1) / n_bands)

    _decode_strips(data, [min(TILE_PX, length_px - number * TILE_PX) for number in order], take)


def _decode_strips(data: bytes, heights_px: list[int], take: strips.TakeStrip) -> None:
    """Decode a picture in strips; as a whole first, within the process's pixel budget, where it cannot be streamed."""
    image, media_type = opening.open_image(data, limits=LET_IN)
    if strips.can_stream(image):
        strips.stream_strips(image, data, heights_px, take, media_type=media_type)
        return
    decoding.load(image, data, media_type=media_type)
    whole = colour.to_rgb(image) if image.mode in colour.STRETCHED_MODES else image
    top = 0
    for height in heights_px:
        take(whole.crop((0, top, whole.width, top + height)))
        top += height


class _Cutter:
    """Takes a level in bands one tile thick, across x or across y, and makes the bands of the next level of them."""

    def __init__(self, levels: list[TileLevel], along_x: bool, put: PutTile) -> None:
        self._levels = levels
        self._along_x = along_x
        self._put = put
        self._halves: dict[tuple[int, int], Image.Image] = {}

    def add(self, level: int, number: int, band: Image.Image) -> None:
        """Cut a band, and the next level's that it makes whole."""
        self._cut(level, number, band)
        if level + 1 == len(self._levels):
            return
        self._halves[level, number] = band.reduce(2)
        first = number - number % 2
        pair = [first, first + 1] if first + 1 < self._n_bands(level) else [first]
        if all((level, each) in self._halves for each in pair):
            self.add(level + 1, first // 2, self._join([self._halves.pop((level, each)) for each in pair]))

    def _cut(self, level: int, number: int, band: Image.Image) -> None:
        length = band.height if self._along_x else band.width
        for place in range(-(-length // TILE_PX)):
            begin, end = place * TILE_PX, min((place + 1) * TILE_PX, length)
            box = (0, begin, band.width, end) if self._along_x else (begin, 0, end, band.height)
            key = TileKey(level, number, place) if self._along_x else TileKey(level, place, number)
            self._put(key, _encode(band.crop(box)))

    def _n_bands(self, level: int) -> int:
        return self._levels[level].n_columns if self._along_x else self._levels[level].n_rows

    def _join(self, halves: list[Image.Image]) -> Image.Image:
        if len(halves) == 1:
            return halves[0]
        first, second = halves
        if self._along_x:
            joined = Image.new("RGB", (first.width + second.width, first.height))
            joined.paste(second, (first.width, 0))
        else:
            joined = Image.new("RGB", (first.width, first.height + second.height))
            joined.paste(second, (0, first.height))
        joined.paste(first, (0, 0))
        return joined


def _encode(tile: Image.Image) -> bytes:
    out = io.BytesIO()
    tile.save(out, "JPEG", quality=_QUALITY, subsampling=0, icc_profile=None)
    return out.getvalue()
