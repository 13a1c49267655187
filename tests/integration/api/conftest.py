"""A server as it runs: a real port, a real home, one for all tests; each test has an app of its own."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
import uvicorn

from labelwright.api import serving
from labelwright.api.server import make_server
from labelwright.bootstrap import workshop_of
from labelwright.services.workshop import Workshop
from labelwright.settings import load_settings
from tests.integration.api.visitor import Visitor

_numbers = itertools.count()


@dataclass(frozen=True)
class RunningServer:
    address: str
    workshop: Workshop


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    settings = load_settings({}, home=tmp_path_factory.mktemp("home"), workers=2, max_upload_mb=1)
    with serving.listen("127.0.0.1", 0) as door, workshop_of(settings) as workshop:
        api = make_server(workshop)
        running = uvicorn.Server(uvicorn.Config(api, http="httptools", log_level="critical", access_log=False))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [door]})
        thread.start()
        while not running.started:
            time.sleep(0.01)
        yield RunningServer(serving.address_of(door, "127.0.0.1"), workshop)
        api.state.wakers.close()
        running.should_exit = True
        thread.join()


@pytest.fixture
def web(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{server.address}/api/v1", timeout=30) as client:
        yield client


@pytest.fixture
def visitor(server: RunningServer, web: httpx.Client) -> Visitor:
    made = web.post("/apps", json={"name": f"App {next(_numbers)}"})
    assert made.status_code == 201
    return Visitor(web, server.workshop, made.json()["id"])
