"""How many pixels may be decoded at the same time in this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class PixelBudget:
    """Lets decodes run side by side as long as their pixels together stay within a total; the others wait in line.

    A picture larger than the total waits until it is alone. Who came first goes first, so that large pictures get
    their turn.
    """

    def __init__(self, total_px: int) -> None:
        self._total_px = total_px
        self._used_px = 0
        self._line = threading.Lock()
        self._changed = threading.Condition()

    @contextmanager
    def hold(self, n_pixels: int) -> Iterator[None]:
        """Wait until there is room for `n_pixels`, and keep that room for the length of the block."""
        share = min(n_pixels, self._total_px)
        with self._line, self._changed:
            self._changed.wait_for(lambda: self._used_px + share <= self._total_px)
            self._used_px += share
        try:
            yield
        finally:
            with self._changed:
                self._used_px -= share
                self._changed.notify_all()


DECODE_BUDGET = PixelBudget(250_000_000)
"""Shared by everything that decodes in this process: about 1 GB at four bytes a pixel."""
