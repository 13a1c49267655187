"""Read a TensorFlow.js graph model and write its nodes as ONNX, with images laid out channels first."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from tools.onnx_graph import Array, GraphWriter

CHANNELS_FIRST = (0, 2, 3, 1)
"""Where the axes N, H, W, C of a channels-last image lie in an array N, C, H, W."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor of the source graph: the ONNX value that holds it, and which axis of that value each source axis is.

    Transposing one only renames axes, so no transposition of the source graph costs anything.
    """

    name: str
    axes: tuple[int, ...]


class TfjsGraph:
    """The source graph: nodes by name, and constants as arrays."""

    def __init__(self, description: bytes, weights: bytes) -> None:
        content = json.loads(description)
        self.nodes: dict[str, dict[str, Any]] = {node["name"]: node for node in content["modelTopology"]["node"]}
        self.constants: dict[str, Array] = {}
        offset = 0
        for entry in (each for group in content["weightsManifest"] for each in group["weights"]):
            kept = np.dtype(entry.get("quantization", entry)["dtype"])
            count = int(np.prod(entry["shape"], dtype=np.int64))
            values = np.frombuffer(weights, kept, count, offset).reshape(entry["shape"])
            self.constants[entry["name"]] = values.astype(entry["dtype"])
            offset += count * kept.itemsize

    def flip_image_channels(self) -> None:
        """Make a network that was trained on BGR take RGB, by turning the filters that look at the image."""
        for node in self.nodes.values():
            filters = self.constants[node["input"][1]] if node["op"] == "Conv2D" else None
            if filters is not None and filters.shape[2] == 3:
                self.constants[node["input"][1]] = filters[:, :, ::-1, :]


class TfjsConverter:
    """Writes the nodes that lead to a wanted tensor, each once."""

    def __init__(self, graph: TfjsGraph, writer: GraphWriter, inputs: dict[str, Tensor]) -> None:
        self._graph = graph
        self._writer = writer
        self._tensors = dict(inputs)
        self._rules = {
            "Add": self._add,
            "ConcatV2": self._concat,
            "Conv2D": self._convolution,
            "LeakyRelu": self._leaky_relu,
            "MaxPool": self._max_pool,
            "Pad": self._pad,
            "PadV2": self._pad,
            "ResizeBilinear": self._resize,
            "Sigmoid": self._sigmoid,
            "SplitV": self._split,
            "Transpose": self._transpose,
        }

    def tensor(self, name: str) -> Tensor:
        """Return the tensor of this name, writing what it needs.

        Raises:
            KeyError: if it needs an operation that has no rule here.
        """
        if name not in self._tensors:
            node = self._graph.nodes[name.partition(":")[0]]
            outputs = self._rules[node["op"]](node)
            self._tensors |= {node["name"] + (f":{i}" if i else ""): each for i, each in enumerate(outputs)}
        return self._tensors[name]

    def _input(self, node: dict[str, Any], index: int) -> Tensor:
        return self.tensor(node["input"][index])

    def _constant(self, node: dict[str, Any], index: int) -> Array:
        return self._graph.constants[node["input"][index]]

    def _image(self, node: dict[str, Any]) -> str:
        """Return the name of the node's first input as (N, C, H, W), whatever axes the source calls them."""
        tensor = self._input(node, 0)
        if tensor.axes == CHANNELS_FIRST:
            return tensor.name
        order = [tensor.axes[source] for source in (0, 3, 1, 2)]
        return self._writer.node("Transpose", [tensor.name], perm=order)

    def _add(self, node: dict[str, Any]) -> list[Tensor]:
        left = self._input(node, 0)
        if node["input"][1] in self._graph.constants:
            bias = self._constant(node, 1)
            bias = bias.reshape((1,) * (len(left.axes) - bias.ndim) + bias.shape)
            right = self._writer.constant(bias.transpose(np.argsort(left.axes)))
        else:
            other = self._input(node, 1)
            right = other.name
            if other.axes != left.axes:
                order = [other.axes[left.axes.index(stored)] for stored in range(len(left.axes))]
                right = self._writer.node("Transpose", [other.name], perm=order)
        return [Tensor(self._writer.node("Add", [left.name, right]), left.axes)]

    def _concat(self, node: dict[str, Any]) -> list[Tensor]:
        parts = [self._input(node, index) for index in range(len(node["input"]) - 1)]
        _require(len({part.axes for part in parts}) == 1, node)
        axis = parts[0].axes[int(self._constant(node, len(parts)))]
        return [Tensor(self._writer.node("Concat", [part.name for part in parts], axis=axis), parts[0].axes)]

    def _convolution(self, node: dict[str, Any]) -> list[Tensor]:
        _require(_text(node, "padding") == "VALID" and _integers(node, "dilations") == [1, 1, 1, 1], node)
        filters = self._constant(node, 1).transpose(3, 2, 0, 1)
        output = self._writer.node(
            "Conv",
            [self._image(node), self._writer.constant(filters)],
            kernel_shape=list(filters.shape[2:]),
            strides=_integers(node, "strides")[1:3],
        )
        return [Tensor(output, CHANNELS_FIRST)]

    def _leaky_relu(self, node: dict[str, Any]) -> list[Tensor]:
        tensor, alpha = self._input(node, 0), float(node["attr"]["alpha"]["f"])
        return [Tensor(self._writer.node("LeakyRelu", [tensor.name], alpha=alpha), tensor.axes)]

    def _max_pool(self, node: dict[str, Any]) -> list[Tensor]:
        _require(_text(node, "padding") == "VALID", node)
        size, strides = _integers(node, "ksize")[1:3], _integers(node, "strides")[1:3]
        output = self._writer.node("MaxPool", [self._image(node)], kernel_shape=size, strides=strides)
        return [Tensor(output, CHANNELS_FIRST)]

    def _pad(self, node: dict[str, Any]) -> list[Tensor]:
        tensor = self._input(node, 0)
        before_after = self._constant(node, 1).astype(np.int64)[np.argsort(tensor.axes)]
        inputs = [tensor.name, self._writer.constant(before_after.T.reshape(-1))]
        if node["op"] == "PadV2":
            inputs.append(self._writer.constant(self._constant(node, 2)))
        return [Tensor(self._writer.node("Pad", inputs), tensor.axes)]

    def _resize(self, node: dict[str, Any]) -> list[Tensor]:
        _require(bool(node["attr"]["half_pixel_centers"]["b"]), node)
        size = self._writer.constant(self._constant(node, 1).astype(np.int64))
        output = self._writer.node("Resize", [self._image(node), "", "", size], mode="linear", axes=[2, 3])
        return [Tensor(output, CHANNELS_FIRST)]

    def _sigmoid(self, node: dict[str, Any]) -> list[Tensor]:
        tensor = self._input(node, 0)
        return [Tensor(self._writer.node("Sigmoid", [tensor.name]), tensor.axes)]

    def _split(self, node: dict[str, Any]) -> list[Tensor]:
        tensor, sizes = self._input(node, 0), self._constant(node, 1).astype(np.int64)
        axis = tensor.axes[int(self._constant(node, 2))]
        parts = self._writer.nodes("Split", [tensor.name, self._writer.constant(sizes)], len(sizes), axis=axis)
        return [Tensor(part, tensor.axes) for part in parts]

    def _transpose(self, node: dict[str, Any]) -> list[Tensor]:
        tensor = self._input(node, 0)
        return [Tensor(tensor.name, tuple(tensor.axes[int(source)] for source in self._constant(node, 1)))]


def _integers(node: dict[str, Any], attribute: str) -> list[int]:
    return [int(value) for value in node["attr"][attribute]["list"]["i"]]


def _text(node: dict[str, Any], attribute: str) -> str:
    return base64.b64decode(node["attr"][attribute]["s"]).decode()


def _require(holds: bool, node: dict[str, Any]) -> None:
    if not holds:
        raise NotImplementedError(f"{node['op']} {node['name']} has a form that no shipped model uses")
