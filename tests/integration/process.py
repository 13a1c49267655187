"""Labelwright as a person runs it: real processes on real files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

PROGRAM = Path(sys.executable).with_name("labelwright")
SAMPLES = Path(__file__).resolve().parents[2] / "src" / "labelwright" / "samples"
DETECTOR = "model:general-detection"
PATIENCE_S = 60.0


def command(home: Path, *arguments: str) -> list[str]:
    return [str(PROGRAM), *arguments, "--home", str(home)]


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        command(home, *arguments), capture_output=True, text=True, timeout=PATIENCE_S, check=False, env=_environment()
    )


def run_json(home: Path, *arguments: str) -> dict[str, Any]:
    """Run one command that must do what it should, and return its answer."""
    done = run(home, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@dataclass(frozen=True)
class Server:
    """A running server and a client of its API."""

    process: subprocess.Popen[bytes]
    address: str
    api: httpx.Client

    def ask(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        """Ask for something that must be answered well."""
        answer = self.api.request(method, path, **options)
        assert answer.is_success, answer.text
        body: dict[str, Any] = answer.json()
        return body

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE_S)


@contextmanager
def serving(home: Path, *arguments: str) -> Iterator[Server]:
    """Give a server on a free port, and stop it at the end."""
    started = command(home, "serve", "--port", "0", "--json", *arguments)
    with subprocess.Popen(started, stdout=subprocess.PIPE, env=_environment()) as process:
        try:
            address = _address_of(process)
            with httpx.Client(base_url=f"{address}/api/v1", timeout=PATIENCE_S) as api:
                yield Server(process, address, api)
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def wait_for(question: Callable[[], Any], *, every_s: float = 0.05) -> Any:
    """Return the first answer that is not false or nothing."""
    deadline = time.monotonic() + PATIENCE_S
    while not (answer := question()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(every_s)
    return answer


def _address_of(process: subprocess.Popen[bytes]) -> str:
    assert process.stdout is not None
    text = b""
    while line := process.stdout.readline():
        text += line
        if line.rstrip() == b"}":
            return str(json.loads(text)["address"])
    raise AssertionError(f"the server ended without telling its address: {text!r}")


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("LABELWRIGHT_")}
