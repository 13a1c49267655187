"""Turn the published NanoDet-g 416 (TensorFlow.js) into an ONNX detector: RGB pixels in, raw heads out."""

from __future__ import annotations

import numpy as np
import onnx
from tools.onnx_graph import GraphWriter, normalised_images
from tools.tfjs_graph import Tensor, TfjsConverter, TfjsGraph

SIDE_PX = 416
MEAN_RGB = (123.675, 116.28, 103.53)
STD_RGB = (58.395, 57.12, 57.375)
CLASSES = 80
BINS = 4 * 11
CELLS = sum((SIDE_PX // stride) ** 2 for stride in (8, 16, 32))

# The heads of strides 8, 16 and 32, before the source graph flattens them for a batch of one.
_SCORES = tuple(f"PartitionedCall/onnx_tf_prefix_Sigmoid_{number}" for number in (154, 165, 176))
_DISTANCES = tuple(f"PartitionedCall/onnx_tf_prefix_Split_{number}:1" for number in (153, 164, 175))


def convert(description: bytes, weights: bytes) -> onnx.ModelProto:
    """Return the detector: `class_scores` (N, 80, cells) in [0, 1] and `distance_bins` (N, 44, cells) as logits."""
    writer = GraphWriter()
    graph = TfjsGraph(description, weights)
    graph.flip_image_channels()
    pixels = normalised_images(writer, mean_rgb=MEAN_RGB, std_rgb=STD_RGB)
    converter = TfjsConverter(graph, writer, {"input_1": Tensor(pixels, (0, 1, 2, 3))})
    _flatten(writer, converter, _SCORES, channels=CLASSES, name="class_scores")
    _flatten(writer, converter, _DISTANCES, channels=BINS, name="distance_bins")
    outputs: dict[str, list[str | int]] = {
        "class_scores": ["N", CLASSES, CELLS],
        "distance_bins": ["N", BINS, CELLS],
    }
    return writer.close("nanodet_g_416", image_side_px=SIDE_PX, outputs=outputs)


def _flatten(
    writer: GraphWriter, converter: TfjsConverter, heads: tuple[str, ...], *, channels: int, name: str
) -> None:
    """Join the heads' cells, row by row and stride by stride, into one output (N, channels, cells)."""
    shape = writer.constant(np.array([0, channels, -1], np.int64))
    parts = []
    for head in heads:
        tensor = converter.tensor(head)
        if tensor.axes != (0, 1, 2, 3):
            raise NotImplementedError(f"{head} is not laid out channels first")
        parts.append(writer.node("Reshape", [tensor.name, shape]))
    writer.rename(writer.node("Concat", parts, axis=2), name)
