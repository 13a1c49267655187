"""What a workflow may be, and that it runs its node."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from labelwright.domain.model import ModelCard
from labelwright.domain.prediction import Proposal
from labelwright.domain.raster import Raster
from labelwright.inference import workflows
from labelwright.inference.workflows import WorkflowInvalid, WorkflowModel

MODELS = ["detector", "classifier"]
GOOD: dict[str, object] = {
    "id": "find",
    "version": "3",
    "name": "Find",
    "description": "Finds.",
    "nodes": [{"id": "detect", "model": "detector"}],
    "output": "detect",
}
CARD = ModelCard(
    kind="model",
    id="detector",
    name="Detector",
    version="2",
    description="",
    outputs=("regions",),
    vocabulary=("ant",),
    licence="MIT",
    source="",
    family="any",
    input_width_px=1,
    input_height_px=1,
    min_score=0.5,
)


class OneAnt:
    """A model that sees one ant in every image."""

    card = CARD

    def needed_size(self, width_px: int, height_px: int) -> tuple[int, int]:
        return width_px // 2, height_px // 2

    def predict(self, rasters: Sequence[Raster]) -> list[list[Proposal]]:
        return [[Proposal("ant", 0.5)] for _ in rasters]


def parse(**changes: object) -> workflows.Workflow:
    return workflows.parse_workflow(json.dumps(GOOD | changes), name="find.json", models=MODELS)


def test_a_workflow_answers_with_its_output_node() -> None:
    workflow = WorkflowModel(parse(), OneAnt())
    raster = Raster(np.zeros((1, 1, 3), np.uint8), (0.0, 0.0, 1.0, 1.0), 1, 1)
    assert workflow.predict([raster, raster]) == [[Proposal("ant", 0.5)]] * 2
    assert workflow.needed_size(8, 6) == (4, 3)


def test_a_workflow_has_a_card_of_its_own_with_the_vocabulary_of_its_model() -> None:
    card = workflows.workflow_card(parse(), CARD)
    assert (card.ref, card.name, card.vocabulary, card.outputs) == ("workflow:find", "Find", ("ant",), ("regions",))


def test_a_new_version_of_the_model_is_a_new_version_of_the_workflow() -> None:
    versions = {workflows.workflow_card(parse(), replace(CARD, version=each)).version_ref for each in ("2", "3")}
    assert versions == {"workflow:find@3+2", "workflow:find@3+3"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": ""}, "lacks a usable id"),  # empty
        ({"version": 3}, "lacks a usable version"),  # not a text
        ({"nodes": []}, "lacks a usable nodes"),  # no node
        ({"nodes": ["detect"]}, "node 1 is not an object"),
        ({"nodes": [{"id": "detect"}]}, "node 1 lacks a usable model"),
        ({"nodes": [{"id": "a", "model": "detector"}, {"id": "b", "model": "detector"}]}, "it has 2 nodes"),
        ({"output": "other"}, "its output other is none of its nodes"),
        ({"nodes": [{"id": "detect", "model": "cat"}]}, "names the model cat; there are: detector, classifier"),
        ({"colour": "red"}, "has an unknown colour"),  # a field that does not exist
    ],
)
def test_a_wrong_workflow_is_refused_with_the_reason(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(WorkflowInvalid, match=reason):
        parse(**changes)


@pytest.mark.parametrize(
    ("content", "reason"),
    [("{", "it is not JSON"), ("[]", "the workflow is not an object"), ("{}", "lacks a usable id; .* lacks a usable")],
)
def test_a_text_that_is_no_workflow_is_refused_with_the_reason(content: str, reason: str) -> None:
    with pytest.raises(WorkflowInvalid, match=reason):
        workflows.parse_workflow(content, name="broken.json", models=MODELS)
