"""Large pictures cut into tiles: made once in the background, kept in one derived file, read tile by tile."""

from __future__ import annotations

import struct
import threading
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import BinaryIO

from labelwright import errors
from labelwright.domain.input import Input
from labelwright.media import tiling
from labelwright.media.checking import ImageFacts
from labelwright.media.decoding import LARGE_PX
from labelwright.media.tiling import TILE_PX, TileKey, TileLevel
from labelwright.storage.blobs import BlobStore

_NAME = f"tiles-{TILE_PX}.pack"
_PLACE = struct.Struct("<QI")
"""Where a tile is in the file: its first byte, and how many there are. The file begins with one for every tile."""

_SHARE_OF_CUTTING = 0.99
"""The rest is for keeping the file."""


class NotTiled(errors.NotFound):
    """The picture has {n_pixels} pixels; it is not cut into tiles."""

    code = "not_tiled"
    hint = "Ask for the whole picture at its `image_url`; only inputs with a `tiles_url` have tiles."


class TileNotFound(errors.NotFound):
    """The picture has no tile {column}_{row} at level {level}."""

    code = "tile_not_found"
    hint = "The levels with their sizes are listed at the input's `tiles_url`."


class TilesNotMade(errors.Unavailable):
    """The tiles of this picture are still being made ({percent} %)."""

    code = "tiles_not_made"
    hint = "Ask again in a moment; the input's `tiles_url` says how far they are."


class _Making:
    """The tiles of one picture while they are made."""

    share = 0.0
    work: Future[None]


class TileMaker:
    """Makes tiles, one picture at a time: each takes the memory of a few strips of it and one thread."""

    def __init__(self, blobs: BlobStore) -> None:
        self._blobs = blobs
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="tiles")
        self._making: dict[str, _Making] = {}
        self._line = threading.Lock()
        self._is_closed = False

    def share_made(self, at: Input) -> float:
        """Return how much of a picture is cut into tiles, in [0, 1], beginning with it if nobody has.

        Raises:
            NotTiled: if the picture is shown whole.
            LabelwrightError: why the tiles could not be made; asking again tries again.
        """
        _check_tiled(at)
        with self._line:
            making = self._making.get(at.blob)
            if making is None:
                if self._blobs.has_derived(at.blob, _NAME):
                    return 1.0
                making = self._making[at.blob] = _Making()
                making.work = self._thread.submit(self._make, at, making)
            if not making.work.done():
                return making.share
            del self._making[at.blob]
        making.work.result()
        return 1.0

    def tile(self, at: Input, key: TileKey) -> bytes:
        """Return a tile as a JPEG file.

        Raises:
            NotTiled, TileNotFound, TilesNotMade
            LabelwrightError: why the tiles could not be made.
        """
        number = _number_of(levels_of(at), key)
        place = self._blobs.read_derived(at.blob, _NAME, number * _PLACE.size, (number + 1) * _PLACE.size)
        if place is None:
            raise TilesNotMade(percent=round(100 * self.share_made(at)))
        begin, length = _PLACE.unpack(place)
        tile = self._blobs.read_derived(at.blob, _NAME, begin, begin + length)
        if tile is None:
            raise TilesNotMade(percent=0)
        return tile

    def close(self) -> None:
        """Stop; what is under way is given up and made anew when it is asked for again."""
        self._is_closed = True
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _make(self, at: Input, making: _Making) -> None:
        def tick(share: float) -> None:
            if self._is_closed:
                raise CancelledError
            making.share = share * _SHARE_OF_CUTTING

        data = self._blobs.get(at.blob)
        facts = ImageFacts(at.media_type, at.width_px, at.height_px, at.orientation, 1, at.blob, at.n_bytes)
        with self._blobs.writing_derived(at.blob, _NAME) as file:
            pack = _Pack(file, levels_of(at))
            tiling.make_tiles(data, facts, pack.put, tick=tick)
            pack.finish()


def is_tiled(at: Input) -> bool:
    """Whether a picture is so large that it is shown by tiles: a browser would hold more than 128 MB for it whole."""
    return at.width_px * at.height_px > LARGE_PX


def levels_of(at: Input) -> list[TileLevel]:
    """Return the levels of a picture that is shown by tiles, full size first.

    Raises:
        NotTiled
    """
    _check_tiled(at)
    return tiling.levels_of(at.width_px, at.height_px)


def _check_tiled(at: Input) -> None:
    if not is_tiled(at):
        raise NotTiled(n_pixels=at.width_px * at.height_px)


def _number_of(levels: list[TileLevel], key: TileKey) -> int:
    if key.level < len(levels):
        level = levels[key.level]
        if key.column < level.n_columns and key.row < level.n_rows:
            before = sum(each.n_columns * each.n_rows for each in levels[: key.level])
            return before + key.row * level.n_columns + key.column
    raise TileNotFound(level=key.level, column=key.column, row=key.row)


class _Pack:
    """Writes tiles one after the other, and at last where each of them is."""

    def __init__(self, file: BinaryIO, levels: list[TileLevel]) -> None:
        self._file = file
        self._levels = levels
        self._places = bytearray(_PLACE.size * sum(level.n_columns * level.n_rows for level in levels))
        self._end = file.write(self._places)

    def put(self, key: TileKey, tile: bytes) -> None:
        _PLACE.pack_into(self._places, _number_of(self._levels, key) * _PLACE.size, self._end, len(tile))
        self._end += self._file.write(tile)

    def finish(self) -> None:
        self._file.seek(0)
        self._file.write(self._places)
