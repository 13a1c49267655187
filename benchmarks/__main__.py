"""Run every benchmark, or those named: `python -m benchmarks [start requests_cpu prelabel ...]`."""

from __future__ import annotations

import importlib
import os
import platform
import sys
from datetime import UTC, datetime

NAMES = ("start", "requests_cpu", "prelabel", "detection_quality", "next_input", "large_scene", "key_to_paint")


def main(names: list[str]) -> int:
    """Run the benchmarks; return 1 if a name is unknown."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are: {', '.join(NAMES)}.")
        return 1
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    print(f"{datetime.now(UTC):%Y-%m-%d}, {machine}")
    for name in names or NAMES:
        importlib.import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
