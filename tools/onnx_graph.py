"""Write an ONNX graph node by node, the same bytes every time."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[np.generic]

OPSET = 18
IR_VERSION = 9
HALF_FROM_VALUES = 256
"""Float constants of at least this many values are weights: stored as float16 and widened when the model is loaded."""


class GraphWriter:
    """Collects nodes and constants under numbered names, then closes them into a checked model."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[tuple[str, tuple[int, ...], bytes], str] = {}
        self._initializers: list[onnx.TensorProto] = []

    def node(self, kind: str, inputs: list[str], **attributes: Any) -> str:
        """Add a node with one output and return the output's name."""
        return self.nodes(kind, inputs, 1, **attributes)[0]

    def nodes(self, kind: str, inputs: list[str], output_count: int, **attributes: Any) -> list[str]:
        """Add a node with several outputs and return their names."""
        stem = f"{kind.lower()}_{len(self._nodes)}"
        outputs = [stem if index == 0 else f"{stem}_{index}" for index in range(output_count)]
        self._nodes.append(helper.make_node(kind, inputs, outputs, name=stem, **attributes))
        return outputs

    def constant(self, values: Array) -> str:
        """Add a constant, once however often it is asked for, and return its name."""
        values = np.ascontiguousarray(values) if values.ndim else values
        key = (values.dtype.str, values.shape, values.tobytes())
        if key not in self._constants:
            self._constants[key] = self._store(values)
        return self._constants[key]

    def _store(self, values: Array) -> str:
        name = f"constant_{len(self._initializers)}"
        if values.dtype != np.float32 or values.size < HALF_FROM_VALUES:
            self._initializers.append(numpy_helper.from_array(values, name))
            return name
        self._initializers.append(numpy_helper.from_array(values.astype(np.float16), name))
        return self.node("Cast", [name], to=TensorProto.FLOAT)

    def rename(self, tensor: str, name: str) -> None:
        """Give a node's output the name under which the model puts it out."""
        for node in self._nodes:
            for names in (node.input, node.output):
                names[:] = [name if each == tensor else each for each in names]

    def close(
        self,
        name: str,
        *,
        image_side_px: int,
        outputs: dict[str, list[str | int]],
    ) -> onnx.ModelProto:
        """Return the checked model: `images` (N, side, side, 3) uint8 RGB in, float32 `outputs` of these shapes out."""
        image = helper.make_tensor_value_info("images", TensorProto.UINT8, ["N", image_side_px, image_side_px, 3])
        infos = [helper.make_tensor_value_info(key, TensorProto.FLOAT, shape) for key, shape in outputs.items()]
        graph = helper.make_graph(self._nodes, name, [image], infos, self._initializers)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="labelwright")
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model, full_check=True)
        return model


def normalised_images(writer: GraphWriter, *, mean_rgb: tuple[float, ...], std_rgb: tuple[float, ...]) -> str:
    """Add the nodes from `images` (N, H, W, 3) uint8 to (N, 3, H, W) float32 `(x - mean) / std`; return its name."""
    moved = writer.node("Transpose", ["images"], perm=[0, 3, 1, 2])
    floats = writer.node("Cast", [moved], to=TensorProto.FLOAT)
    mean, std = (np.asarray(values, np.float32).reshape(1, 3, 1, 1) for values in (mean_rgb, std_rgb))
    centred = writer.node("Sub", [floats, writer.constant(mean)])
    return writer.node("Mul", [centred, writer.constant(np.float32(1) / std)])


def model_bytes(model: onnx.ModelProto) -> bytes:
    """Return the model's file, the same for the same model."""
    return cast("bytes", model.SerializeToString(deterministic=True))
