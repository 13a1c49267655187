"""The card as it lies beside a model's file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from labelwright.domain.model import ModelCard
from labelwright.inference.model import ModelsMissing

NAME = "card.json"


@dataclass(frozen=True, slots=True)
class CardFile:
    """A card, and the facts about the file it belongs to."""

    card: ModelCard
    model_path: Path
    sha256: str
    memory_bytes: int
    """What the loaded model adds to the process."""
    built_from: str
    """Hash of what it was built from."""


def write(folder: Path, card: ModelCard, *, model_name: str, sha256: str, memory_bytes: int, built_from: str) -> None:
    """Write the card of the file `model_name` into its folder; `built_from` is a hash of what it was built from."""
    content = {
        "card": asdict(card),
        "file": {"name": model_name, "sha256": sha256, "memory_bytes": memory_bytes},
        "built_from": built_from,
    }
    (folder / NAME).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def read(folder: Path) -> CardFile:
    """Return the card in a model's folder.

    Raises:
        ModelsMissing: if it is not there or not a card.
    """
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        file = content["file"]
        return CardFile(
            card=_card(content["card"]),
            model_path=folder / file["name"],
            sha256=file["sha256"],
            memory_bytes=int(file["memory_bytes"]),
            built_from=content["built_from"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelsMissing(folder=str(folder), reason=f"{NAME} is not a model's card") from error


def _card(facts: dict[str, Any]) -> ModelCard:
    known = {field.name: facts[field.name] for field in fields(ModelCard)}
    return ModelCard(**known | {"outputs": tuple(facts["outputs"]), "vocabulary": tuple(facts["vocabulary"])})
