"""What a model or workflow says about itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from labelwright.domain.ids import ModelRef, ModelVersion

ModelKind = Literal["model", "workflow"]
OutputKind = Literal["concepts", "regions", "embedding"]


@dataclass(frozen=True, slots=True)
class ModelCard:
    """The card of one version of a model or workflow: what it is, where it comes from, what it puts out."""

    kind: ModelKind
    id: str
    name: str
    version: str
    description: str
    outputs: tuple[OutputKind, ...]
    vocabulary: tuple[str, ...]
    licence: str
    source: str
    family: str
    input_width_px: int
    input_height_px: int
    min_score: float
    """Lines below this score are not put out at all; a person's threshold range works above it."""
    runtime: str = "onnxruntime"

    @property
    def ref(self) -> ModelRef:
        """What a person picks: kind and id, without the version."""
        return ModelRef(f"{self.kind}:{self.id}")

    @property
    def version_ref(self) -> ModelVersion:
        """What a prediction is stored under: kind, id and version."""
        return ModelVersion(f"{self.ref}@{self.version}")

    @property
    def can_label(self) -> bool:
        """Whether its outputs can become suggestions (SPEC A4)."""
        return "concepts" in self.outputs or "regions" in self.outputs
