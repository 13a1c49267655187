"""Polygons over HTTP: [[x, y], [x, y], [x, y], ...] where a box is four numbers."""

from __future__ import annotations

from typing import Any

import pytest

from labelwright.domain.prediction import Proposal
from labelwright.domain.region import Polygon
from tests.integration.api.visitor import Visitor, check_problem

TRIANGLE = [[10.5, 10], [60, 10.25], [10, 70]]


def add(visitor: Visitor, region: object) -> tuple[str, dict[str, Any]]:
    input_id = visitor.add_input()
    visitor.do(input_id, "add", concept_name="sheep", region=region)
    (label,) = visitor.board(input_id)["annotations"]
    return input_id, label


def test_a_polygon_comes_back_as_it_was_sent(visitor: Visitor) -> None:
    _, label = add(visitor, TRIANGLE)
    assert (label["region"], label["provenance"]) == (TRIANGLE, "by_hand")


def test_a_polygon_is_cut_off_at_the_edge_of_the_picture(visitor: Visitor) -> None:
    _, label = add(visitor, [[50, 10], [150, 10], [150, 30], [50, 30]])
    assert sorted(label["region"]) == [[50, 10], [50, 30], [100, 10], [100, 30]]


def test_a_polygon_becomes_a_box_and_again_a_polygon_and_all_is_taken_back(visitor: Visitor) -> None:
    input_id, label = add(visitor, TRIANGLE)
    made = []
    for region in ([0, 0, 9, 9], [[0, 0], [9, 0], [9, 9]]):
        edited = visitor.do(input_id, "edit_region", annotation_id=label["id"], region=region)
        (change,) = edited["change_set"]["changes"]
        made.append((edited["change_set"]["id"], change["before"]["region"], change["after"]["region"]))
        assert visitor.board(input_id)["annotations"][0]["region"] == region
    assert [(before, after) for _, before, after in made] == [
        (TRIANGLE, [0, 0, 9, 9]),
        ([0, 0, 9, 9], [[0, 0], [9, 0], [9, 9]]),
    ]
    for change_set_id, before, _ in reversed(made):
        assert visitor.web.post(f"/change-sets/{change_set_id}/undo").status_code == 200
        assert visitor.board(input_id)["annotations"][0]["region"] == before


def test_editing_a_suggested_polygon_accepts_it_as_edited(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    suggested = Polygon(((0, 0), (50, 0), (50, 60)))
    (only,) = visitor.suggest(input_id, Proposal("sheep", 0.9, suggested))
    assert visitor.board(input_id)["suggestions"][0]["region"] == [[0, 0], [50, 0], [50, 60]]
    visitor.do(input_id, "edit_region", suggestion_id=only, region=TRIANGLE)
    (label,) = visitor.board(input_id)["annotations"]
    assert (label["region"], label["provenance"], label["score"]) == (TRIANGLE, "edited", 0.9)


def test_a_polygon_reaches_others_live(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    with visitor.events() as events:
        visitor.do(input_id, "add", concept_name="sheep", region=TRIANGLE)
        told = next(event for event in events if event.get("event") == "change_set")
    regions = [change["after"].get("region") for change in told["data"]["changes"] if change["kind"] == "annotation"]
    assert regions == [TRIANGLE]


def test_a_polygon_is_exported_as_segmentation(visitor: Visitor) -> None:
    input_id, _ = add(visitor, TRIANGLE)
    file = visitor.web.get(f"/apps/{visitor.app_id}/export").json()
    image = next(image["id"] for image in file["images"] if image["input_id"] == input_id)
    (entry,) = [entry for entry in file["annotations"] if entry["image_id"] == image]
    assert entry["segmentation"] == [[10.5, 10, 60, 10.25, 10, 70]]
    assert entry["bbox"] == [10, 10, 50, 60]


@pytest.mark.parametrize(
    ("region", "code"),
    [
        ([], "polygon_points_too_few"),
        ([[10, 10], [50, 50]], "polygon_points_too_few"),
        ([[10, 10], [50, 50], [20, 20]], "region_empty"),
        ([[500, 500], [600, 500], [600, 600]], "region_outside_image"),
        ([[-1e308, -1e308], [-1e307, -1e308], [-1e307, -1e307]], "region_outside_image"),
        ([[at % 90, at // 90] for at in range(5_001)], "polygon_points_too_many"),
        ([10, 10, 50], "request_invalid"),
        ([[10, 10], [50, 10], [50]], "request_invalid"),
        ([[10, 10], [50, 10], 50], "request_invalid"),
        ([[10, 10], [50, 10], [50, "down"]], "request_invalid"),
        ([[[10, 10], [50, 10], [50, 50]]], "request_invalid"),
        ("everywhere", "request_invalid"),
    ],
)
def test_what_is_no_region_of_the_picture_is_refused(visitor: Visitor, region: object, code: str) -> None:
    input_id = visitor.add_input()
    problem = check_problem(visitor.wish(input_id, "add", concept_name="sheep", region=region), 422, code)
    assert len(problem["detail"]) < 200
    assert visitor.board(input_id)["annotations"] == []


def test_a_wrong_point_is_named_as_that_of_a_polygon(visitor: Visitor) -> None:
    region = [[10, 10], [50, 10], [50, "down"]]
    refused = visitor.wish(visitor.add_input(), "add", concept_name="sheep", region=region)
    problem = check_problem(refused, 422, "request_invalid")
    assert [each["at"] for each in problem["errors"]] == ["body/add/region/polygon/2/1"]
