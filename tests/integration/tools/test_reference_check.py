"""The check of built models against stored outputs passes what agrees and names what does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tools import reference_check
from tools.reference_check import ReferenceMissed, ReferenceMissing

from labelwright.inference import catalog
from labelwright.inference.catalog import Catalog

STORED = Path(__file__).parents[1] / "inference" / "packaged_photographs.json"
PHOTOGRAPH = "camera.png"


@pytest.fixture(scope="module")
def embedded() -> Catalog:
    if not list(catalog.EMBEDDED.glob("*/card.json")):
        pytest.fail("The embedded models are not built. Run: make models")
    return Catalog()


@pytest.fixture
def reference(tmp_path: Path, embedded: Catalog) -> dict[str, Any]:
    """The stored values of one photograph in the form of a reference, and the photograph where it looks for it."""
    photos = tmp_path / "photos" / "images"
    photos.mkdir(parents=True)
    (photos / PHOTOGRAPH).symlink_to(catalog.EMBEDDED.parent / "samples" / PHOTOGRAPH)
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    names = next(card for card in embedded.cards() if card.id == "general-image-recognition").vocabulary
    lines = [{"concept": name, "score": score, "box": box} for name, score, box in stored["detections"][PHOTOGRAPH]]
    likely = [
        {"index": names.index(name), "probability": score} for name, score in stored["classifications"][PHOTOGRAPH]
    ]
    return {"detector": {"images": {PHOTOGRAPH: lines}}, "classifier": {"images": {PHOTOGRAPH: likely}}}


def check(embedded: Catalog, folder: Path, content: dict[str, Any]) -> None:
    (folder / "reference").mkdir(exist_ok=True)
    (folder / "reference" / "predictions.json").write_text(json.dumps(content), encoding="utf-8")
    reference_check.check(embedded, folder)


def test_models_that_agree_pass(
    embedded: Catalog, tmp_path: Path, reference: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    check(embedded, tmp_path, reference)
    assert "boxes within 0.0" in capsys.readouterr().out


def test_a_box_off_by_more_than_a_pixel_fails(embedded: Catalog, tmp_path: Path, reference: dict[str, Any]) -> None:
    reference["detector"]["images"][PHOTOGRAPH][0]["box"][2] += 1.1
    with pytest.raises(ReferenceMissed, match=r"camera\.png: person is off by 1\.1"):
        check(embedded, tmp_path, reference)


def test_a_score_off_by_more_than_a_hundredth_fails(
    embedded: Catalog, tmp_path: Path, reference: dict[str, Any]
) -> None:
    reference["classifier"]["images"][PHOTOGRAPH][0]["probability"] -= 0.011
    with pytest.raises(ReferenceMissed, match=r"camera\.png: tripod is off by 0\.00 px and 0\.011"):
        check(embedded, tmp_path, reference)


def test_a_box_too_many_or_too_few_fails(embedded: Catalog, tmp_path: Path, reference: dict[str, Any]) -> None:
    reference["detector"]["images"][PHOTOGRAPH][0]["concept"] = "unicorn"
    with pytest.raises(
        ReferenceMissed, match=r"unicorn 0\.882 is missing; camera\.png: person 0\.882 was not expected"
    ):
        check(embedded, tmp_path, reference)


def test_a_reference_without_its_photographs_is_refused(embedded: Catalog, tmp_path: Path) -> None:
    with pytest.raises(ReferenceMissing):
        reference_check.check(embedded, tmp_path / "nowhere")
