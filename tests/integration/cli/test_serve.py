"""`labelwright serve`: ready, refused, stopped."""

from __future__ import annotations

import signal
import socket
import threading
import time
from pathlib import Path

import httpx
import pytest

from labelwright.cli import main
from tests.integration.process import serving


def test_it_tells_its_address_and_stops_by_sigterm_with_an_open_stream(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        app_id = server.ask("POST", "/apps", json={"name": "Sheep"})["id"]
        lines: list[str] = []
        listening = threading.Event()
        stream = threading.Thread(
            target=_listen, args=(f"{server.address}/api/v1/apps/{app_id}/events", lines, listening)
        )
        stream.start()
        assert listening.wait(10)
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(20) == 0
        assert time.monotonic() - began < 15
        stream.join(10)
        assert not stream.is_alive()
        assert "event: hello" in lines


@pytest.mark.parametrize("host", ["::1", "localhost"])
def test_every_loopback_address_will_do_and_sigint_stops_without_an_error(tmp_path: Path, host: str) -> None:
    with serving(tmp_path, "--host", host) as server:
        assert server.ask("GET", "/apps") == {"items": []}
        answer = server.api.get("/apps", headers={"Host": "example.com"})
        assert (answer.status_code, answer.json()["code"]) == (403, "origin_refused")
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(20) == 0


def test_a_port_that_is_taken_is_a_clear_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main.run(["serve", "--home", str(tmp_path), "--port", str(port)]) == 1
    assert f"Cannot listen on 127.0.0.1 port {port}: Address already in use." in capsys.readouterr().err


def test_a_second_server_on_the_same_home_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(tmp_path):
        assert main.run(["serve", "--home", str(tmp_path), "--port", "0"]) == 1
    assert "Another server runs on the home folder" in capsys.readouterr().err


def _listen(address: str, lines: list[str], listening: threading.Event) -> None:
    with httpx.stream("GET", address, timeout=60) as answer:
        for line in answer.iter_lines():
            lines.append(line)
            listening.set()
