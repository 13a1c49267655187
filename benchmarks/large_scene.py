"""Thousands of regions on one picture, in headless Chromium: first draw, threshold, panning beside a plain SVG page.

Processor time is that of all of Chromium's processes, since raster work is done outside the page's own.
"""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from PIL import Image
from playwright.sync_api import Page
from tools.doctor import Missing, find_chromium

from benchmarks.figures import Figure, print_table
from benchmarks.filling import DETECTOR, suggest_boxes
from benchmarks.plain_svg import svg_page
from benchmarks.serving import Serving, serving
from benchmarks.watching import frames_at_rest, rest, watched_page
from labelwright.bootstrap import workshop_of
from labelwright.services import ingest, labeling_apps, people
from labelwright.settings import load_settings

SIZES = (1_000, 5_000, 10_000)
N_POLYGONS = 500
SIDE_PX = 3_000
N_FRAMES = 120
N_STEPS = 7
GIVE_UP_S = 60.0
PEER = "Label Studio 1.23.2"
THEIR_FPS = {1_000: "11", 5_000: "3"}
THEIR_OPENING = {20: (2100, "2.1 s"), 1_000: (6000, "6.0 s")}
"""Warm: in milliseconds, and as it is said."""
PANNING = Path(__file__).with_name("panning.js")
CANVAS = '[role="group"][aria-label^="Picture "]'


@dataclass(frozen=True, slots=True)
class Pan:
    """What moving the picture took."""

    fps: float
    cpu_ms: float
    """Of all processes of the browser, for each frame."""


def main() -> int:
    """Measure and print; return 0."""
    try:
        print_table(f"Large scenes: boxes and {N_POLYGONS} polygons on one picture (in headless Chromium)", measure())
    except Missing as problem:
        print(f"large scenes: {problem}")
    return 0


def measure() -> list[Figure]:
    """Return the figures.

    Raises:
        Missing: if there is no Chromium.
    """
    chromium = find_chromium()
    with tempfile.TemporaryDirectory(prefix="labelwright-bench-") as folder:
        app_id, ids = _fill(Path(folder))
        with serving(Path(folder)) as server:
            server.client.put(f"/apps/{app_id}/preferences", json={"model": DETECTOR, "min_score": 0.0})
            with watched_page(chromium, server) as page:
                page.add_init_script(path=PANNING)
                page.goto(f"/apps/{app_id}/inputs/{ids[0]}")
                frames_at_rest(page, n_expected=20, give_up_s=GIVE_UP_S)
                opened = [_opening(page, n) for n in (*SIZES, 20)]
                return [*opened, *_scenes(page, server, app_id, ids)]


def _fill(home: Path) -> tuple[str, list[str]]:
    """Make an app with inputs of 20, 1,000, 5,000, 10,000 and again 20 suggestions."""
    files = [ingest.IncomingFile(f"{n}.png", _picture(n)) for n in range(len(SIZES) + 2)]
    with workshop_of(load_settings(home=home)) as workshop:
        app = labeling_apps.app_named(workshop, "scenes", make=True)
        added = ingest.add_files(workshop, app.id, files, by=people.local_user(workshop).id)
        ids = [entry.input.id for entry in added if entry.input]
        for input_id, n in zip(ids, (20, *SIZES, 20), strict=True):
            n_polygons = N_POLYGONS if n in SIZES else 0
            suggest_boxes(workshop, input_id, n, n_polygons=n_polygons, side_px=SIDE_PX)
    return app.id, list(ids)


def _picture(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (SIDE_PX, SIDE_PX), (200, 205, 210 + shade)).save(out, "PNG")
    return out.getvalue()


def _total(n: int) -> int:
    return n + N_POLYGONS if n in SIZES else n


def _opening(page: Page, n: int) -> Figure:
    """Go to the next input, which has `n` suggestions and has been looked at ahead."""
    time.sleep(3)
    page.keyboard.press("ArrowDown")
    shown_ms = rest(frames_at_rest(page, n_expected=_total(n), give_up_s=GIVE_UP_S)).at_ms
    theirs_ms, said = THEIR_OPENING.get(n, (0, ""))
    goal_ms = {20: 100, 1_000: 0.1 * theirs_ms}.get(n, 1_000)
    beside = f"{PEER}, warm: {said}" if said else ""
    return Figure(f"{n:,}: key press to first draw", shown_ms, "ms", goal=goal_ms, baseline=beside)


def _scenes(page: Page, server: Serving, app_id: str, ids: list[str]) -> Iterator[Figure]:
    for n, input_id in zip(SIZES, ids[1:], strict=False):
        page.goto(f"/apps/{app_id}/inputs/{input_id}")
        frames_at_rest(page, n_expected=_total(n), give_up_s=GIVE_UP_S)
        threshold_ms = statistics.median(_threshold_steps(page, server, input_id))
        goal_ms = {1_000: 60, 10_000: 150}.get(n)
        yield Figure(f"{n:,}: threshold to paint, median of {N_STEPS}", threshold_ms, "ms", goal=goal_ms)
        page.keyboard.press("h")
        pan = _pan(page, CANVAS)
        theirs = f"{PEER}: {THEIR_FPS[n]}" if n in THEIR_FPS else ""
        yield Figure(f"{n:,}: frames per second while panning", pan.fps, "fps", 40, "higher", theirs)
        plain = _pan_plain(page, _suggestions(server, input_id))
        said = f"SVG page: {plain.cpu_ms:.0f} ms, {plain.fps:.0f} fps"
        yield Figure(
            f"{n:,}: processor time of a frame while panning", pan.cpu_ms, "ms", plain.cpu_ms / 10, "lower", said
        )


def _threshold_steps(page: Page, server: Serving, input_id: str) -> Iterator[float]:
    scores = [line["score"] for line in _suggestions(server, input_id)]
    page.get_by_role("slider", name="Lowest probability").focus()
    for _ in range(N_STEPS):
        page.keyboard.press("PageUp")
        page.wait_for_timeout(50)
        lowest = float(page.get_by_role("textbox", name="Threshold from").input_value())
        n_within = sum(score >= lowest for score in scores)
        yield rest(frames_at_rest(page, n_expected=n_within, give_up_s=GIVE_UP_S)).at_ms
    for _ in range(N_STEPS):
        page.keyboard.press("PageDown")


def _suggestions(server: Serving, input_id: str) -> list[dict[str, Any]]:
    board = server.client.get(f"/inputs/{input_id}/board", params={"model": DETECTOR}).raise_for_status().json()
    found: list[dict[str, Any]] = board["suggestions"]
    return found


def _pan_plain(page: Page, suggestions: list[dict[str, Any]]) -> Pan:
    browser = page.context.browser
    if browser is None:
        raise RuntimeError("the browser is gone")
    other = browser.new_page(viewport=page.viewport_size)
    other.set_content(svg_page(suggestions, side_px=SIDE_PX, shown_px=850))
    other.add_script_tag(path=PANNING)
    time.sleep(2)
    try:
        return _pan(other, "#canvas")
    finally:
        other.close()


def _pan(page: Page, selector: str) -> Pan:
    page.evaluate("window.stopWatching?.()")
    page.evaluate("([selector, n]) => panFor(selector, n)", [selector, N_FRAMES // 4])
    time.sleep(0.5)
    before_s = _browser_cpu_s()
    took_ms = float(page.evaluate("([selector, n]) => panFor(selector, n)", [selector, N_FRAMES]))
    time.sleep(0.3)
    return Pan(fps=N_FRAMES / took_ms * 1000, cpu_ms=(_browser_cpu_s() - before_s) * 1000 / N_FRAMES)


def _browser_cpu_s() -> float:
    """Return the processor time that the browsers this process has started have taken, in seconds."""
    total_s = 0.0
    for process in psutil.Process().children(recursive=True):
        if "chrom" in process.name() or "headless" in process.name():
            times = process.cpu_times()
            total_s += times.user + times.system
    return total_s


if __name__ == "__main__":
    raise SystemExit(main())
