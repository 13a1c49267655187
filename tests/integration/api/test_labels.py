"""The review of one input over HTTP."""

from __future__ import annotations

import httpx
import pytest

from tests.integration.api.visitor import DETECTOR, Visitor, check_problem, check_problem_members


def states(visitor: Visitor, input_id: str) -> list[str]:
    return [each["state"] for each in visitor.board(input_id)["suggestions"]]


def test_the_whole_way_of_a_suggestion(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    best, second, _ = visitor.suggest(input_id)
    assert visitor.do(input_id, "accept", suggestion_ids=[best])["input"]["status"] == "labeled"
    assert visitor.do(input_id, "reject", suggestion_ids=[second])["failures"] == []
    everything = visitor.do(input_id, "accept_all", model=DETECTOR, min_score=0, max_score=1)
    assert states(visitor, input_id) == ["accepted", "rejected", "accepted"]
    assert everything["input"]["n_annotations"] == 2
    undone = visitor.web.post(f"/change-sets/{everything['change_set']['id']}/undo").json()
    assert (undone["change_set"]["action"], undone["inputs"][0]["n_annotations"]) == ("undo", 1)
    redone = visitor.web.post(f"/change-sets/{undone['change_set']['id']}/undo").json()
    assert redone["change_set"]["action"] == "redo"
    visitor.do(input_id, "restore", suggestion_ids=[second])
    visitor.do(input_id, "revert", suggestion_ids=[best])
    assert states(visitor, input_id) == ["open", "open", "accepted"]
    board = visitor.board(input_id)
    assert [(each["concept_name"], each["provenance"]) for each in board["annotations"]] == [("dog", "accepted")]
    assert board["app_seq"] == 7
    counts = visitor.web.get(f"/apps/{visitor.app_id}").json()["counts"]
    assert counts == {"all": 1, "unlabeled": 0, "has_suggestions": 0, "labeled": 1, "done": 0}


def test_labels_by_hand_are_added_edited_renamed_reassigned_and_deleted(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    visitor.do(input_id, "add", concept_name="Schaf", region=[-5, 10, 50, 200])
    (label,) = visitor.board(input_id)["annotations"]
    assert (label["region"], label["provenance"], label["annotator_name"]) == ([0, 10, 50, 80], "by_hand", "Owner")
    visitor.do(input_id, "edit_region", annotation_id=label["id"], region=[0, 0, 9, 9], revision=label["revision"])
    visitor.do(input_id, "rename", annotation_ids=[label["id"]], name="sheep")
    (label,) = visitor.board(input_id)["annotations"]
    assert (label["concept_name"], label["original_name"], label["region"]) == ("sheep", "Schaf", [0, 0, 9, 9])
    vocabulary = visitor.web.get(f"/apps/{visitor.app_id}/concepts").json()
    assert [(each["name"], each["n_annotations"]) for each in vocabulary["items"]] == [("Schaf", 0), ("sheep", 1)]
    assert [each["predicate"] for each in vocabulary["relations"]] == ["synonym"]
    visitor.do(input_id, "reassign", annotation_ids=[label["id"]], name="goat")
    assert visitor.board(input_id)["annotations"][0]["original_name"] is None
    visitor.do(input_id, "delete", annotation_ids=[label["id"]])
    assert visitor.board(input_id)["annotations"] == []
    assert visitor.do(input_id, "mark_done", done=True)["input"]["status"] == "done"


def test_editing_a_suggestion_accepts_it_as_edited(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    best, *_ = visitor.suggest(input_id)
    visitor.do(input_id, "edit_region", suggestion_id=best, region=[1, 2, 30, 40])
    (label,) = visitor.board(input_id)["annotations"]
    assert (label["provenance"], label["region"], label["score"]) == ("edited", [1, 2, 30, 40], 0.9)
    assert states(visitor, input_id)[0] == "edited"


def test_an_edit_of_an_older_revision_is_a_conflict_that_names_the_current_one(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    visitor.do(input_id, "add", concept_name="sheep", region=[0, 0, 20, 20])
    (label,) = visitor.board(input_id)["annotations"]
    stale = visitor.wish(input_id, "edit_region", annotation_id=label["id"], region=[0, 0, 9, 9], revision=0)
    assert check_problem(stale, 409, "revision_stale")["current"] == label["revision"]


def test_several_regions_are_edited_as_one_change_set_with_one_undo(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    best, *_ = visitor.suggest(input_id)
    visitor.do(input_id, "add", concept_name="sheep", region=[0, 0, 20, 20])
    before = visitor.board(input_id)
    label = before["annotations"][0]
    edits = [
        {"annotation_id": label["id"], "region": [1, 1, 21, 21], "revision": label["revision"]},
        {"suggestion_id": best, "region": [[1, 2], [30, 2], [30, 40]]},
        {"suggestion_id": "none", "region": [0, 0, 9, 9]},
    ]
    done = visitor.wish(input_id, "edit_regions", edits=edits).json()
    assert [failure["id"] for failure in done["failures"]] == ["none"]
    assert done["change_set"]["action"] == "edit_region"
    regions = [each["region"] for each in visitor.board(input_id)["annotations"]]
    assert sorted(regions, key=str) == [[1, 1, 21, 21], [[1, 2], [30, 2], [30, 40]]]
    assert states(visitor, input_id)[0] == "edited"
    visitor.web.post(f"/change-sets/{done['change_set']['id']}/undo").raise_for_status()
    after = visitor.board(input_id)
    assert [each["region"] for each in after["annotations"]] == [[0, 0, 20, 20]]
    assert after["suggestions"] == before["suggestions"]


def test_one_older_revision_refuses_all_of_several_edits(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    visitor.do(input_id, "add", concept_name="sheep", region=[0, 0, 20, 20])
    visitor.do(input_id, "add", concept_name="sheep", region=[30, 30, 50, 50])
    before = visitor.board(input_id)["annotations"]
    edits = [
        {"annotation_id": label["id"], "region": [0, 0, 9, 9], "revision": label["revision"] - at}
        for at, label in enumerate(before)
    ]
    check_problem(visitor.wish(input_id, "edit_regions", edits=edits), 409, "revision_stale")
    assert visitor.board(input_id)["annotations"] == before


def test_a_part_that_fails_answers_for_itself(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    best, *_ = visitor.suggest(input_id)
    reviewed = visitor.do(input_id, "accept", suggestion_ids=["gone", best])
    (failure,) = reviewed["failures"]
    assert failure["id"] == "gone"
    check_problem_members(failure["problem"])
    assert failure["problem"]["code"] == "suggestion_not_found"
    assert states(visitor, input_id)[0] == "accepted"


def test_a_wish_sent_again_with_its_key_is_carried_out_once(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    sent = {"concept_name": "sheep", "region": [0, 0, 20, 20]}
    first = visitor.wish(input_id, "add", key=f"key {input_id}", **sent)
    again = visitor.wish(input_id, "add", key=f"key {input_id}", **sent)
    assert again.content == first.content
    assert len(visitor.board(input_id)["annotations"]) == 1
    other = visitor.wish(input_id, "add", key=f"key {input_id}", concept_name="dog")
    check_problem(other, 422, "idempotency_key_reused")
    for key in ("", "x" * 201):
        check_problem(visitor.wish(input_id, "add", key=key, **sent), 422, "idempotency_key_invalid")
    done = first.json()["change_set"]["id"]
    undo = [visitor.web.post(f"/change-sets/{done}/undo", headers={"Idempotency-Key": done}) for _ in range(2)]
    assert undo[0].content == undo[1].content
    check_problem(visitor.web.post(f"/change-sets/{done}/undo"), 409, "changed_meanwhile")


@pytest.mark.parametrize(
    ("region", "code"),
    [
        ([500, 500, 600, 600], "region_outside_image"),
        ([10, 10, 10, 50], "region_empty"),
        ([50, 50, 10, 10], "region_empty"),
        ([99.7, 0, 200, 50], "region_empty"),
        ([-1e308, -1e308, -1e307, -1e307], "region_outside_image"),
    ],
)
def test_a_region_that_is_none_of_the_picture_is_refused(visitor: Visitor, region: list[float], code: str) -> None:
    input_id = visitor.add_input()
    check_problem(visitor.wish(input_id, "add", concept_name="sheep", region=region), 422, code)
    assert visitor.web.get(f"/apps/{visitor.app_id}/concepts").json()["items"] == []


@pytest.mark.parametrize(
    "name", ["羊", "خروف", "نیم‌فاصله", "👩‍🌾", "<script>alert(1)</script>", "../../etc", "'; DROP--"]
)
def test_a_concept_in_any_script_comes_back_as_typed(visitor: Visitor, name: str) -> None:
    input_id = visitor.add_input()
    visitor.do(input_id, "add", concept_name=name)
    assert visitor.board(input_id)["annotations"][0]["concept_name"] == name


@pytest.mark.parametrize("name", ["", "  ", "a\u0000b", "a\nb", "x" * 201])
def test_a_name_that_no_concept_can_have_is_refused(visitor: Visitor, name: str) -> None:
    input_id = visitor.add_input()
    check_problem(visitor.wish(input_id, "add", concept_name=name), 422, "concept_name_invalid")


def send(visitor: Visitor, content: bytes | str) -> httpx.Response:
    path = f"/inputs/{visitor.add_input()}/change-sets"
    return visitor.web.post(path, content=content, headers={"Content-Type": "application/json"})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff\xfe",
        b'{"action": "add"}',  # a field is missing
        b'{"action": "explode"}',
        b'{"action": ["add"]}',
        b'{"action": "add", "concept_name": 7}',
        b'{"action": "add", "concept_name": "\\ud800"}',  # half a character
        b'{"action": "add", "concept_name": "a", "region": [0, 0, 9]}',
        b'{"action": "add", "concept_name": "a", "region": [0, 0, 9, NaN]}',
        b'{"action": "add", "concept_name": "a", "region": [0, 0, 9, Infinity]}',
        b'{"action": "add", "concept_name": "a", "region": [0, 0, 9, 1e999]}',
        b'{"action": "add", "concept_name": "a", "region": {"x": 1}}',
        b'{"action": "accept", "suggestion_ids": []}',
        b'{"action": "accept", "suggestion_ids": [""]}',
        b'{"action": "accept", "suggestion_ids": ["\\ud800"]}',
        b'{"action": "accept_all", "model": "model:general-detection", "min_score": NaN, "max_score": 1}',
        b'{"action": "accept_all", "model": "model:general-detection", "min_score": -1, "max_score": 2}',
        b'{"action": "edit_region", "annotation_id": "a", "region": [0, 0, 9, 9], "revision": 1' + b"0" * 40 + b"}",
    ],
)
def test_a_request_that_is_none_is_refused_as_such(visitor: Visitor, content: bytes) -> None:
    problem = check_problem(send(visitor, content), 422, "request_invalid")
    assert problem["errors"]


def test_a_request_nested_without_end_is_refused(visitor: Visitor) -> None:
    check_problem(send(visitor, b"[" * 100_000), 400, "request_unreadable")


def test_a_million_ids_are_refused_before_anything_is_looked_up(visitor: Visitor) -> None:
    ids = ",".join(f'"{number}"' for number in range(1_000_000))
    check_problem(send(visitor, f'{{"action": "accept", "suggestion_ids": [{ids}]}}'), 413, "body_too_large")
    ids = ",".join(f'"{number}"' for number in range(20_001))
    check_problem(send(visitor, f'{{"action": "accept", "suggestion_ids": [{ids}]}}'), 422, "request_invalid")


def test_as_many_ids_as_are_allowed_are_answered_one_by_one(visitor: Visitor) -> None:
    reviewed = visitor.do(visitor.add_input(), "accept", suggestion_ids=[f"id {number}" for number in range(20_000)])
    assert len(reviewed["failures"]) == 20_000


def test_a_body_without_end_is_refused_and_the_server_lives_on(visitor: Visitor) -> None:
    def chunks() -> object:
        yield b'{"action": "add", "concept_name": "'
        for _ in range(60):
            yield b"x" * 1_000_000

    check_problem(send(visitor, chunks()), 413, "body_too_large")  # type: ignore[arg-type]
    assert visitor.web.get("/health").json()["status"] == "ok"


def test_an_empty_threshold_range_and_an_edit_of_nothing_are_refused(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    empty = visitor.wish(input_id, "accept_all", model=DETECTOR, min_score=0.9, max_score=0.1)
    check_problem(empty, 422, "threshold_range_empty")
    for owners in ({}, {"annotation_id": "a", "suggestion_id": "b"}):
        check_problem(visitor.wish(input_id, "edit_region", region=[0, 0, 9, 9], **owners), 422, "region_owner_missing")
        edits = [{"region": [0, 0, 9, 9], **owners}]
        check_problem(visitor.wish(input_id, "edit_regions", edits=edits), 422, "region_owner_missing")
