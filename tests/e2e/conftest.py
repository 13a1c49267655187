"""A real server process on an empty home, and a real Chromium that looks at it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tools.doctor import find_chromium

from tests.e2e.driving import SAMPLES, instance_rows, open_input

ROOT = Path(__file__).resolve().parent.parent.parent
WEB_DIST = ROOT / "src" / "labelwright" / "web_dist"
READY_TIMEOUT_S = 60.0
DETECTOR = "model:general-detection"
QUIET_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

expect.set_options(timeout=15_000)


@dataclass(frozen=True, slots=True)
class Product:
    """A running Labelwright."""

    address: str
    home: Path
    api: httpx.Client
    process: subprocess.Popen[bytes]

    def make_app(self, name: str, *files: str) -> str:
        """Make an app with these sample photographs and return its id."""
        app_id = str(self.api.post("/apps", json={"name": name}).raise_for_status().json()["id"])
        if files:
            self.add(app_id, *files)
        return app_id

    def add(self, app_id: str, *files: str) -> list[dict[str, Any]]:
        """Add sample photographs to an app and return its inputs."""
        sent = [("files", (file, (SAMPLES / file).read_bytes())) for file in files]
        added = self.api.post(f"/apps/{app_id}/inputs", files=sent).raise_for_status().json()
        return [entry["input"] for entry in added["items"]]

    def board(self, input_id: str, model: str = DETECTOR) -> dict[str, Any]:
        """Return an input's labels as the server has them."""
        answer = self.api.get(f"/inputs/{input_id}/board", params={"model": model})
        board: dict[str, Any] = answer.raise_for_status().json()
        return board

    def prefer(self, app_id: str, *, model: str, min_score: float) -> None:
        """Set AI Assist of an app."""
        self.api.put(f"/apps/{app_id}/preferences", json={"model": model, "min_score": min_score}).raise_for_status()

    def wait_for(self, input_id: str, model: str = DETECTOR, **states: int) -> None:
        """Wait until the server has so many suggestions in each state beside `open`."""

        def found() -> dict[str, int]:
            closed = [line["state"] for line in self.board(input_id, model)["suggestions"] if line["state"] != "open"]
            return {state: closed.count(state) for state in set(closed)}

        self.wait_until(lambda: found() == states, lambda: f"the server has {found()}, not {states}")

    def wait_until(self, is_so: Callable[[], bool], says: Callable[[], str] = lambda: "it never came to be") -> None:
        """Wait until something is so on the server."""
        for _ in range(100):
            if is_so():
                return
            time.sleep(0.1)
        raise AssertionError(says())


@pytest.fixture(scope="package")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One server for all tests of this folder; each test makes an app of its own."""
    assert (WEB_DIST / "index.html").is_file(), "the web client is not built: run `make web`"
    home = tmp_path_factory.mktemp("home")
    program = Path(sys.executable).with_name("labelwright")
    process = subprocess.Popen(
        [str(program), "serve", "--home", str(home), "--port", "0", "--json"], stdout=subprocess.PIPE
    )
    try:
        address = _address_of(process)
        with httpx.Client(base_url=f"{address}/api/v1", timeout=60) as api:
            yield Product(address, home, api, process)
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _address_of(process: subprocess.Popen[bytes]) -> str:
    import json

    assert process.stdout is not None
    began = time.monotonic()
    text = b""
    while time.monotonic() - began < READY_TIMEOUT_S:
        text += process.stdout.readline()
        try:
            return str(json.loads(text)["address"])
        except ValueError:
            continue
    raise AssertionError(f"the server did not tell its address: {text!r}")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    chromium = os.environ.get("LABELWRIGHT_CHROMIUM") or find_chromium()
    assert chromium, "Chromium is missing: `make test` installs or names it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, product: Product) -> Iterator[BrowserContext]:
    """A fresh browser profile."""
    context = browser.new_context(
        base_url=product.address, viewport={"width": 1440, "height": 900}, accept_downloads=True
    )
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page in it, on which no script may fail."""
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    assert not failures, f"scripts failed on the page: {failures}"


@pytest.fixture
def opened(product: Product, page: Page, request: pytest.FixtureRequest) -> str:
    """An input with several suggestions, open in the viewer with a threshold from 0.25; gives its id."""
    app_id = product.make_app(request.node.name)
    at, _ = product.add(app_id, "camera.png", "astronaut.png")
    product.prefer(app_id, model=DETECTOR, min_score=0.25)
    open_input(page, app_id, at["id"])
    expect(instance_rows(page).first).to_be_visible()
    return str(at["id"])
