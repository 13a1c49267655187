"""Processor time that the server takes for the requests of a reviewing person."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from benchmarks.figures import Figure, print_table
from benchmarks.filling import DETECTOR, SAMPLE_PATHS, fill_app, suggest_boxes
from benchmarks.serving import Serving, serving
from labelwright.bootstrap import workshop_of
from labelwright.services import ingest, labeling_apps, people
from labelwright.settings import load_settings

N_ACCEPTS = 200
N_PAGES = 200
N_LARGE_BOARDS = 15


def main() -> int:
    """Measure and print; return 0."""
    print_table("Requests (processor time of the server, one client, medians)", measure())
    return 0


def measure() -> list[Figure]:
    """Return the figures."""
    with tempfile.TemporaryDirectory(prefix="labelwright-bench-") as folder:
        home = Path(folder)
        places = _fill(home)
        with serving(home) as server:
            time.sleep(3)  # the models are warmed after the port is open
            server.quiet()
            _bare_request(server, 50)
            bare_ms = _bare_request(server, 500)
            return [
                Figure("answer that does nothing (GET /health)", bare_ms, "ms"),
                *_pages(server, places),
                *_accepts(server, places),
                *_accept_alls(server, places),
                *_suggestions(server, places),
            ]


def _fill(home: Path) -> dict[str, Any]:
    with workshop_of(load_settings(home=home)) as workshop:
        small, _ = fill_app(workshop, "small", 1_000)
        large, _ = fill_app(workshop, "large", 100_000)
        _, ids = fill_app(workshop, "review", N_ACCEPTS + N_LARGE_BOARDS)
        for input_id in ids[:N_ACCEPTS]:
            suggest_boxes(workshop, input_id, 20)
        for input_id in ids[N_ACCEPTS:]:
            suggest_boxes(workshop, input_id, 1_000)
        photos = labeling_apps.app_named(workshop, "photos", make=True)
        user = people.local_user(workshop)
        added = list(ingest.add_paths(workshop, photos.id, SAMPLE_PATHS, by=user.id))
    return {
        "small": small.id,
        "large": large.id,
        "single": ids[:N_ACCEPTS],
        "thousand": ids[N_ACCEPTS:],
        "photos": [entry.input.id for entry in added if entry.input],
    }


def _bare_request(server: Serving, n: int) -> float:
    return _cpu_ms(server, [partial(server.client.get, "/health")] * n)


def _pages(server: Serving, places: dict[str, Any]) -> list[Figure]:
    costs: dict[str, float] = {}
    for name in ("small", "large"):
        address = f"/apps/{places[name]}/inputs?limit=100"
        middle = server.client.get(address).json()["next_cursor"]
        _cpu_ms(server, [partial(server.client.get, address)] * 20)
        costs[name] = _cpu_ms(server, [partial(server.client.get, f"{address}&cursor={middle}")] * N_PAGES)
    return [
        Figure("page of 100 inputs, app of 1,000", costs["small"], "ms", goal=10),
        Figure("page of 100 inputs, app of 100,000", costs["large"], "ms", goal=10),
        Figure("the same, 100,000 against 1,000 inputs", costs["large"] / costs["small"], "times", goal=1.5),
    ]


def _accepts(server: Serving, places: dict[str, Any]) -> list[Figure]:
    def wish(input_id: str) -> Callable[[], httpx.Response]:
        board = server.client.get(f"/inputs/{input_id}/board", params={"model": DETECTOR}).json()
        chosen = [board["suggestions"][0]["id"]]
        return partial(_review, server, input_id, {"action": "accept", "suggestion_ids": chosen})

    cost = _cpu_ms(server, [wish(input_id) for input_id in places["single"]])
    return [Figure("accept one of 20 suggestions", cost, "ms", goal=4, baseline="Label Studio 1.23.2: 63 ms")]


def _accept_alls(server: Serving, places: dict[str, Any]) -> list[Figure]:
    wish = {"action": "accept_all", "model": DETECTOR, "min_score": 0, "max_score": 1}
    todo = [partial(_review, server, input_id, wish) for input_id in places["thousand"]]
    return [Figure("accept all of 1,000 suggestions", _cpu_ms(server, todo), "ms", goal=60)]


def _suggestions(server: Serving, places: dict[str, Any]) -> list[Figure]:
    around_ms = []
    for input_id in places["photos"]:
        began = time.perf_counter()
        board = _ask(server, input_id).json()
        around_ms.append((time.perf_counter() - began) * 1000 - board["prediction"]["model_ms"])
    again = [partial(_ask, server, input_id) for input_id in places["photos"]] * 10
    return [
        Figure("suggestions, not yet predicted: time beside the model", statistics.median(around_ms), "ms", goal=25),
        Figure("suggestions, predicted before", _cpu_ms(server, again), "ms", goal=5),
    ]


def _ask(server: Serving, input_id: str) -> httpx.Response:
    return server.client.post(f"/inputs/{input_id}/predictions", json={"model": DETECTOR}).raise_for_status()


def _review(server: Serving, input_id: str, wish: dict[str, Any]) -> httpx.Response:
    return server.client.post(f"/inputs/{input_id}/change-sets", json=wish)


def _cpu_ms(server: Serving, todo: Sequence[Callable[[], httpx.Response]]) -> float:
    """Return the processor time of the server for one of these requests, in milliseconds: the median."""
    server.quiet()
    taken = []
    for send in todo:
        before = server.cpu_s()
        send().raise_for_status()
        taken.append((server.cpu_s() - before) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    raise SystemExit(main())
