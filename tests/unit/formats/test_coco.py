"""COCO export, read back by COCO's own tools."""

from __future__ import annotations

import io
import itertools
import json
import math
import tracemalloc
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from labelwright.formats import coco
from labelwright.formats.coco import CocoImage, CocoLabel

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def write(images: Iterable[CocoImage], categories: Sequence[str] = ()) -> str:
    out = io.StringIO()
    coco.write_coco(out, images=images, categories=categories, description="Farm", created_at=AT)
    return out.getvalue()


def export(images: Iterable[CocoImage], categories: Sequence[str] = ()) -> Any:
    return json.loads(write(images, categories))


ACCEPTED = CocoLabel(
    "sheep",
    (10.0, 20.0, 110.5, 60.25),
    provenance="accepted",
    annotator="Ann",
    model_version="model:general-detection@1",
    score=0.87,
)
BY_HAND = CocoLabel("dog", (0, 0, 30, 40), provenance="by_hand", annotator="Ann")
OPEN = CocoLabel("sheep", (1, 2, 3, 5), state="suggestion", model_version="model:general-detection@1", score=0.4)
WHOLE = CocoLabel("meadow", provenance="by_hand", annotator="Bo")
WHOLE_OPEN = CocoLabel("pasture", state="suggestion", model_version="model:general-image-recognition@1", score=0.9)


def test_images_boxes_and_categories_refer_to_each_other() -> None:
    found = export(
        [
            CocoImage("input-a", "a.jpg", 640, 480, (ACCEPTED, BY_HAND)),
            CocoImage("input-b", "b.jpg", 20, 10),
            CocoImage("input-c", "c.jpg", 64, 48, (BY_HAND,)),
        ],
        categories=["dog", "sheep"],
    )
    assert found["info"] == {"description": "Farm", "date_created": "2026-01-02T03:04:05+00:00", "version": "1.0"}
    assert found["images"][0] == {
        "id": 1,
        "file_name": "a.jpg",
        "width": 640,
        "height": 480,
        "input_id": "input-a",
    }
    assert found["categories"] == [
        {"id": 1, "name": "dog", "supercategory": ""},
        {"id": 2, "name": "sheep", "supercategory": ""},
    ]
    assert [(a["id"], a["image_id"], a["category_id"]) for a in found["annotations"]] == [
        (1, 1, 2),
        (2, 1, 1),
        (3, 3, 1),
    ]
    first = found["annotations"][0]
    assert first["bbox"] == [10.0, 20.0, 100.5, 40.25]
    assert (first["area"], first["iscrowd"]) == (4045.12, 0)


def test_where_a_label_comes_from_is_told() -> None:
    found = export([CocoImage("input-a", "a.jpg", 640, 480, (ACCEPTED, BY_HAND, OPEN))])["annotations"]
    assert found[0]["attributes"] == {
        "provenance": "accepted",
        "annotator": "Ann",
        "model_version": "model:general-detection@1",
        "score": 0.87,
    }
    assert found[1]["attributes"] == {"provenance": "by_hand", "annotator": "Ann"}
    assert [(a["state"], a.get("score")) for a in found] == [
        ("annotation", None),
        ("annotation", None),
        ("suggestion", 0.4),
    ]


def test_labels_of_whole_images_stand_in_a_list_of_their_own() -> None:
    found = export([CocoImage("input-a", "a.jpg", 640, 480, (WHOLE, ACCEPTED, WHOLE_OPEN))], categories=["meadow"])
    names = {category["id"]: category["name"] for category in found["categories"]}
    assert len(found["annotations"]) == 1
    assert [(label["image_id"], names[label["category_id"]]) for label in found["image_labels"]] == [
        (1, "meadow"),
        (1, "pasture"),
    ]
    assert found["image_labels"][1]["score"] == 0.9


def test_a_category_that_only_a_label_brings_gets_the_next_id() -> None:
    found = export([CocoImage("input-a", "a.jpg", 9, 9, (WHOLE_OPEN, WHOLE))], categories=["meadow", "meadow"])
    assert [(c["id"], c["name"]) for c in found["categories"]] == [(1, "meadow"), (2, "pasture")]


def test_an_export_of_nothing_is_a_valid_file() -> None:
    found = export([])
    assert (found["images"], found["annotations"], found["image_labels"], found["categories"]) == ([], [], [], [])


def test_the_counts_say_what_was_written() -> None:
    counts = coco.write_coco(
        io.StringIO(),
        images=[CocoImage("input-a", "a.jpg", 64, 48, (ACCEPTED, OPEN, WHOLE, WHOLE_OPEN))],
        categories=[],
        description="",
        created_at=AT,
    )
    assert counts == coco.CocoCounts(images=1, annotations=2, image_labels=2, suggestions=2, categories=3)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_names_in_any_script_are_kept(name: str) -> None:
    text = write([CocoImage("input-a", name, 9, 9, (CocoLabel(name),))])
    found = json.loads(text.encode())
    assert found["images"][0]["file_name"] == name
    assert found["categories"][0]["name"] == name


def test_other_scripts_stay_readable_in_the_file() -> None:
    assert '"name":"羊 und Schäfchen 🐑"' in write([CocoImage("i", "a.jpg", 9, 9, (CocoLabel("羊 und Schäfchen 🐑"),))])


hundredths = st.integers(0, 3_000_000).map(lambda value: value / 100)


@given(st.tuples(hundredths, hundredths, hundredths, hundredths))
def test_a_box_in_hundredths_of_a_pixel_comes_back_exactly(corners: tuple[float, float, float, float]) -> None:
    x_min, x_max = sorted((corners[0], corners[1]))
    y_min, y_max = sorted((corners[2], corners[3]))
    label = CocoLabel("a", (x_min, y_min, x_max, y_max))
    x, y, width, height = export([CocoImage("input-a", "a.jpg", 9, 9, (label,))])["annotations"][0]["bbox"]
    assert (x, y, round(x + width, 2), round(y + height, 2)) == (x_min, y_min, x_max, y_max)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_cannot_be_written(number: float) -> None:
    with pytest.raises(coco.ExportNumberNotFinite, match="sheep"):
        CocoLabel("sheep", (0, 0, number, 1))
    with pytest.raises(coco.ExportNumberNotFinite):
        CocoLabel("sheep", score=number)


def random_images(n: int) -> Iterator[CocoImage]:
    random = np.random.default_rng(7)
    for index in range(n):
        corners = random.uniform(0, 300, (5, 2))
        sides = random.uniform(20, 300, (5, 2))
        boxes = [tuple(map(float, box)) for box in np.hstack([corners, corners + sides])]
        labels = [CocoLabel("sheep" if x[0] > 150 else "dog", (x[0], x[1], x[2], x[3])) for x in boxes]
        yield CocoImage(f"input-{index}", f"{index}.jpg", 640, 640, labels)


def test_cocos_own_tools_load_it_and_find_it_equal_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "labels.json"
    path.write_text(write(random_images(12), ["dog", "sheep"]), encoding="utf-8")
    truth = COCO(str(path))
    assert [category["name"] for category in truth.loadCats(truth.getCatIds())] == ["dog", "sheep"]
    assert len(truth.getAnnIds(imgIds=[3])) == 5
    results = [
        {"image_id": a["image_id"], "category_id": a["category_id"], "bbox": a["bbox"], "score": 0.9}
        for a in truth.dataset["annotations"]
    ]
    evaluation = COCOeval(truth, truth.loadRes(results), "bbox")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    assert evaluation.stats[0] == pytest.approx(1.0)


def peak_bytes(path: Path, n_images: int) -> int:
    image = CocoImage("input-a", "a.jpg", 640, 640, (ACCEPTED,) * 20)
    tracemalloc.start()
    with path.open("w", encoding="utf-8") as out:
        coco.write_coco(out, images=itertools.repeat(image, n_images), categories=[], description="", created_at=AT)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_dataset(tmp_path: Path) -> None:
    peak_bytes(tmp_path / "warm", 1)
    small, large = peak_bytes(tmp_path / "small", 50), peak_bytes(tmp_path / "large", 250)
    assert (tmp_path / "large").stat().st_size > 1_000_000
    assert large < small + 100_000
