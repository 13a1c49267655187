"""A picture decoded strip by strip, so that a large one never stands in memory as a whole.

Pillow decodes into one buffer for the whole picture. Here that buffer is memory that the system hands out only where
something is written; a strip that was taken is given back while the decoder goes on below it.
"""

from __future__ import annotations

import mmap
import zlib
from collections.abc import Callable, Sequence

import numpy as np
from PIL import Image, ImageFile, JpegImagePlugin, PngImagePlugin

from labelwright.media import opening

TakeStrip = Callable[[Image.Image], None]
"""Called with one strip after the other, from the top of the picture as it is stored."""

_BYTES_PER_PIXEL = {"L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2}
"""In Pillow's memory; four in every other mode."""
_PNG_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""By a PNG's colour type."""
_FED_BYTES = 4_000_000
"""Of a PNG's rows, unpacked, that its decoder gets at a time."""


def can_stream(image: ImageFile.ImageFile) -> bool:
    """Whether an opened picture can be decoded in strips: most JPEG and PNG files.

    Not the progressive and interlaced ones, which come in passes over the whole picture, and not those of CMYK or one
    bit, whose memory cannot be laid out here.
    """
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        return image.mode in {"RGB", "L"} and not image.info.get("progressive")
    if not isinstance(image, PngImagePlugin.PngImageFile) or image.mode == "1":
        return False
    return not image.is_animated and not image.info.get("interlace")


def stream_strips(
    image: ImageFile.ImageFile, data: bytes, heights_px: Sequence[int], take: TakeStrip, *, media_type: str
) -> None:
    """Decode an opened picture of the kind that `can_stream`, in the memory of a few strips.

    Args:
        image: opened and not decoded; it cannot be used afterwards.
        data: its file.
        heights_px: of the strips; together the height of the picture as it is stored.
        take: gets each of them.
        media_type: of the file.

    Raises:
        TruncatedImage, BrokenImage: if it cannot be decoded to its end; some strips may have been taken by then.
    """
    read: Callable[[int], bytes] = image.load_read  # type: ignore[attr-defined]
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        # Grey is decoded as RGB, too: its fourth byte tells which rows are there.
        image._mode = "RGB"
        image.tile = [tile._replace(args=("RGB", "")) for tile in image.tile]
        rows = _Rows(image, heights_px, take)
        reader: _JpegRows | _PngRows = _JpegRows(read, rows)
    else:
        rows = _Rows(image, heights_px, take)
        reader = _PngRows(data, read, rows)
    image.load_read = reader.read  # type: ignore[attr-defined]
    height = image.height
    with opening.refusing_failures(data, media_type=media_type):
        image.load()
        rows.finish_to(height)


def heights_of(height_px: int, strip_px: int) -> list[int]:
    """Return the heights of strips that make up a picture: all the same but for the last."""
    return [min(strip_px, height_px - top) for top in range(0, height_px, strip_px)]


class _Rows:
    """The rows of a picture while they are decoded into memory that is given back behind them."""

    def __init__(self, image: ImageFile.ImageFile, heights_px: Sequence[int], take: TakeStrip) -> None:
        self._image = image
        self._heights_px = list(heights_px)
        self._take = take
        self._top = 0
        self._row_bytes = image.width * _BYTES_PER_PIXEL.get(image.mode, 4)
        self._memory = mmap.mmap(-1, self._row_bytes * image.height, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        layout = (image.mode, self._row_bytes, 1)
        image.im = Image.core.map_buffer(self._memory, image.size, "raw", 0, layout)  # type: ignore[attr-defined]

    def finish_to(self, n_rows: int) -> None:
        """So many rows are decoded: hand on the strips that are whole, and give their memory back."""
        while self._heights_px and self._top + self._heights_px[0] <= n_rows:
            bottom = self._top + self._heights_px.pop(0)
            strip = self._image.im.crop((0, self._top, self._image.width, bottom))
            self._take(self._image._new(strip))
            self._give_back(bottom)
            self._top = bottom

    def last_bytes(self, first_row: int) -> bytes:
        """Return the last byte of every row from `first_row` on; 0 where nothing is decoded yet."""
        return np.frombuffer(self._memory, np.uint8)[(first_row + 1) * self._row_bytes - 1 :: self._row_bytes].tobytes()

    def _give_back(self, bottom: int) -> None:
        begin = -(-self._top * self._row_bytes // mmap.PAGESIZE) * mmap.PAGESIZE
        end = bottom * self._row_bytes // mmap.PAGESIZE * mmap.PAGESIZE
        if end > begin:
            self._memory.madvise(mmap.MADV_DONTNEED, begin, end - begin)


class _JpegRows:
    """Finds out how far a JPEG is decoded whenever its decoder asks for more of the file."""

    def __init__(self, read: Callable[[int], bytes], rows: _Rows) -> None:
        self._read = read
        self._rows = rows
        self._n_rows = 0

    def read(self, n_bytes: int) -> bytes:
        """Return the next bytes of the file; all before them are decoded."""
        last_bytes = self._rows.last_bytes(self._n_rows)
        self._n_rows += len(last_bytes) - len(last_bytes.lstrip(b"\xff"))
        self._rows.finish_to(self._n_rows)
        return self._read(n_bytes)


class _PngRows:
    """Hands a PNG's decoder a known number of rows at a time."""

    def __init__(self, data: bytes, read: Callable[[int], bytes], rows: _Rows) -> None:
        width, depth, colour_type = int.from_bytes(data[16:20], "big"), data[24], data[25]
        self._row_bytes = 1 + -(-width * depth * _PNG_CHANNELS[colour_type] // 8)
        self._read = read
        self._rows = rows
        self._unpacker = zlib.decompressobj()
        self._packer = zlib.compressobj(0)
        self._waiting = b""
        self._n_bytes = 0

    def read(self, n_bytes: int) -> bytes:
        """Return some rows as the decoder takes them, not compressed; nothing at the end of the file."""
        self._rows.finish_to(self._n_bytes // self._row_bytes)
        while not self._unpacker.eof:
            packed = self._waiting or self._read(n_bytes)
            if not packed:
                return b""
            rows = self._unpacker.decompress(packed, _FED_BYTES)
            self._waiting = self._unpacker.unconsumed_tail
            if rows:
                self._n_bytes += len(rows)
                return self._packer.compress(rows) + self._packer.flush(zlib.Z_SYNC_FLUSH)
        return self._packer.flush()
