"""A real server process to measure, and the processor time that it takes."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

READY_TIMEOUT_S = 30.0
IDLE_S = 0.015
"""A server that takes no more than this in a third of a second is idle."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A running server."""

    client: httpx.Client
    process: psutil.Process
    ready_s: float
    """From the start of the process to its first answer."""

    def cpu_s(self) -> float:
        """Return the processor time that the server's threads have taken so far, in seconds, to the microsecond."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9

    def quiet(self) -> None:
        """Wait until the server is idle."""
        before = -1.0
        while self.cpu_s() - before > IDLE_S:
            before = self.cpu_s()
            time.sleep(0.3)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path) -> Iterator[Serving]:
    """Give a server on this home folder, and end it."""
    port = free_port()
    program = Path(sys.executable).with_name("labelwright")
    began = time.perf_counter()
    server = subprocess.Popen(
        [str(program), "serve", "--home", str(home), "--port", str(port)], stdout=subprocess.DEVNULL
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}/api/v1", timeout=60) as client:
            ready_s = _wait_until_ready(client, server, began)
            yield Serving(client, psutil.Process(server.pid), ready_s)
    finally:
        server.terminate()
        server.wait()


def _wait_until_ready(client: httpx.Client, server: subprocess.Popen[bytes], began: float) -> float:
    while time.perf_counter() - began < READY_TIMEOUT_S:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with exit code {server.returncode}")
        try:
            client.get("/health").raise_for_status()
        except httpx.TransportError:
            time.sleep(0.02)
        else:
            return time.perf_counter() - began
    raise RuntimeError(f"the server was not ready within {READY_TIMEOUT_S:.0f} s")
