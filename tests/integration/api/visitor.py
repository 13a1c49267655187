"""A browser's side of the wire: one app on a running server, asked over HTTP."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from PIL import Image

from labelwright.domain.ids import InputId, ModelRef
from labelwright.domain.prediction import Proposal
from labelwright.domain.region import Box
from labelwright.services.suggest import Finding, store_finding
from labelwright.services.workshop import Workshop
from tests.unit.media.pictures import encode

DETECTOR = "model:general-detection"
CLASSIFIER = "model:general-image-recognition"
MEMBERS = {"type", "title", "status", "detail", "code", "hint"}
_numbers = itertools.count()

LINES = (
    Proposal("sheep", 0.9, Box(10, 10, 50, 50)),
    Proposal("sheep", 0.7, Box(60, 10, 90, 50)),
    Proposal("dog", 0.5, Box(0, 0, 20, 20)),
)


def fresh_picture(width_px: int = 100, height_px: int = 80) -> bytes:
    """A picture unlike every other."""
    number = next(_numbers)
    return encode(Image.new("RGB", (width_px, height_px), (number % 256, number // 256, 7)), "PNG")


def check_problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """Fail unless the answer is the problem of this code, whole."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), problem
    check_problem_members(problem)
    assert problem["status"] == status
    return problem


def check_problem_members(problem: dict[str, Any]) -> None:
    assert problem.keys() >= MEMBERS
    assert problem["type"] == f"urn:labelwright:problem:{problem['code']}"
    assert all(problem[name] for name in MEMBERS)
    assert problem["hint"].endswith((".", "?"))


@dataclass(frozen=True)
class Visitor:
    web: httpx.Client
    workshop: Workshop
    app_id: str

    def upload(self, *files: tuple[str, bytes]) -> dict[str, Any]:
        answer = self.web.post(f"/apps/{self.app_id}/inputs", files=[("files", each) for each in files])
        assert answer.status_code == 200, answer.text
        added: dict[str, Any] = answer.json()
        return added

    def add_input(self, data: bytes | None = None, name: str = "sheep.png") -> str:
        (added,) = self.upload((name, data or fresh_picture()))["items"]
        assert added["problem"] is None
        input_id: str = added["input"]["id"]
        return input_id

    def suggest(self, input_id: str, *lines: Proposal) -> list[str]:
        """Store what the detector might have said; give the ids of the suggestions, best first."""
        version = self.workshop.catalog.card(ModelRef(DETECTOR)).version_ref
        finding = Finding(InputId(input_id), version, lines or LINES, 1.0, self.workshop.now())
        with self.workshop.database.write() as connection:
            store_finding(connection, finding)
        return [each["id"] for each in self.board(input_id)["suggestions"]]

    def board(self, input_id: str) -> dict[str, Any]:
        answer = self.web.get(f"/inputs/{input_id}/board", params={"model": DETECTOR})
        assert answer.status_code == 200, answer.text
        board: dict[str, Any] = answer.json()
        return board

    def wish(self, input_id: str, action: str, key: str | None = None, **facts: Any) -> httpx.Response:
        headers = {"Idempotency-Key": key} if key is not None else {}
        sent = {"action": action, **facts}
        return self.web.post(f"/inputs/{input_id}/change-sets", json=sent, headers=headers)

    def do(self, input_id: str, action: str, **facts: Any) -> dict[str, Any]:
        answer = self.wish(input_id, action, **facts)
        assert answer.status_code == 200, answer.text
        reviewed: dict[str, Any] = answer.json()
        return reviewed

    @contextmanager
    def events(self, **headers: str) -> Iterator[Iterator[dict[str, Any]]]:
        """Give the app's live events, each with its id, kind and data."""
        with self.web.stream("GET", f"/apps/{self.app_id}/events", headers=headers) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            yield _parse_events(answer)


def _parse_events(answer: httpx.Response) -> Iterator[dict[str, Any]]:
    event: dict[str, Any] = {}
    for text in answer.iter_lines():
        name, _, value = text.partition(": ")
        if text and name:
            event[name] = json.loads(value) if name == "data" else value
        elif event:
            yield event
            event = {}
