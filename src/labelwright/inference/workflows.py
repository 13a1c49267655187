"""Graphs of models that are picked and used like one model; now those of exactly one node."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from labelwright import errors
from labelwright.domain.model import ModelCard
from labelwright.domain.prediction import Proposal
from labelwright.domain.raster import Raster
from labelwright.inference.model import Model

BUILTIN = Path(__file__).parent / "builtin_workflows"
_FIELDS = {"id": str, "version": str, "name": str, "description": str, "nodes": list, "output": str}
_NODE_FIELDS = {"id": str, "model": str}


class WorkflowInvalid(errors.Invalid):
    """The workflow {workflow} is not valid: {reason}."""

    code = "workflow_invalid"
    hint = "A workflow has id, version, name, description, one node (id, model), and that node's id as output."


@dataclass(frozen=True, slots=True)
class WorkflowNode:
    """One step: a model that sees the image."""

    id: str
    model: str


@dataclass(frozen=True, slots=True)
class Workflow:
    """A validated graph."""

    id: str
    version: str
    name: str
    description: str
    nodes: tuple[WorkflowNode, ...]
    output: str

    @property
    def output_node(self) -> WorkflowNode:
        """The node whose proposals are the workflow's."""
        return next(node for node in self.nodes if node.id == self.output)


def parse_workflow(content: str, *, name: str, models: Sequence[str]) -> Workflow:
    """Return the workflow that a JSON text describes.

    Args:
        content: the text.
        name: how errors call it, before its id is known.
        models: ids of the models a node may name.

    Raises:
        WorkflowInvalid: with what is wrong.
    """
    try:
        facts = json.loads(content)
    except ValueError as error:
        raise WorkflowInvalid(workflow=name, reason=f"it is not JSON ({error})") from error
    _check_fields(facts, _FIELDS, workflow=name, place="the workflow")
    for index, node in enumerate(facts["nodes"]):
        _check_fields(node, _NODE_FIELDS, workflow=name, place=f"node {index + 1}")
    nodes = tuple(WorkflowNode(**node) for node in facts["nodes"])
    workflow = Workflow(**facts | {"nodes": nodes})
    _check_graph(workflow, models)
    return workflow


def workflow_card(workflow: Workflow, model: ModelCard) -> ModelCard:
    """Return the workflow's card; its version changes with the model's, so no stale prediction is taken."""
    return replace(
        model,
        kind="workflow",
        id=workflow.id,
        name=workflow.name,
        description=workflow.description,
        version=f"{workflow.version}+{model.version}",
    )


class WorkflowModel:
    """A workflow with its model loaded."""

    def __init__(self, workflow: Workflow, model: Model) -> None:
        self.card = workflow_card(workflow, model.card)
        self._model = model

    def needed_size(self, width_px: int, height_px: int) -> tuple[int, int]:
        """Return what its node needs."""
        return self._model.needed_size(width_px, height_px)

    def predict(self, rasters: Sequence[Raster]) -> list[list[Proposal]]:
        """Return the proposals of its output node."""
        return self._model.predict(rasters)


def _check_fields(facts: Any, expected: Mapping[str, type], *, workflow: str, place: str) -> None:
    if not isinstance(facts, dict):
        raise WorkflowInvalid(workflow=workflow, reason=f"{place} is not an object")
    wrong = [key for key, kind in expected.items() if not isinstance(facts.get(key), kind) or not facts[key]]
    unknown = sorted(set(facts) - set(expected))
    if wrong or unknown:
        problems = [f"{place} lacks a usable {key}" for key in wrong] + [
            f"{place} has an unknown {key}" for key in unknown
        ]
        raise WorkflowInvalid(workflow=workflow, reason="; ".join(problems))


def _check_graph(workflow: Workflow, models: Sequence[str]) -> None:
    node = workflow.nodes[0]
    if len(workflow.nodes) != 1:
        raise WorkflowInvalid(workflow=workflow.id, reason=f"it has {len(workflow.nodes)} nodes instead of one")
    if workflow.output != node.id:
        raise WorkflowInvalid(workflow=workflow.id, reason=f"its output {workflow.output} is none of its nodes")
    if node.model not in models:
        known = ", ".join(models)
        raise WorkflowInvalid(
            workflow=workflow.id, reason=f"node {node.id} names the model {node.model}; there are: {known}"
        )
