"""How good the proposals of `general-detection` are: COCO AP on a folder of labeled photographs."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from labelwright.domain.ids import ModelRef
from labelwright.domain.prediction import Proposal
from labelwright.domain.region import Box
from labelwright.inference.catalog import Catalog
from labelwright.inference.model import Model
from labelwright.media.reading import read_raster

ROOT = Path(__file__).resolve().parent.parent
PHOTOS_ENV = "LABELWRIGHT_BENCH_PHOTOS"
DEFAULT_PHOTOS = ROOT.parent / "shared" / "data" / "photos"
DETECTOR = ModelRef("model:general-detection")
LOW_SCORE = 0.01
"""AP is the area under a curve that needs the unsure proposals, too."""
STATED = {"AP": 0.287, "AP50": 0.450}
"""Measured for this network on the default photographs before it was built in, with doubles removed within a concept
only. As shipped, doubles go whatever their concept: one box for a person to review instead of two; that costs 0.005."""


@dataclass(frozen=True, slots=True)
class Quality:
    """COCO's two main figures, each in [0, 1], and what they were measured on."""

    ap: float
    ap50: float
    image_count: int


def main() -> int:
    """Print the figures of the shipped detector and of the same network without its lowest score; return 0."""
    photos = Path(os.environ.get(PHOTOS_ENV, DEFAULT_PHOTOS))
    if not (photos / "instances.json").is_file():
        print(f"detection quality: {photos} has no images/ and instances.json; set {PHOTOS_ENV} to a folder that has")
        return 0
    print(f"{'detection quality':<34}{'AP':>8}{'AP50':>8}{'photos':>8}")
    print(f"{'  stated':<34}{STATED['AP']:>8.3f}{STATED['AP50']:>8.3f}")
    model = Catalog().open(DETECTOR)
    truth = _read_truth(photos)
    results = coco_results(with_min_score(model, LOW_SCORE), photos, truth.dataset)
    for min_score in (LOW_SCORE, model.card.min_score):
        quality = measure(truth, [each for each in results if each["score"] >= min_score])
        name = f"  proposals from {min_score:.2f}"
        print(f"{name:<34}{quality.ap:>8.3f}{quality.ap50:>8.3f}{quality.image_count:>8}", flush=True)
    return 0


def measure(truth: Any, results: list[dict[str, Any]]) -> Quality:
    """Return COCO's figures for results on the images of `truth`."""
    from pycocotools.cocoeval import COCOeval

    with contextlib.redirect_stdout(io.StringIO()):
        evaluation = COCOeval(truth, truth.loadRes(results), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    return Quality(float(evaluation.stats[0]), float(evaluation.stats[1]), len(truth.imgs))


def _read_truth(photos: Path) -> Any:
    from pycocotools.coco import COCO

    with contextlib.redirect_stdout(io.StringIO()):
        return COCO(str(photos / "instances.json"))


def coco_results(model: Model, photos: Path, dataset: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the proposals for every image of a COCO dataset as COCO results."""
    categories = {category["name"]: category["id"] for category in dataset["categories"]}
    results = []
    for image in dataset["images"]:
        raster = read_raster((photos / "images" / image["file_name"]).read_bytes(), needed=model.needed_size)
        known = [each for each in model.predict([raster])[0] if each.concept in categories]
        results += [_result(image["id"], categories[each.concept], each) for each in known]
    return results


def with_min_score(model: Model, min_score: float) -> Model:
    """Return the same detector with another lowest score."""
    from labelwright.inference.families.detection_nanodet import NanoDetDetector

    if not isinstance(model, NanoDetDetector):
        raise TypeError(type(model))
    return NanoDetDetector(replace(model.card, min_score=min_score), model.session)


def _result(image_id: int, category_id: int, proposal: Proposal) -> dict[str, Any]:
    box = proposal.region
    if not isinstance(box, Box):
        raise TypeError("a detector's proposal has a box")
    xywh = [box.x_min, box.y_min, box.width, box.height]
    return {"image_id": image_id, "category_id": category_id, "bbox": xywh, "score": proposal.score}


if __name__ == "__main__":
    sys.exit(main())
