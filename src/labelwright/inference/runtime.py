"""ONNX Runtime sessions: one thread each, shared by every thread that asks."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from labelwright.inference.model import ModelsMissing

if TYPE_CHECKING:
    import onnxruntime


class ImageSession(Protocol):
    """What a family needs of whatever runs its network."""

    def run(self, images: NDArray[np.uint8]) -> dict[str, NDArray[np.float32]]:
        """Return every output by its name for a batch of images (N, H, W, 3) RGB."""


class OnnxSession:
    """A loaded ONNX file with one input of images (N, H, W, 3) uint8 RGB."""

    def __init__(self, path: Path, *, sha256: str) -> None:
        """Load, check and warm the file.

        Args:
            path: the file.
            sha256: what its bytes must hash to, in hexadecimal.

        Raises:
            ModelsMissing: if the file is missing, is not the expected one, or cannot be loaded.
        """
        session = _load(path, _checked_bytes(path, sha256))
        self._session = session
        image = session.get_inputs()[0]
        self._input = image.name
        self._outputs = [output.name for output in session.get_outputs()]
        self.run(np.zeros([1, *image.shape[1:]], np.uint8))

    def run(self, images: NDArray[np.uint8]) -> dict[str, NDArray[np.float32]]:
        """Return every output by its name for a batch of images, in the calling thread."""
        results = self._session.run(self._outputs, {self._input: images})
        return dict(zip(self._outputs, cast("list[NDArray[np.float32]]", results), strict=True))


def _checked_bytes(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelsMissing(folder=str(path.parent), reason=f"{path.name} cannot be read") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelsMissing(folder=str(path.parent), reason=f"{path.name} is not the file its card names")
    return content


def _load(path: Path, content: bytes) -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelsMissing(folder=str(path.parent), reason=f"{path.name} cannot be loaded") from error
