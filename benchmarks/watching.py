"""The product's pages in headless Chromium, watched frame by frame by their own clock."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.serving import Serving

FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
PROBE = Path(__file__).with_name("frames.js")
REST_S = 0.15
"""A canvas that stays the same for so long, with as many regions as the server has suggestions, shows all there is."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the canvas was when a frame of the page began."""

    at_ms: float
    """Since the last key event."""
    label: str
    picture: int
    regions: int
    took_ms: float
    """What looking cost; it is part of what is measured."""

    def is_same(self, other: Frame) -> bool:
        """Whether both show the same."""
        return (self.label, self.picture, self.regions) == (other.label, other.picture, other.regions)


@contextmanager
def watched_page(chromium: str, server: Serving) -> Iterator[Page]:
    """Give an empty page that is watched from its first frame on, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page(base_url=str(server.client.base_url), viewport={"width": 1440, "height": 900})
        page.add_init_script(path=PROBE)
        yield page
        browser.close()


def rest(frames: Sequence[Frame]) -> Frame:
    """Return the second of the frames at the end that are all the same."""
    changed = [place for place, frame in enumerate(frames) if not frame.is_same(frames[-1])]
    first = changed[-1] + 1 if changed else 0
    return frames[min(first + 1, len(frames) - 1)]


def n_regions(frame: Frame) -> int:
    """Return how many regions the canvas says it shows."""
    return int(frame.label.rpartition(": ")[2].split()[0].replace(",", ""))


def frames_at_rest(page: Page, *, n_expected: int, give_up_s: float) -> list[Frame]:
    """Return the frames since the last key event, once the canvas shows so many regions and has come to rest.

    Raises:
        RuntimeError: if that does not happen in time.
    """
    began = time.monotonic()
    while time.monotonic() - began < give_up_s:
        time.sleep(REST_S)
        frames = [Frame(**frame) for frame in page.evaluate("watchedFrames()")]
        is_at_rest = bool(frames) and frames[-1].at_ms - rest(frames).at_ms > REST_S * 1000
        if is_at_rest and n_regions(frames[-1]) == n_expected:
            return frames
    raise RuntimeError(f"{n_expected} regions were not shown within {give_up_s:.0f} s")
