"""kill -9 in the middle of accepting: nothing half done, nothing twice, nothing lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from labelwright.bootstrap import workshop_of
from labelwright.domain.ids import ChangeSetId, InputId, ModelRef, ModelVersion
from labelwright.domain.prediction import Proposal
from labelwright.domain.region import Box
from labelwright.services.suggest import Finding, store_finding
from labelwright.services.workshop import Workshop
from labelwright.settings import load_settings
from labelwright.storage import change_sets
from tests.contract.audit import check_counts
from tests.contract.desk import Desk
from tests.integration.process import DETECTOR, Server, serving, wait_for

N_INPUTS = 300
PER_INPUT = 8
N_LINES = 1500
COLUMNS = 50


@contextmanager
def _desk(home: Path) -> Iterator[Desk]:
    with workshop_of(load_settings({}, home=home)) as workshop:
        yield Desk.open(workshop)


def _suggest(desk: Desk, input_ids: list[InputId], n_lines: int) -> None:
    """Store as many suggestions of the detector for each input, none of which covers another."""
    version = _version(desk.workshop)
    lines = [Proposal(f"thing {rank % 7}", 0.999 - rank / 4000, _cell(rank)) for rank in range(n_lines)]
    with desk.workshop.database.write() as connection:
        for input_id in input_ids:
            store_finding(connection, Finding(input_id, version, lines, 1.0, desk.workshop.now()))


def _version(workshop: Workshop) -> ModelVersion:
    return workshop.catalog.card(ModelRef(DETECTOR)).version_ref


def _cell(rank: int) -> Box:
    x, y = 2.0 * (rank % COLUMNS), 2.0 * (rank // COLUMNS)
    return Box(x, y, x + 1.5, y + 1.5)


def test_a_job_that_is_killed_ends_after_a_restart_with_each_suggestion_accepted_once(tmp_path: Path) -> None:
    with _desk(tmp_path) as desk:
        input_ids = desk.add_inputs(N_INPUTS)
        _suggest(desk, input_ids, PER_INPUT)
    order = {"kind": "accept_all", "model": DETECTOR}
    with serving(tmp_path) as server:
        job = server.ask("POST", f"/apps/{desk.app_id}/jobs", json=order)
        at_kill = wait_for(lambda: _if_begun(server, job["id"]), every_s=0.001)
        server.kill()
    assert 0 < at_kill["done"] < N_INPUTS
    with _desk(tmp_path) as desk:
        check_counts(desk.workshop.database)
        assert 0 < desk.app().n_labeled < N_INPUTS
    with serving(tmp_path) as server:
        done = wait_for(lambda: _if_ended(server, job["id"]))
        assert (done["status"], done["total"], done["done"], done["failed"]) == ("done", N_INPUTS, N_INPUTS, 0)
        left = server.ask("POST", f"/apps/{desk.app_id}/accept-preview", json={"model": DETECTOR})
        assert left == {"n_inputs": 0, "n_suggestions": 0}
    with _desk(tmp_path) as desk:
        check_counts(desk.workshop.database)  # each accepted suggestion has exactly one annotation
        assert all(desk.input(input_id).n_annotations == PER_INPUT for input_id in input_ids)
        with desk.workshop.database.read() as connection:
            parts = list(change_sets.changes_by_input(connection, ChangeSetId(done["change_set_id"])))
        assert sorted(str(input_id) for input_id, _ in parts) == sorted(input_ids)
        assert len(desk.undo(ChangeSetId(done["change_set_id"])).inputs) == N_INPUTS
        check_counts(desk.workshop.database)
        assert desk.app().n_has_suggestions == N_INPUTS


def test_accepting_all_of_one_input_is_whole_or_not_at_all_when_killed(tmp_path: Path) -> None:
    with _desk(tmp_path) as desk:
        input_ids = desk.add_inputs(3)
        _suggest(desk, input_ids, N_LINES)
    wish = {"action": "accept_all", "model": DETECTOR, "min_score": 0.0, "max_score": 1.0}
    for input_id, delay_s in zip(input_ids, (0.03, 0.08, 0.15), strict=True):
        with serving(tmp_path) as server:
            asking = threading.Thread(target=_ask_in_vain, args=(server, f"/inputs/{input_id}/change-sets", wish))
            asking.start()
            time.sleep(delay_s)
            server.kill()
            asking.join()
        with _desk(tmp_path) as desk:
            check_counts(desk.workshop.database)
            at = desk.input(input_id)
            assert (at.n_annotations, at.n_open) in {(0, N_LINES), (N_LINES, 0)}
    with serving(tmp_path) as server:
        for input_id in input_ids:
            server.ask("POST", f"/inputs/{input_id}/change-sets", json=wish)
    with _desk(tmp_path) as desk:
        check_counts(desk.workshop.database)
        assert [desk.input(input_id).n_annotations for input_id in input_ids] == [N_LINES] * 3


def _if_begun(server: Server, job_id: str) -> dict[str, int] | None:
    job = server.ask("GET", f"/jobs/{job_id}")
    assert job["status"] in {"queued", "running"}, "the job was over before it could be killed"
    return job if job["done"] else None


def _if_ended(server: Server, job_id: str) -> dict[str, object] | None:
    job = server.ask("GET", f"/jobs/{job_id}")
    return None if job["status"] in {"queued", "running"} else job


def _ask_in_vain(server: Server, path: str, wish: dict[str, object]) -> None:
    with suppress(httpx.TransportError):  # the server is killed while it answers
        server.api.post(path, json=wish)
