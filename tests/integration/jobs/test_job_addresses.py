"""The addresses of jobs on a real server with the real detector."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.process import DETECTOR, SAMPLES, Server, serving, wait_for

FILES = ("astronaut.png", "chelsea.png", "coffee.png")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("home")) as server:
        yield server


@pytest.fixture
def app_id(server: Server, request: pytest.FixtureRequest) -> str:
    """An app with three photographs."""
    made = str(server.ask("POST", "/apps", json={"name": request.node.name[:100]})["id"])
    sent = [("files", (file, (SAMPLES / file).read_bytes())) for file in FILES]
    server.ask("POST", f"/apps/{made}/inputs", files=sent)
    return made


def _end(server: Server, job: dict[str, Any]) -> dict[str, Any]:
    def ended() -> dict[str, Any] | None:
        now = server.ask("GET", f"/jobs/{job['id']}")
        return None if now["status"] in {"queued", "running"} else now

    found: dict[str, Any] = wait_for(ended)
    return found


def _run(server: Server, app_id: str, **order: Any) -> dict[str, Any]:
    job = server.ask("POST", f"/apps/{app_id}/jobs", json={"model": DETECTOR, **order})
    return _end(server, job)


def _ids(server: Server, app_id: str) -> list[str]:
    return [entry["id"] for entry in server.ask("GET", f"/apps/{app_id}/inputs")["items"]]


def test_prelabeling_predicts_each_input_once(server: Server, app_id: str) -> None:
    first = _run(server, app_id, kind="prelabel")
    assert (first["status"], first["total"], first["done"], first["failed"]) == ("done", 3, 3, 0)
    assert first["rate_per_s"] > 0
    assert (first["error"], first["change_set_id"], first["remaining_s"]) == (None, None, None)
    assert server.ask("GET", f"/apps/{app_id}")["counts"]["has_suggestions"] == 3
    again = _run(server, app_id, kind="prelabel")
    assert (again["status"], again["total"], again["done"]) == ("done", 0, 0)
    listed = server.ask("GET", f"/apps/{app_id}/jobs")["items"]
    assert [job["id"] for job in listed] == [again["id"], first["id"]]


def test_only_the_chosen_inputs_are_worked_on(server: Server, app_id: str) -> None:
    chosen, *others = _ids(server, app_id)
    assert _run(server, app_id, kind="prelabel", input_ids=[chosen])["done"] == 1
    assert _run(server, app_id, kind="prelabel", input_ids=[])["total"] == 0
    assert _run(server, app_id, kind="prelabel", search="COFFEE")["done"] == 1
    statuses = {entry["id"]: entry["status"] for entry in server.ask("GET", f"/apps/{app_id}/inputs")["items"]}
    assert [statuses[each] for each in (chosen, *others)] == ["has_suggestions", "unlabeled", "has_suggestions"]


def test_what_the_preview_tells_is_accepted_and_one_undo_takes_it_back(server: Server, app_id: str) -> None:
    _run(server, app_id, kind="prelabel")
    within = {"model": DETECTOR, "min_score": 0.4, "max_score": 1.0}
    preview = server.ask("POST", f"/apps/{app_id}/accept-preview", json=within)
    assert preview["n_suggestions"] >= preview["n_inputs"] == 3
    done = _run(server, app_id, kind="accept_all", **within)
    assert (done["status"], done["done"]) == ("done", 3)
    boards = [server.ask("GET", f"/inputs/{each}/board", params={"model": DETECTOR}) for each in _ids(server, app_id)]
    assert sum(len(board["annotations"]) for board in boards) == preview["n_suggestions"]
    assert all(line["state"] == "open" for board in boards for line in board["suggestions"] if line["score"] < 0.4)
    assert not done["undone"]
    undone = server.ask("POST", f"/change-sets/{done['change_set_id']}/undo")
    assert len(undone["inputs"]) == 3
    assert server.ask("GET", f"/jobs/{done['id']}")["undone"]
    assert [job["undone"] for job in server.ask("GET", f"/apps/{app_id}/jobs")["items"]] == [True, False]
    assert server.ask("POST", f"/apps/{app_id}/accept-preview", json=within) == preview


def test_the_same_request_sent_again_is_the_same_job(server: Server, app_id: str) -> None:
    order = {"kind": "prelabel", "model": DETECTOR}
    key = {"Idempotency-Key": f"once-{app_id}"}
    first, second = (server.ask("POST", f"/apps/{app_id}/jobs", json=order, headers=key) for _ in range(2))
    assert first["id"] == second["id"]
    other = server.api.post(f"/apps/{app_id}/jobs", json={**order, "search": "cat"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert _end(server, first)["done"] == 3


def test_a_job_that_has_ended_cannot_be_cancelled_any_more(server: Server, app_id: str) -> None:
    job = _run(server, app_id, kind="prelabel", input_ids=[])
    assert server.ask("POST", f"/jobs/{job['id']}/cancel")["status"] == "done"


@pytest.mark.parametrize(
    ("order", "status", "code"),
    [
        ({"kind": "prelabel", "model": "model:nobody"}, 404, "model_not_found"),
        ({"kind": "prelabel", "model": DETECTOR, "input_ids": ["nobody"]}, 404, "input_not_found"),
        ({"kind": "accept_all", "model": DETECTOR, "min_score": 0.6, "max_score": 0.5}, 422, "threshold_range_empty"),
        ({"kind": "accept_all", "model": DETECTOR, "max_score": 1.5}, 422, "request_invalid"),
        ({"kind": "paint", "model": DETECTOR}, 422, "request_invalid"),
        ({"kind": "prelabel", "model": DETECTOR, "status": "lost"}, 422, "request_invalid"),
    ],
)
def test_a_wrong_order_is_a_problem_and_no_job(
    server: Server, app_id: str, order: dict[str, Any], status: int, code: str
) -> None:
    answer = server.api.post(f"/apps/{app_id}/jobs", json=order)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert server.ask("GET", f"/apps/{app_id}/jobs")["items"] == []


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/jobs/nothing", "job_not_found"),
        ("POST", "/jobs/nothing/cancel", "job_not_found"),
        ("GET", "/apps/nothing/jobs", "app_not_found"),
    ],
)
def test_what_is_not_there_is_not_found(server: Server, method: str, path: str, code: str) -> None:
    answer = server.api.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (404, code)


def test_an_input_of_another_app_is_not_found(server: Server, app_id: str) -> None:
    other = str(server.ask("POST", "/apps", json={"name": "another"})["id"])
    answer = server.api.post(
        f"/apps/{other}/jobs", json={"kind": "prelabel", "model": DETECTOR, "input_ids": _ids(server, app_id)}
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "input_not_found")
