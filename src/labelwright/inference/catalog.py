"""Everything that can be picked, and the loaded ones within a memory budget."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

from labelwright.domain.ids import ModelRef
from labelwright.domain.model import ModelCard
from labelwright.inference import card_file, workflows
from labelwright.inference.card_file import CardFile
from labelwright.inference.families import detection_nanodet, image_classification
from labelwright.inference.model import Model, ModelNotFound, ModelsMissing
from labelwright.inference.runtime import ImageSession, OnnxSession
from labelwright.inference.workflows import Workflow, WorkflowModel

EMBEDDED = Path(__file__).parent.parent / "models"
MEMORY_BUDGET_BYTES = 1_000_000_000

_FAMILIES: dict[str, Callable[[ModelCard, ImageSession], Model]] = {
    detection_nanodet.NAME: detection_nanodet.NanoDetDetector,
    image_classification.NAME: image_classification.ImageClassifier,
}


class Catalog:
    """The installed models and the workflows over them; several threads may use it at once."""

    def __init__(self, models_dir: Path = EMBEDDED, *, memory_budget_bytes: int = MEMORY_BUDGET_BYTES) -> None:
        self._models_dir = models_dir
        self._memory_budget_bytes = memory_budget_bytes
        self._lock = threading.Lock()
        self._loading: dict[str, threading.Lock] = {}
        self._loaded: OrderedDict[str, Model] = OrderedDict()

    def cards(self) -> tuple[ModelCard, ...]:
        """Return every card: models first, then workflows, each by id.

        Raises:
            ModelsMissing: if the models are not there or damaged.
        """
        models = {each.card.id: each.card for each in self._files.values()}
        graphs = (workflows.workflow_card(each, models[each.output_node.model]) for each in self._workflows.values())
        return (*models.values(), *graphs)

    def card(self, ref: ModelRef) -> ModelCard:
        """Return one card.

        Raises:
            ModelNotFound: if there is none, with those that exist.
            ModelsMissing: if the models are not there or damaged.
        """
        cards = {card.ref: card for card in self.cards()}
        if ref not in cards:
            raise ModelNotFound(model=ref, existing=", ".join(cards))
        return cards[ref]

    def resolve(self, text: str) -> ModelRef:
        """Return the reference a person means: `model:x`, `workflow:x`, or `x`, which is a model before a workflow.

        Raises:
            ModelNotFound: if nothing is called so, with what exists.
        """
        refs = [card.ref for card in self.cards()]
        for candidate in (text, f"model:{text}", f"workflow:{text}"):
            if candidate in refs:
                return ModelRef(candidate)
        raise ModelNotFound(model=text, existing=", ".join(refs))

    def open(self, ref: ModelRef) -> Model:
        """Return the loaded model or workflow, loading it once however many threads ask.

        Raises:
            ModelNotFound: if there is none of this reference.
            ModelsMissing: if its file is missing or damaged.
        """
        card = self.card(ref)
        if card.kind == "model":
            return self._open_model(card.id)
        workflow = self._workflows[card.id]
        return WorkflowModel(workflow, self._open_model(workflow.output_node.model))

    def passed_on(self, card: ModelCard) -> ModelCard | None:
        """Return the card of the model whose proposals a workflow of one node passes on; None for a model."""
        if card.kind == "model":
            return None
        return self._files[self._workflows[card.id].output_node.model].card

    def warm(self, refs: Iterable[ModelRef]) -> None:
        """Load these, so that the first request does not wait for it."""
        for ref in refs:
            self.open(ref)

    def _open_model(self, id_: str) -> Model:
        with self._lock:
            loading = self._loading.setdefault(id_, threading.Lock())
        with loading:
            model = self._loaded_model(id_)
            if model is None:
                model = _load(self._files[id_])
                self._keep(id_, model)
            return model

    def _loaded_model(self, id_: str) -> Model | None:
        with self._lock:
            if id_ in self._loaded:
                self._loaded.move_to_end(id_)
            return self._loaded.get(id_)

    def _keep(self, id_: str, model: Model) -> None:
        """Keep a loaded model; those used least recently go until the budget holds, but never the new one."""
        with self._lock:
            self._loaded[id_] = model
            while len(self._loaded) > 1 and self._loaded_bytes() > self._memory_budget_bytes:
                self._loaded.popitem(last=False)

    def _loaded_bytes(self) -> int:
        return sum(self._files[id_].memory_bytes for id_ in self._loaded)

    @cached_property
    def _files(self) -> dict[str, CardFile]:
        folders = sorted(path.parent for path in self._models_dir.glob(f"*/{card_file.NAME}"))
        if not folders:
            raise ModelsMissing(folder=str(self._models_dir), reason="it holds no model")
        found = [card_file.read(folder) for folder in folders]
        return {each.card.id: each for each in found}

    @cached_property
    def _workflows(self) -> dict[str, Workflow]:
        models = list(self._files)
        texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(workflows.BUILTIN.glob("*.json"))}
        found = [workflows.parse_workflow(text, name=name, models=models) for name, text in texts.items()]
        return {each.id: each for each in found}


def _load(file: CardFile) -> Model:
    family = _FAMILIES.get(file.card.family)
    if family is None:
        raise ModelsMissing(folder=str(file.model_path.parent), reason=f"the family {file.card.family} is unknown")
    return family(file.card, OnnxSession(file.model_path, sha256=file.sha256))
