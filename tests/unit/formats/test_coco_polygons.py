"""Polygons in a COCO export, read back by COCO's own tools."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from labelwright.formats.coco import CocoImage, CocoLabel, ExportNumberNotFinite
from tests.unit.formats.test_coco import export, write

ELL = CocoLabel(
    "sheep", (0, 10, 30, 40), polygon=((0, 10), (30, 10), (30, 20), (10, 20), (10, 40), (0, 40)), provenance="by_hand"
)
BOX = CocoLabel("sheep", (0, 0, 30, 40))


def test_a_polygon_is_a_segmentation_with_its_own_area_and_the_box_around_it() -> None:
    polygon, box = export([CocoImage("input-a", "a.jpg", 64, 48, (ELL, BOX))])["annotations"]
    assert polygon["segmentation"] == [[0, 10, 30, 10, 30, 20, 10, 20, 10, 40, 0, 40]]
    assert (polygon["area"], polygon["bbox"], polygon["iscrowd"]) == (500, [0, 10, 30, 30], 0)
    assert polygon["attributes"] == {"provenance": "by_hand"}
    assert (box["segmentation"], box["area"], box["bbox"]) == ([], 1200, [0, 0, 30, 40])


def test_points_are_hundredths_of_a_pixel() -> None:
    label = CocoLabel("a", (0, 0, 1 / 3, 2 / 3), polygon=((0, 0), (1 / 3, 0), (1 / 3, 2 / 3)))
    (found,) = export([CocoImage("input-a", "a.jpg", 9, 9, (label,))])["annotations"]
    assert found["segmentation"] == [[0, 0, 0.33, 0, 0.33, 0.67]]
    assert (found["bbox"], found["area"]) == ([0, 0, 0.33, 0.67], 0.11)


def test_a_point_that_is_not_finite_cannot_be_written() -> None:
    with pytest.raises(ExportNumberNotFinite, match="sheep"):
        CocoLabel("sheep", (0, 0, 9, 9), polygon=((0, 0), (9, math.nan), (9, 9)))


def images_with_stars(n: int) -> Iterator[CocoImage]:
    random = np.random.default_rng(7)
    angles = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    for index in range(n):
        labels = []
        for x, y in random.uniform(150, 490, (4, 2)):
            reach = random.uniform(30, 140, 12)
            around = np.stack([x + reach * np.cos(angles), y + reach * np.sin(angles)], axis=1)
            (x_min, y_min), (x_max, y_max) = around.min(axis=0).tolist(), around.max(axis=0).tolist()
            points = tuple((a, b) for a, b in around.tolist())
            labels.append(CocoLabel("sheep" if x > 300 else "dog", (x_min, y_min, x_max, y_max), polygon=points))
        yield CocoImage(f"input-{index}", f"{index}.jpg", 640, 640, labels)


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # of pycocotools itself
def test_cocos_own_tools_find_the_masks_of_the_polygons_and_their_areas(tmp_path: Path) -> None:
    path = tmp_path / "labels.json"
    path.write_text(write(images_with_stars(8)), encoding="utf-8")
    truth = COCO(str(path))
    for entry in truth.dataset["annotations"]:
        mask = truth.annToMask(entry)
        assert mask.sum() == pytest.approx(entry["area"], rel=0.05)
        x, y, width, height = entry["bbox"]
        rows, columns = np.nonzero(mask)
        assert (columns.min(), rows.min()) == (pytest.approx(x, abs=4), pytest.approx(y, abs=4))
        assert (columns.max(), rows.max()) == (pytest.approx(x + width, abs=4), pytest.approx(y + height, abs=4))
    results = [{**entry, "score": 0.9} for entry in truth.dataset["annotations"]]
    evaluation = COCOeval(truth, truth.loadRes(results), "segm")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    assert evaluation.stats[0] == pytest.approx(1.0)
