"""Opening models by what a person calls them, within a memory budget, refusing what is damaged."""

from __future__ import annotations

import gc
import hashlib
import json
import shutil
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from labelwright.domain.ids import ModelRef
from labelwright.inference import runtime
from labelwright.inference.catalog import Catalog
from labelwright.inference.model import Model, ModelNotFound, ModelsMissing

DETECTOR = ModelRef("model:general-detection")
CLASSIFIER = ModelRef("model:general-image-recognition")
WORKFLOW = ModelRef("workflow:general-detection")


@pytest.fixture
def copy(models_dir: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(models_dir, tmp_path / "models"))


def change_card(folder: Path, change: Callable[[dict[str, dict[str, object]]], None]) -> None:
    path = folder / "card.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_the_embedded_models_and_the_workflow_are_listed_with_their_cards(embedded: Catalog) -> None:
    cards = {card.ref: card for card in embedded.cards()}
    assert list(cards) == [DETECTOR, CLASSIFIER, WORKFLOW]
    detector, classifier, workflow = cards.values()
    assert len(set(detector.vocabulary)) == 80
    assert len(set(classifier.vocabulary)) == 1000
    assert (detector.outputs, detector.input_width_px, detector.min_score) == (("regions",), 416, 0.2)
    assert (classifier.outputs, classifier.input_width_px) == (("concepts", "embedding"), 224)
    assert workflow.vocabulary == detector.vocabulary
    for card in cards.values():
        assert card.can_label
        assert card.licence
        assert card.source
        assert card.description


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("general-detection", DETECTOR),  # a model before a workflow of the same id
        ("model:general-detection", DETECTOR),
        ("workflow:general-detection", WORKFLOW),
        ("general-image-recognition", CLASSIFIER),
    ],
)
def test_a_person_may_leave_the_kind_out(embedded: Catalog, text: str, ref: str) -> None:
    assert embedded.resolve(text) == ref


@pytest.mark.parametrize("text", ["", "cat", "model:", "workflow:general-image-recognition"])
def test_an_unknown_model_is_refused_with_those_that_exist(embedded: Catalog, text: str) -> None:
    for ask in (
        embedded.resolve,
        lambda each: embedded.card(ModelRef(each)),
        lambda each: embedded.open(ModelRef(each)),
    ):
        with pytest.raises(
            ModelNotFound, match="there are: model:general-detection, model:general-image-recognition, wor"
        ):
            ask(text)


@pytest.mark.parametrize("folder", ["nothing", "."])
def test_missing_models_say_how_to_build_them(tmp_path: Path, folder: str) -> None:
    with pytest.raises(ModelsMissing, match="it holds no model") as raised:
        Catalog(tmp_path / folder).cards()
    assert "make models" in raised.value.hint


def test_a_changed_model_file_is_refused(copy: Path) -> None:
    path = copy / "general-detection" / "model.onnx"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelsMissing, match=r"model\.onnx is not the file its card names"):
        Catalog(copy).open(DETECTOR)


def test_a_file_that_is_no_onnx_is_refused_even_with_the_right_hash(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(b"not a model")
    with pytest.raises(ModelsMissing, match="is not the file its card names"):
        runtime.OnnxSession(path, sha256="0" * 64)
    with pytest.raises(ModelsMissing, match=r"model\.onnx cannot be loaded"):
        runtime.OnnxSession(path, sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_missing_model_file_is_refused_and_leaves_the_others_usable(copy: Path) -> None:
    (copy / "general-detection" / "model.onnx").unlink()
    catalog = Catalog(copy)
    with pytest.raises(ModelsMissing, match=r"model\.onnx cannot be read"):
        catalog.open(DETECTOR)
    assert catalog.open(CLASSIFIER).card.ref == CLASSIFIER


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"card": {}, "file": {}}', "\0"])
def test_a_damaged_card_is_refused(copy: Path, content: str) -> None:
    (copy / "general-detection" / "card.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelsMissing, match=r"card\.json is not a model's card"):
        Catalog(copy).cards()


def test_a_card_of_an_unknown_family_is_refused(copy: Path) -> None:
    change_card(copy / "general-detection", lambda content: content["card"].update(family="crystal ball"))
    with pytest.raises(ModelsMissing, match="the family crystal ball is unknown"):
        Catalog(copy).open(DETECTOR)


def test_a_model_is_loaded_once_however_many_threads_ask(models_dir: Path) -> None:
    catalog, found = Catalog(models_dir), list[Model]()
    threads = [threading.Thread(target=lambda: found.append(catalog.open(CLASSIFIER))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(found) == 6
    assert len({id(model) for model in found}) == 1


def test_the_model_used_least_recently_goes_when_memory_is_short(models_dir: Path) -> None:
    catalog = Catalog(models_dir, memory_budget_bytes=100_000_000)
    catalog.warm([DETECTOR])
    detector = weakref.ref(catalog.open(DETECTOR))
    classifier = catalog.open(CLASSIFIER)
    gc.collect()
    assert detector() is None
    assert catalog.open(CLASSIFIER) is classifier


def test_both_models_stay_within_the_usual_budget(models_dir: Path) -> None:
    catalog = Catalog(models_dir)
    catalog.warm([DETECTOR, CLASSIFIER, WORKFLOW])
    assert catalog.open(DETECTOR) is catalog.open(DETECTOR)
    assert catalog.open(CLASSIFIER) is catalog.open(CLASSIFIER)


def test_listing_models_does_not_load_the_runtime() -> None:
    script = (
        "import sys, labelwright.inference.catalog as c; c.Catalog().cards(); sys.exit('onnxruntime' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
