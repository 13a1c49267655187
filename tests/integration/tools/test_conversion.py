"""What the converters write computes what the source describes, and hostile weights are refused."""

from __future__ import annotations

import base64
import json
import os
import pickle
from typing import Any

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray
from tools import efficientnet_lite, onnx_graph
from tools.efficientnet_lite import WeightsNotReadable
from tools.onnx_graph import GraphWriter
from tools.tfjs_graph import Tensor, TfjsConverter, TfjsGraph

SIDE_PX = 4


class Source:
    """A TensorFlow.js model written by hand."""

    def __init__(self) -> None:
        self._nodes: list[dict[str, Any]] = []
        self._entries: list[dict[str, Any]] = []
        self._weights = b""

    def constant(self, name: str, values: NDArray[Any], *, half: bool = False) -> str:
        kept = values.astype(np.float16) if half else values
        quantization = {"quantization": {"dtype": "float16"}} if half else {}
        self._entries.append({"name": name, "shape": values.shape, "dtype": values.dtype.name, **quantization})
        self._weights += kept.tobytes()
        return name

    def node(self, op: str, name: str, inputs: list[str], **attr: Any) -> str:
        self._nodes.append({"op": op, "name": name, "input": inputs, "attr": attr})
        return name

    def graph(self) -> TfjsGraph:
        content = {"modelTopology": {"node": self._nodes}, "weightsManifest": [{"weights": self._entries}]}
        return TfjsGraph(json.dumps(content).encode(), self._weights)


def integers(*values: int) -> dict[str, Any]:
    return {"list": {"i": [str(value) for value in values]}}


VALID = {"s": base64.b64encode(b"VALID").decode()}
ONES = integers(1, 1, 1, 1)


def run(source: Source, output: str, images: NDArray[np.uint8], *, flip: bool = False) -> NDArray[np.float32]:
    """Convert the source from an input `image` (N, H, W, C) to `output` and run it."""
    writer, graph = GraphWriter(), source.graph()
    if flip:
        graph.flip_image_channels()
    pixels = onnx_graph.normalised_images(writer, mean_rgb=(0.0,) * 3, std_rgb=(1.0,) * 3)
    tensor = TfjsConverter(graph, writer, {"image": Tensor(pixels, (0, 2, 3, 1))}).tensor(output)
    order = [tensor.axes.index(stored) for stored in range(4)]
    writer.rename(writer.node("Identity", [tensor.name]), "result")
    model = writer.close("test", image_side_px=SIDE_PX, outputs={"result": ["N", "a", "b", "c"]})
    session = onnxruntime.InferenceSession(onnx_graph.model_bytes(model), providers=["CPUExecutionProvider"])
    (stored,) = session.run(["result"], {"images": images})
    result: NDArray[np.float32] = np.asarray(stored, np.float32).transpose(np.argsort(order))
    return result


@pytest.fixture
def images() -> NDArray[np.uint8]:
    return np.random.default_rng(5).integers(0, 256, (2, SIDE_PX, SIDE_PX, 3), np.uint8)


def test_a_convolution_with_bias_and_activation(images: NDArray[np.uint8]) -> None:
    numbers = np.random.default_rng(6)
    filters = numbers.normal(size=(1, 1, 3, 100)).astype(np.float16).astype(np.float32)
    bias = numbers.normal(size=100).astype(np.float32)
    source = Source()
    conv = [source.constant("filters", filters, half=True)]
    source.node("Conv2D", "conv", ["image", *conv], padding=VALID, strides=integers(1, 2, 2, 1), dilations=ONES)
    source.node("Add", "add", ["conv", source.constant("bias", bias)])
    source.node("LeakyRelu", "out", ["add"], alpha={"f": 0.1})
    expected = images[:, ::2, ::2].astype(np.float32) @ filters[0, 0] + bias
    expected = np.where(expected > 0, expected, 0.1 * expected)
    np.testing.assert_allclose(run(source, "out", images), expected, rtol=1e-4, atol=1e-3)


def test_filters_trained_on_bgr_are_turned_to_take_rgb(images: NDArray[np.uint8]) -> None:
    source = Source()
    conv = [source.constant("filters", np.array([1, 10, 100], np.float32).reshape(1, 1, 3, 1))]
    source.node("Conv2D", "out", ["image", *conv], padding=VALID, strides=ONES, dilations=ONES)
    expected = images.astype(np.float32)[..., ::-1] @ np.array([[1], [10], [100]], np.float32)
    np.testing.assert_allclose(run(source, "out", images, flip=True), expected, rtol=1e-6)


def test_transposed_images_are_padded_joined_and_split_along_the_right_axes(images: NDArray[np.uint8]) -> None:
    source = Source()
    source.node("Transpose", "first", ["image", source.constant("to_first", np.array([0, 3, 1, 2], np.int32))])
    sides = source.constant("sides", np.array([[0, 0], [0, 0], [1, 0], [0, 2]], np.int32))
    source.node("PadV2", "padded", ["first", sides, source.constant("seven", np.array(7, np.float32))])
    source.node("ConcatV2", "joined", ["padded", "padded", source.constant("axis", np.array(1, np.int32))])
    sizes = source.constant("sizes", np.array([2, 4], np.int32))
    source.node("SplitV", "parts", ["joined", sizes, source.constant("split_axis", np.array(1, np.int32))])
    padded = np.pad(
        images.transpose(0, 3, 1, 2).astype(np.float32), ((0, 0), (0, 0), (1, 0), (0, 2)), constant_values=7
    )
    joined = np.concatenate([padded, padded], axis=1)
    np.testing.assert_array_equal(run(source, "parts", images), joined[:, :2])
    np.testing.assert_array_equal(run(source, "parts:1", images), joined[:, 2:])


def test_tensors_of_different_layout_are_added_axis_by_axis(images: NDArray[np.uint8]) -> None:
    source = Source()
    swap = source.constant("swap", np.array([0, 2, 1, 3], np.int32))
    source.node("Transpose", "turned", ["image", swap])
    source.node("Add", "out", ["image", "turned"])
    values = images.astype(np.float32)
    np.testing.assert_array_equal(run(source, "out", images), values + values.transpose(0, 2, 1, 3))


def test_halving_by_half_pixel_bilinear_takes_the_mean_of_four(images: NDArray[np.uint8]) -> None:
    source = Source()
    size = source.constant("size", np.array([2, 2], np.int32))
    source.node("ResizeBilinear", "out", ["image", size], half_pixel_centers={"b": True})
    expected = images.reshape(2, 2, 2, 2, 2, 3).astype(np.float32).mean(axis=(2, 4))
    np.testing.assert_allclose(run(source, "out", images), expected, rtol=1e-6)


def test_a_form_that_is_not_converted_exactly_is_refused(images: NDArray[np.uint8]) -> None:
    source = Source()
    same = {"s": base64.b64encode(b"SAME").decode()}
    conv = [source.constant("filters", np.ones((1, 1, 3, 1), np.float32))]
    source.node("Conv2D", "out", ["image", *conv], padding=same, strides=ONES, dilations=ONES)
    with pytest.raises(NotImplementedError, match="Conv2D out"):
        run(source, "out", images)


def test_the_same_graph_gives_the_same_bytes() -> None:
    def write() -> bytes:
        writer = GraphWriter()
        pixels = onnx_graph.normalised_images(writer, mean_rgb=(1.0,) * 3, std_rgb=(2.0,) * 3)
        writer.rename(writer.node("Add", [pixels, writer.constant(np.ones((1, 3, 64, 64), np.float32))]), "result")
        model = writer.close("test", image_side_px=64, outputs={"result": ["N", 3, 64, 64]})
        return onnx_graph.model_bytes(model)

    assert write() == write()


class Hostile:
    """A pickle that would run a command."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, ("exit 1",)


@pytest.mark.parametrize("content", [pickle.dumps(Hostile()), pickle.dumps(1) + pickle.dumps(2)])
def test_weights_that_are_anything_but_arrays_are_refused(content: bytes) -> None:
    with pytest.raises(WeightsNotReadable):
        efficientnet_lite.read_weights(content)
