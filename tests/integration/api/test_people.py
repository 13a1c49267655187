"""Who is labeling, as the header of a request says."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from labelwright.services import people
from tests.integration.api.visitor import Visitor, check_problem


@pytest.fixture
def ada(visitor: Visitor) -> str:
    """Ada's id; she is added once for the whole server."""
    known = {user.name: user.id for user in people.list_users(visitor.workshop)}
    return known.get("Ada") or people.add_user(visitor.workshop, "Ada").id


def _as(user_id: str) -> dict[str, str]:
    return {"Labelwright-User": user_id}


def _add(visitor: Visitor, input_id: str, user_id: str, name: str) -> dict[str, Any]:
    sent = {"action": "add", "concept_name": name}
    answer = visitor.web.post(f"/inputs/{input_id}/change-sets", json=sent, headers=_as(user_id))
    made: dict[str, Any] = answer.raise_for_status().json()
    return made


def test_the_header_says_who_is_labeling_and_the_local_user_is_the_default(visitor: Visitor, ada: str) -> None:
    local = visitor.web.get("/me").json()
    assert (local["name"], local["is_admin"]) == ("Owner", True)
    me = visitor.web.get("/me", headers=_as(ada)).json()
    assert (me["id"], me["name"], me["is_admin"]) == (ada, "Ada", False)
    listed = visitor.web.get("/users").json()["items"]
    assert [user["name"] for user in listed[:1]] == ["Owner"]
    assert {"id": ada, "name": "Ada"} in listed


def test_an_unknown_user_is_refused_and_can_still_read_who_there_is(visitor: Visitor) -> None:
    for unknown in ("nobody", "x" * 5000, ""):
        refused = visitor.web.get("/me", headers=_as(unknown))
        check_problem(refused, 403, "user_unknown")
    input_id = visitor.add_input()
    sent = {"action": "mark_done", "done": True}
    refused = visitor.web.post(f"/inputs/{input_id}/change-sets", json=sent, headers=_as("nobody"))
    check_problem(refused, 403, "user_unknown")
    assert not visitor.board(input_id)["input"]["done"]
    assert visitor.web.get("/users", headers=_as("nobody")).status_code == 200


def test_every_label_says_whose_it_is_and_only_its_annotator_deletes_it(visitor: Visitor, ada: str) -> None:
    bo = people.add_user(visitor.workshop, f"Bo {visitor.app_id}").id
    input_id = visitor.add_input()
    made = _add(visitor, input_id, ada, "sheep")
    assert made["change_set"]["actor_id"] == ada
    (label,) = visitor.board(input_id)["annotations"]
    assert (label["annotator_id"], label["annotator_name"]) == (ada, "Ada")

    def wish(user_id: str, **facts: Any) -> httpx.Response:
        return visitor.web.post(f"/inputs/{input_id}/change-sets", json=facts, headers=_as(user_id))

    refused = wish(bo, action="delete", annotation_ids=[label["id"]]).json()
    assert refused["change_set"] is None
    assert refused["failures"][0]["problem"]["code"] == "not_yours"
    assert "Ada" in refused["failures"][0]["problem"]["detail"]
    undo = visitor.web.post(f"/change-sets/{made['change_set']['id']}/undo", headers=_as(bo))
    assert "Ada" in check_problem(undo, 403, "not_your_change")["detail"]
    assert wish(ada, action="delete", annotation_ids=[label["id"]]).json()["change_set"] is not None
    assert visitor.board(input_id)["annotations"] == []


def test_one_key_of_two_people_is_two_requests(visitor: Visitor, ada: str) -> None:
    input_id = visitor.add_input()
    sent = {"action": "add", "concept_name": "sheep"}
    for headers in ({}, _as(ada)):
        headers["Idempotency-Key"] = "one"
        visitor.web.post(f"/inputs/{input_id}/change-sets", json=sent, headers=headers).raise_for_status()
    assert len(visitor.board(input_id)["annotations"]) == 2
