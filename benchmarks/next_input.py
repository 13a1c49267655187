"""From the key press to the next input on the canvas, picture and suggestions, in headless Chromium.

Times are taken inside the page (`frames.js`), by its own clock: from the key event to the frame after the first one
from which on neither layer of the canvas changes any more.
"""

from __future__ import annotations

import math
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from tools.doctor import Missing, find_chromium

from benchmarks.figures import Figure, print_table
from benchmarks.filling import DETECTOR
from benchmarks.photographs import load_photographs
from benchmarks.serving import Serving, serving
from benchmarks.watching import REST_S, Frame, n_regions, rest, watched_page
from labelwright.bootstrap import workshop_of
from labelwright.services import ingest, labeling_apps, people
from labelwright.settings import load_settings

N_PRESSES = {"ArrowDown": 30, "Enter": 12}
"""Enter also marks the input as done: a change that the server stores at the same time."""
N_INPUTS = 1 + sum(N_PRESSES.values())
N_MANY = 15
"""Regions on an input with many: the peer was measured with 20."""
PAUSE_S = 0.7
"""What a person takes at least to look at a picture."""
GIVE_UP_S = 20.0
MIN_SCORE = 0.25
PEER = "Label Studio 1.23.2, accept to next, 20 boxes: 910 ms"


@dataclass(frozen=True, slots=True)
class Step:
    """One press of a key."""

    key: str
    shown_ms: float
    n_regions: int
    is_ahead: bool
    """The prediction was stored before the press."""


def main() -> int:
    """Measure and print; return 0."""
    try:
        print_table("Next input, predicted ahead (medians, in headless Chromium)", measure())
    except Missing as problem:
        print(f"next input: {problem}")
    return 0


def measure() -> list[Figure]:
    """Return the figures.

    Raises:
        Missing: if there is no Chromium.
    """
    chromium = find_chromium()
    with tempfile.TemporaryDirectory(prefix="labelwright-bench-") as folder:
        app_id = _fill(Path(folder))
        with serving(Path(folder)) as server:
            preferences = {"model": DETECTOR, "min_score": MIN_SCORE}
            server.client.put(f"/apps/{app_id}/preferences", json=preferences).raise_for_status()
            listed = server.client.get(f"/apps/{app_id}/inputs", params={"limit": N_INPUTS}).raise_for_status().json()
            with watched_page(chromium, server) as page:
                return _figures(list(_walk(page, server, app_id, listed["items"])))


def _figures(steps: Sequence[Step]) -> list[Figure]:
    ahead = [step for step in steps if step.is_ahead]
    moved = [step for step in ahead if step.key == "ArrowDown"]
    done = [step for step in ahead if step.key == "Enter"]
    many = [step for step in ahead if step.n_regions >= N_MANY]
    p90_ms = statistics.quantiles([step.shown_ms for step in moved], n=10)[-1]
    share = f"{len(ahead)} of {len(steps)}, {PAUSE_S * 1000:.0f} ms on each"
    return [
        _median("key press to next input shown", moved, goal=120),
        Figure("the same, 90th percentile", p90_ms, "ms"),
        _median("the same by Enter: the one before is marked as done", done),
        _median(f"all with {N_MANY} regions or more", many, beside=PEER),
        Figure("inputs predicted ahead", 100 * len(ahead) / len(steps), "%", better="higher", baseline=share),
    ]


def _median(name: str, steps: Sequence[Step], *, goal: float | None = None, beside: str = "") -> Figure:
    if not steps:
        return Figure(name, math.nan, "ms", goal=goal, baseline="there were none")
    middle = statistics.median(step.n_regions for step in steps)
    said = f"{len(steps)} presses, regions: {middle:.0f}"
    median_ms = statistics.median(step.shown_ms for step in steps)
    return Figure(name, median_ms, "ms", goal=goal, baseline=f"{said}; {beside}" if beside else said)


def _fill(home: Path) -> str:
    files = [ingest.IncomingFile(f"{n:03}.jpg", data) for n, data in enumerate(load_photographs()[:N_INPUTS])]
    with workshop_of(load_settings(home=home)) as workshop:
        app = labeling_apps.app_named(workshop, "photos", make=True)
        ingest.add_files(workshop, app.id, files, by=people.local_user(workshop).id)
    return app.id


def _walk(page: Page, server: Serving, app_id: str, inputs: Sequence[dict[str, Any]]) -> Iterator[Step]:
    first, *others = inputs
    keys = [key for key, n_presses in N_PRESSES.items() for _ in range(n_presses)]
    page.goto(f"/apps/{app_id}/inputs/{first['id']}")
    _settled(page, server, first)
    _wait_until_predicted(server, others[0])
    for key, following in zip(keys, others, strict=True):
        time.sleep(PAUSE_S)
        is_ahead = _n_suggestions(server, following) is not None
        page.keyboard.press(key)
        frames = _settled(page, server, following)
        yield Step(key, shown_ms(frames), n_regions(frames[-1]), is_ahead)


def _wait_until_predicted(server: Serving, waited_for: dict[str, Any]) -> None:
    began = time.monotonic()
    while _n_suggestions(server, waited_for) is None:
        if time.monotonic() - began > GIVE_UP_S:
            raise RuntimeError(f"{waited_for['name']} was not predicted ahead within {GIVE_UP_S:.0f} s")
        time.sleep(0.2)


def _n_suggestions(server: Serving, shown: dict[str, Any]) -> int | None:
    """Return how many suggestions the server has in the threshold range; None before the prediction."""
    board = server.client.get(f"/inputs/{shown['id']}/board", params={"model": DETECTOR}).raise_for_status().json()
    within = [line for line in board["suggestions"] if line["score"] >= MIN_SCORE]
    return len(within) if board["prediction"] else None


def _settled(page: Page, server: Serving, shown: dict[str, Any]) -> list[Frame]:
    """Return the frames since the press, once the input is shown with its regions and has come to rest."""
    began = time.monotonic()
    while time.monotonic() - began < GIVE_UP_S:
        time.sleep(REST_S)
        frames = [Frame(**frame) for frame in page.evaluate("watchedFrames()")]
        if not frames or not frames[-1].label.startswith(f"Picture {shown['name']}: "):
            continue
        is_at_rest = frames[-1].at_ms - rest(frames).at_ms > REST_S * 1000
        if is_at_rest and n_regions(frames[-1]) == _n_suggestions(server, shown):
            return frames
    raise RuntimeError(f"{shown['name']} was not shown with its regions within {GIVE_UP_S:.0f} s")


def shown_ms(frames: Sequence[Frame]) -> float:
    """Return when the last change of the canvas was on the screen: as the frame after it began."""
    if frames[0].picture == frames[-1].picture:
        raise RuntimeError(f"the picture has not changed: {frames[-1].label}")
    return rest(frames).at_ms


if __name__ == "__main__":
    raise SystemExit(main())
