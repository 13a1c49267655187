"""From the key press to the painted result of accept, reject and next suggestion, in headless Chromium.

Times are taken inside the page (`frames.js`), by its own clock: from the key event to the frame after the first one in
which the canvas is another. The server stores every change at the same time.
"""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page
from tools.doctor import Missing, find_chromium

from benchmarks.figures import Figure, print_table
from benchmarks.filling import DETECTOR, SAMPLE_PATHS, SIDE_PX, suggest_boxes
from benchmarks.serving import serving
from benchmarks.watching import Frame, watched_page
from labelwright.bootstrap import workshop_of
from labelwright.domain.ids import InputId
from labelwright.services import ingest, labeling_apps, people
from labelwright.settings import load_settings

SIZES = (60, 1000)
"""Suggestions on the picture."""
KEYS = {"next suggestion": "Tab", "accept, go on": "Space", "reject, go on": "x"}
N_PRESSES = 15
N_WARM_UP = 3
PAUSE_S = 0.25
GIVE_UP_S = 20.0
GOAL_MS = 50.0


@dataclass(frozen=True, slots=True)
class Press:
    """One press of a key."""

    what: str
    painted_ms: float


def main() -> int:
    """Measure and print, or say why that cannot be done; return 0."""
    try:
        print_table("Key press to painted result (medians, in headless Chromium)", measure())
    except (Missing, RuntimeError) as problem:
        print(f"key to paint: {problem}")
    return 0


def measure() -> list[Figure]:
    """Return the figures.

    Raises:
        Missing: if there is no Chromium.
    """
    chromium = find_chromium()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="labelwright-bench-") as folder:
        inputs = _fill(Path(folder))
        with serving(Path(folder)) as server:
            for n_suggestions, (app_id, input_id) in inputs.items():
                preferences = {"model": DETECTOR, "min_score": 0.0}
                server.client.put(f"/apps/{app_id}/preferences", json=preferences).raise_for_status()
                with watched_page(chromium, server) as page:
                    page.goto(f"/apps/{app_id}/inputs/{input_id}")
                    figures += _figures(n_suggestions, list(_walk(page, n_suggestions)))
    return figures


def _figures(n_suggestions: int, presses: Sequence[Press]) -> list[Figure]:
    figures = []
    for what in KEYS:
        times_ms = [press.painted_ms for press in presses if press.what == what]
        said = f"{len(times_ms)} presses, slowest {max(times_ms):.0f} ms"
        name = f"{what}, {n_suggestions:,} suggestions"
        figures.append(Figure(name, statistics.median(times_ms), "ms", goal=GOAL_MS, baseline=said))
    return figures


def _fill(home: Path) -> dict[int, tuple[str, InputId]]:
    picture = io.BytesIO()
    Image.open(SAMPLE_PATHS[0][1]).convert("RGB").resize((SIDE_PX, SIDE_PX)).save(picture, "JPEG")
    made = {}
    with workshop_of(load_settings(home=home)) as workshop:
        user = people.local_user(workshop)
        for n_suggestions in SIZES:
            app = labeling_apps.app_named(workshop, f"{n_suggestions} suggestions", make=True)
            file = ingest.IncomingFile("picture.jpg", picture.getvalue())
            added = ingest.add_files(workshop, app.id, [file], by=user.id)
            input_id = next(each.input.id for each in added if each.input is not None)
            suggest_boxes(workshop, input_id, n_suggestions)
            made[n_suggestions] = (str(app.id), input_id)
    return made


def _walk(page: Page, n_suggestions: int) -> Iterator[Press]:
    _wait_for_regions(page, n_suggestions)
    page.locator("[data-canvas]").focus()
    for _ in range(N_WARM_UP):
        page.keyboard.press("Tab")
        time.sleep(PAUSE_S)
    for what, key in KEYS.items():
        for _ in range(N_PRESSES):
            page.keyboard.press(key)
            time.sleep(PAUSE_S)
            yield Press(what, painted_ms([Frame(**frame) for frame in page.evaluate("watchedFrames()")]))


def _wait_for_regions(page: Page, n_regions: int) -> None:
    began = time.monotonic()
    while time.monotonic() - began < GIVE_UP_S:
        frames = page.evaluate("watchedFrames()")
        if frames and f": {n_regions:,} regions" in frames[-1]["label"]:
            return time.sleep(1.0)
        time.sleep(0.1)
    raise RuntimeError(f"{n_regions} regions were not shown within {GIVE_UP_S:.0f} s")


def painted_ms(frames: Sequence[Frame]) -> float:
    """Return when the first change of the canvas was on the screen: as the frame after it began."""
    for place, frame in enumerate(frames):
        if not frame.is_same(frames[0]):
            return frames[min(place + 1, len(frames) - 1)].at_ms
    raise RuntimeError(f"the key changed nothing on the canvas: {frames[0].label}")


if __name__ == "__main__":
    raise SystemExit(main())
