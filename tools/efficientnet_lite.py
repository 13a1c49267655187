"""Turn the published EfficientNet-Lite0 (PyTorch, old pickle format) into an ONNX classifier, without PyTorch."""

from __future__ import annotations

import collections
import io
import pickle
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from tools.onnx_graph import Array, GraphWriter, normalised_images

SIDE_PX = 224
CLASSES = 1000
FEATURES = 1280
BATCH_NORM_EPSILON = 1e-3
_MAGIC = 0x1950A86A20F9469CFC6C
_PROTOCOL = 1001
_DTYPES = {"FloatStorage": "<f4", "LongStorage": "<i8"}

# Repeats, kernel side and stride of each stage.
# Source: Tan and Le, EfficientNet, ICML 2019, table 1; the lite variant drops squeeze-excitation and uses ReLU6.
STAGES = ((1, 3, 1), (2, 3, 2), (2, 5, 2), (3, 3, 2), (3, 5, 1), (4, 5, 2), (1, 3, 1))


class WeightsNotReadable(Exception):
    """The weights file is not of the one form that is read here."""


@dataclass(frozen=True, slots=True)
class _Slice:
    """A tensor of the file: where it lies in its storage."""

    storage_key: str
    dtype: str
    offset: int
    size: tuple[int, ...]
    strides: tuple[int, ...]


class _Unpickler(pickle.Unpickler):
    """Builds tensors and ordered dictionaries, and refuses everything else a pickle could ask for."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuild_tensor
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if module == "torch" and name in _DTYPES:
            return name
        raise WeightsNotReadable(f"{module}.{name} is not allowed")

    def persistent_load(self, pid: tuple[Any, ...]) -> tuple[str, str]:
        _kind, storage_type, key, *_rest = pid
        return key, _DTYPES[storage_type]


def _rebuild_tensor(
    storage: tuple[str, str], offset: int, size: tuple[int, ...], strides: tuple[int, ...], *_rest: object
) -> _Slice:
    return _Slice(*storage, offset, size, strides)


def read_weights(content: bytes) -> dict[str, Array]:
    """Return the arrays of a `.pth` file in the format of PyTorch before 1.6.

    Raises:
        WeightsNotReadable: if it is another format, or asks for anything but arrays.
    """
    stream = io.BytesIO(content)
    if (_Unpickler(stream).load(), _Unpickler(stream).load()) != (_MAGIC, _PROTOCOL):
        raise WeightsNotReadable("the file does not begin like a PyTorch file")
    _machine = _Unpickler(stream).load()
    slices: dict[str, _Slice] = _Unpickler(stream).load()
    dtypes = {each.storage_key: np.dtype(each.dtype) for each in slices.values()}
    storages = {key: _read_storage(stream, dtypes[key]) for key in _Unpickler(stream).load()}
    return {name: _slice_array(storages[each.storage_key], each) for name, each in slices.items()}


def _read_storage(stream: io.BytesIO, dtype: np.dtype[Any]) -> Array:
    (count,) = struct.unpack("<q", stream.read(8))
    return np.frombuffer(stream.read(count * dtype.itemsize), dtype)


def _slice_array(storage: Array, place: _Slice) -> Array:
    """Return the slice in row order; convolution filters lie in another order, which only their strides tell."""
    strides = [stride * storage.itemsize for stride in place.strides]
    view = np.lib.stride_tricks.as_strided(storage[place.offset :], place.size, strides, writeable=False)
    return np.ascontiguousarray(view)


class _LiteWriter:
    """Writes the network's blocks from its weights."""

    def __init__(self, weights: dict[str, Array]) -> None:
        self.weights = weights
        self.writer = GraphWriter()
        self._zero = self.writer.constant(np.array(0, np.float32))
        self._six = self.writer.constant(np.array(6, np.float32))

    def convolution(self, value: str, layer: str, norm: str, *, stride: int = 1, group: int = 1) -> str:
        """Add a convolution with its batch normalisation folded in."""
        gain, bias, mean, variance = (
            self.weights[f"{norm}.{part}"].astype(np.float64)
            for part in ("weight", "bias", "running_mean", "running_var")
        )
        scale = gain / np.sqrt(variance + BATCH_NORM_EPSILON)
        filters = self.weights[f"{layer}.weight"].astype(np.float64) * scale[:, None, None, None]
        constants = [self.writer.constant(each.astype(np.float32)) for each in (filters, bias - mean * scale)]
        side = filters.shape[2]
        padding = {"pads": [side // 2] * 4} if stride == 1 else {"auto_pad": "SAME_UPPER"}
        attributes = {"kernel_shape": [side, side], "strides": [stride, stride], "group": group, **padding}
        return self.writer.node("Conv", [value, *constants], **attributes)

    def relu6(self, value: str) -> str:
        """Add the activation."""
        return self.writer.node("Clip", [value, self._zero, self._six])

    def block(self, value: str, index: int, *, kernel: int, stride: int, residual: bool) -> str:
        """Add one inverted bottleneck."""
        layer, start = f"_blocks.{index}.", value
        if f"{layer}_expand_conv.weight" in self.weights:
            value = self.relu6(self.convolution(value, f"{layer}_expand_conv", f"{layer}_bn0"))
        channels, _, side, _ = self.weights[f"{layer}_depthwise_conv.weight"].shape
        if side != kernel:
            raise WeightsNotReadable(f"block {index} has kernel {side} instead of {kernel}")
        depthwise = self.convolution(value, f"{layer}_depthwise_conv", f"{layer}_bn1", stride=stride, group=channels)
        value = self.convolution(self.relu6(depthwise), f"{layer}_project_conv", f"{layer}_bn2")
        return self.writer.node("Add", [value, start]) if residual else value


def convert(content: bytes) -> onnx.ModelProto:
    """Return the classifier: `probabilities` (N, 1000) and the pooled `features` (N, 1280) they are made from."""
    lite = _LiteWriter(read_weights(content))
    value = normalised_images(lite.writer, mean_rgb=(127.0,) * 3, std_rgb=(128.0,) * 3)
    value = lite.relu6(lite.convolution(value, "_conv_stem", "_bn0", stride=2))
    index = 0
    for repeats, kernel, stride in STAGES:
        for repeat in range(repeats):
            value = lite.block(value, index, kernel=kernel, stride=1 if repeat else stride, residual=repeat > 0)
            index += 1
    value = lite.relu6(lite.convolution(value, "_conv_head", "_bn1"))
    _classify(lite, value)
    outputs: dict[str, list[str | int]] = {"probabilities": ["N", CLASSES], "features": ["N", FEATURES]}
    return lite.writer.close("efficientnet_lite0", image_side_px=SIDE_PX, outputs=outputs)


def _classify(lite: _LiteWriter, value: str) -> None:
    """Add pooling, the last layer and softmax."""
    writer = lite.writer
    features = writer.node("Flatten", [writer.node("GlobalAveragePool", [value])], axis=1)
    constants = [writer.constant(lite.weights[f"_fc.{part}"].astype(np.float32)) for part in ("weight", "bias")]
    logits = writer.node("Gemm", [features, *constants], transB=1)
    writer.rename(writer.node("Softmax", [logits], axis=1), "probabilities")
    writer.rename(features, "features")
