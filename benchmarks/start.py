"""How long `labelwright serve` takes to be ready, and what it holds in memory when idle with both models loaded."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from benchmarks.figures import Figure, print_table
from benchmarks.filling import SAMPLE_PATHS
from benchmarks.serving import serving
from labelwright.bootstrap import workshop_of
from labelwright.services import ingest, labeling_apps, people
from labelwright.settings import load_settings

N_STARTS = 5
MODELS = ("model:general-detection", "model:general-image-recognition")


def main() -> int:
    """Measure and print; return 0."""
    print_table("Start", measure())
    return 0


def measure() -> list[Figure]:
    """Return the figures."""
    with tempfile.TemporaryDirectory(prefix="labelwright-bench-") as folder:
        home = Path(folder)
        input_id = _one_photograph(home)
        ready_s, idle_mb = [], []
        for _ in range(N_STARTS):
            with serving(home) as server:
                ready_s.append(server.ready_s)
                for model in MODELS:
                    server.client.post(f"/inputs/{input_id}/predictions", json={"model": model}).raise_for_status()
                server.quiet()
                idle_mb.append(server.process.memory_info().rss / 1e6)
    return [
        Figure("serve: start to first answer, median of 5", statistics.median(ready_s), "s", goal=2.5),
        Figure("serve: resident when idle, both models loaded", statistics.median(idle_mb), "MB", goal=350),
    ]


def _one_photograph(home: Path) -> str:
    with workshop_of(load_settings(home=home)) as workshop:
        app = labeling_apps.app_named(workshop, "photos", make=True)
        user = people.local_user(workshop)
        (added,) = ingest.add_paths(workshop, app.id, SAMPLE_PATHS[:1], by=user.id)
    if added.input is None:
        raise RuntimeError(f"the sample photograph was refused: {added.error}")
    return added.input.id


if __name__ == "__main__":
    raise SystemExit(main())
