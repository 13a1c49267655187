"""Bulk pre-labeling beside the bare loop: decode, resize and ONNX Runtime on the same files with as many threads."""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import onnxruntime
import psutil
from PIL import Image

from benchmarks.figures import Figure, print_table
from benchmarks.filling import DETECTOR
from benchmarks.photographs import different_copies, load_photographs
from labelwright.bootstrap import workshop_of
from labelwright.domain.ids import AppId
from labelwright.inference.catalog import EMBEDDED
from labelwright.services import ingest, labeling_apps, people, prelabel
from labelwright.services.workshop import Workshop
from labelwright.settings import load_settings
from labelwright.storage.inputs import InputFilter

ROUNDS = 3
SIDE_PX = 416
N_MEMORY = 2_000
N_SETTLED = 500
"""After so many inputs every cache is full; what comes on top is growth."""


def main() -> int:
    """Measure and print; return 0."""
    print_table("Bulk pre-labeling", [*measure_rate(), measure_memory()])
    return 0


def measure_rate() -> list[Figure]:
    """Return images per second of both, taken in turns."""
    photographs = load_photographs()
    n_threads = len(psutil.Process().cpu_affinity() or [1])
    session = _bare_session()
    bare, ours = [], []
    for number in range(ROUNDS):
        files = different_copies(photographs, (number + 1) * len(photographs))[-len(photographs) :]
        bare.append(len(files) / _bare_loop(session, files, n_threads))
        ours.append(len(files) / _prelabel(files))
    ratios = [mine / raw for mine, raw in zip(ours, bare, strict=True)]
    beside = f"bare loop, {n_threads} threads: {statistics.median(bare):.1f} images/s"
    return [
        Figure("prelabel, detector", statistics.median(ours), "images/s", baseline=beside),
        Figure("the same as a share of the bare loop", statistics.median(ratios), "", goal=0.85, better="higher"),
    ]


def measure_memory() -> Figure:
    """Return how resident memory grows from the 500th to the 2,000th input."""
    resident: dict[int, float] = {}

    def note(counts: prelabel.Prelabeled) -> None:
        if counts.n_done in {N_SETTLED, N_MEMORY}:
            resident[counts.n_done] = psutil.Process().memory_info().rss / 1e6

    with _empty_workshop() as workshop:
        app_id = _add(workshop, different_copies(load_photographs(), N_MEMORY))
        prelabel.prelabel_inputs(workshop, app_id, DETECTOR, InputFilter(), progress=note)
    return Figure(
        f"resident memory: growth from input {N_SETTLED} to {N_MEMORY}",
        resident[N_MEMORY] - resident[N_SETTLED],
        "MB",
        goal=20,
        baseline=f"{resident[N_MEMORY]:.0f} MB at the end",
    )


def _prelabel(files: list[bytes]) -> float:
    with _empty_workshop() as workshop:
        app_id = _add(workshop, files)
        workshop.catalog.warm([DETECTOR])
        began = time.perf_counter()
        counts = prelabel.prelabel_inputs(workshop, app_id, DETECTOR, InputFilter())
        took = time.perf_counter() - began
    if counts.n_done != len(files):
        raise RuntimeError(f"{counts.n_done} of {len(files)} were predicted")
    return took


@contextmanager
def _empty_workshop() -> Iterator[Workshop]:
    with (
        tempfile.TemporaryDirectory(prefix="labelwright-bench-") as folder,
        workshop_of(load_settings(home=folder)) as workshop,
    ):
        yield workshop


def _add(workshop: Workshop, files: list[bytes]) -> AppId:
    app = labeling_apps.app_named(workshop, "photos", make=True)
    user = people.local_user(workshop)
    for first in range(0, len(files), 50):
        batch = [ingest.IncomingFile(f"{first + n}.jpg", data) for n, data in enumerate(files[first : first + 50])]
        ingest.add_files(workshop, app.id, batch, by=user.id)
    return app.id


def _bare_session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        str(EMBEDDED / "general-detection" / "model.onnx"), options, providers=["CPUExecutionProvider"]
    )


def _bare_loop(session: onnxruntime.InferenceSession, files: list[bytes], n_threads: int) -> float:
    with tempfile.TemporaryDirectory(prefix="labelwright-bench-") as folder:
        paths = []
        for number, data in enumerate(files):
            paths.append(Path(folder) / f"{number}.jpg")
            paths[-1].write_bytes(data)
        began = time.perf_counter()
        with ThreadPoolExecutor(n_threads) as pool:
            list(pool.map(lambda path: _bare_predict(session, path.read_bytes()), paths))
        return time.perf_counter() - began


def _bare_predict(session: onnxruntime.InferenceSession, data: bytes) -> None:
    image = Image.open(io.BytesIO(data))
    scale = SIDE_PX / max(image.size)
    width, height = round(image.width * scale), round(image.height * scale)
    image.draft("RGB", (width, height))
    square = Image.new("RGB", (SIDE_PX, SIDE_PX))
    square.paste(
        image.convert("RGB").resize((width, height), Image.Resampling.BILINEAR),
        ((SIDE_PX - width) // 2, (SIDE_PX - height) // 2),
    )
    session.run(None, {session.get_inputs()[0].name: np.asarray(square)[None]})


if __name__ == "__main__":
    raise SystemExit(main())
