"""COCO object detection JSON, with whole-image labels and provenance in places that COCO's own tools skip.

What goes beyond COCO:

- `image_labels` at the top: labels of whole images, for which COCO has no place: {image_id, category_id, ...}.
- `state` of a label: `annotation`, or `suggestion` for what still awaits review, which has its `score` beside it.
- `attributes` of a label: `provenance` (`by_hand`, `accepted`, `edited`), `annotator`, `model_version`, and the model's
  `score`, each where known.
- `input_id` of an image.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Literal, TextIO

import numpy as np

from labelwright import errors
from labelwright.geometry.polygons import polygon_area

Json = dict[str, object]

_DECIMALS = 2
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


class ExportNumberNotFinite(errors.Invalid):
    """A label of the category {category} has a coordinate or score that is not a finite number."""

    code = "export_number_not_finite"
    hint = "Delete the label or draw it again; JSON has no such numbers."


@dataclass(frozen=True, slots=True)
class CocoLabel:
    """One label of an image: of the whole image, or of a box or a polygon in it."""

    category: str
    box_xyxy: tuple[float, float, float, float] | None = None
    """In pixels of the upright image; none for a label of the whole image."""
    polygon: Sequence[tuple[float, float]] = ()
    """Its points, where the label is a polygon; `box_xyxy` is around it then."""
    state: Literal["annotation", "suggestion"] = "annotation"
    provenance: Literal["by_hand", "accepted", "edited"] | None = None
    annotator: str | None = None
    model_version: str | None = None
    score: float | None = None

    def __post_init__(self) -> None:
        points = (value for point in self.polygon for value in point)
        numbers = (*(self.box_xyxy or ()), *points, 0.0 if self.score is None else self.score)
        if not all(math.isfinite(number) for number in numbers):
            raise ExportNumberNotFinite(category=self.category)


@dataclass(frozen=True, slots=True)
class CocoImage:
    """One image with its labels."""

    input_id: str
    file_name: str
    width_px: int
    """Of the upright image."""
    height_px: int
    """Of the upright image."""
    labels: Sequence[CocoLabel] = ()


@dataclass(slots=True)
class CocoCounts:
    """What a file that was written holds."""

    images: int = 0
    annotations: int = 0
    """Boxes and polygons, suggestions among them."""
    image_labels: int = 0
    """Labels of whole images, suggestions among them."""
    suggestions: int = 0
    categories: int = 0


def write_coco(
    out: TextIO, *, images: Iterable[CocoImage], categories: Sequence[str], description: str, created_at: datetime
) -> CocoCounts:
    """Write one COCO file in a single pass over the images, in constant memory, and return what it holds.

    If `images` fails on the way, the file is left unfinished: write to a temporary name and move it when done.

    Args:
        out: opened for UTF-8.
        images: each with its labels; taken one at a time.
        categories: names in the order of their ids, from 1; names that only labels bring are put after them.
        description: what the dataset is, for `info`.
        created_at: for `info`.

    Raises:
        ExportNumberNotFinite: if a label holds a number that is not finite.

    Source:
        Lin et al., Microsoft COCO: Common Objects in Context, ECCV 2014; boxes are [x, y, width, height] in
        pixels, segmentations lists of polygons [x, y, x, y, ...].
    """
    with _aside() as boxes, _aside() as whole:
        writer = _Writer(boxes, whole, categories)
        info = {"description": description, "date_created": created_at.isoformat(), "version": "1.0"}
        out.write(f'{{"info":{_encode(info)},"licenses":[],"images":[')
        for image in images:
            _write_item(out, writer.take(image), is_first=writer.counts.images == 1)
        for name, section in (("annotations", boxes), ("image_labels", whole)):
            out.write(f'\n],"{name}":[')
            _copy(section, out)
        out.write('\n],"categories":[')
        for name, category_id in writer.category_ids.items():
            category: Json = {"id": category_id, "name": name, "supercategory": ""}
            _write_item(out, category, is_first=category_id == 1)
        out.write("\n]}\n")
    writer.counts.categories = len(writer.category_ids)
    return writer.counts


class _Writer:
    """Gives ids to images, labels and categories, and puts the labels aside until all images are written."""

    def __init__(self, boxes: IO[str], whole: IO[str], categories: Sequence[str]) -> None:
        self.counts = CocoCounts()
        self.category_ids = {name: number for number, name in enumerate(dict.fromkeys(categories), start=1)}
        self._boxes = boxes
        self._whole = whole

    def take(self, image: CocoImage) -> Json:
        """Return the image's entry, its labels put aside."""
        self.counts.images += 1
        for label in image.labels:
            self._put_aside(label)
        return {
            "id": self.counts.images,
            "file_name": image.file_name,
            "width": image.width_px,
            "height": image.height_px,
            "input_id": image.input_id,
        }

    def _put_aside(self, label: CocoLabel) -> None:
        category_id = self.category_ids.setdefault(label.category, len(self.category_ids) + 1)
        entry: Json = {"image_id": self.counts.images, "category_id": category_id}
        self.counts.suggestions += label.state == "suggestion"
        if label.box_xyxy is None:
            self.counts.image_labels += 1
            _write_item(self._whole, entry | _describe(label), is_first=self.counts.image_labels == 1)
            return
        self.counts.annotations += 1
        entry = {"id": self.counts.annotations} | entry | _place(label.box_xyxy, label.polygon) | _describe(label)
        _write_item(self._boxes, entry, is_first=self.counts.annotations == 1)


def _place(box_xyxy: tuple[float, float, float, float], polygon: Sequence[tuple[float, float]]) -> Json:
    """Return COCO's box, rounded so that adding the sides to the corner gives the rounded far corner again.

    A polygon is the one part of its segmentation; its area is that of its rounded points.
    """
    x_min, y_min, x_max, y_max = (round(value, _DECIMALS) for value in box_xyxy)
    width, height = round(x_max - x_min, _DECIMALS), round(y_max - y_min, _DECIMALS)
    area = round(width * height, _DECIMALS)
    place: Json = {"bbox": [x_min, y_min, width, height], "area": area, "iscrowd": 0, "segmentation": []}
    if polygon:
        points = [(round(x, _DECIMALS), round(y, _DECIMALS)) for x, y in polygon]
        place["area"] = round(polygon_area(np.array(points, np.float64)), _DECIMALS)
        place["segmentation"] = [[value for point in points for value in point]]
    return place


def _describe(label: CocoLabel) -> Json:
    """Return state and provenance; a score stands beside a suggestion's state as in COCO's result files."""
    attributes = {
        "provenance": label.provenance,
        "annotator": label.annotator,
        "model_version": label.model_version,
        "score": label.score,
    }
    known = {name: value for name, value in attributes.items() if value is not None}
    beside = {"score": label.score} if label.state == "suggestion" and label.score is not None else {}
    return {"state": label.state, **beside, "attributes": known}


def _write_item(out: IO[str], item: Json, *, is_first: bool) -> None:
    out.write(("\n" if is_first else ",\n") + _encode(item))


def _aside() -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")


def _copy(section: IO[str], out: TextIO) -> None:
    section.seek(0)
    while chunk := section.read(1 << 16):
        out.write(chunk)
