"""Compare the built models with stored outputs of the networks they were converted from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from labelwright import errors
from labelwright.domain.ids import ModelRef
from labelwright.domain.prediction import Proposal
from labelwright.domain.raster import Raster
from labelwright.inference.catalog import Catalog

MAX_BOX_ERROR_PX = 1.0
MAX_SCORE_ERROR = 0.01
DETECTOR_MIN_SCORE = 0.30
"""The stored detections begin above this score."""

Line = tuple[str, float, tuple[float, ...]]


class ReferenceMissing(errors.Invalid):
    """The reference {path} cannot be used: {reason}."""

    code = "reference_missing"
    hint = "Give a predictions.json, or a folder holding reference/predictions.json and photos/images."


class ReferenceMissed(errors.Invalid):
    """The built models differ from the reference: {differences}."""

    code = "reference_missed"
    hint = "The conversion or the decoding changed; the models were not put in place."


def check(catalog: Catalog, reference: Path) -> None:
    """Compare both models with the reference and print the greatest differences.

    Raises:
        ReferenceMissing: if the reference or its photographs are not there.
        ReferenceMissed: if a line is missing, a box is off by more than 1 px or a score by more than 0.01.
    """
    stored, photos = _open_reference(reference)
    rows = _detector_rows(catalog, stored["detector"]["images"], photos)
    rows += _classifier_rows(catalog, stored["classifier"]["images"], photos)
    differences: list[str] = []
    errors_found = [_compare(name, expected, found, differences) for name, expected, found in rows]
    box_error, score_error = (max(each[index] for each in errors_found) for index in (0, 1))
    lines = sum(len(expected) for _, expected, _ in rows)
    within = f"boxes within {box_error:.3f} px, scores within {score_error:.4f}"
    print(f"  reference: {lines} lines of {len(rows)} predictions; {within}")
    if differences:
        raise ReferenceMissed(differences="; ".join(differences[:10]))


def _open_reference(reference: Path) -> tuple[dict[str, Any], Path]:
    path = reference / "reference" / "predictions.json" if reference.is_dir() else reference
    photos = path.parent.parent / "photos" / "images"
    if not path.is_file() or not photos.is_dir():
        raise ReferenceMissing(path=str(path), reason=f"it or the photographs in {photos} are not there")
    return json.loads(path.read_text(encoding="utf-8")), photos


def _detector_rows(catalog: Catalog, stored: dict[str, Any], photos: Path) -> list[tuple[str, list[Line], list[Line]]]:
    model = catalog.open(ModelRef("model:general-detection"))
    rows = []
    for name, lines in stored.items():
        expected = [(each["concept"], each["score"], tuple(each["box"])) for each in lines]
        found = [_line(each) for each in model.predict([read_raster(photos / name)])[0]]
        rows.append((name, expected, [each for each in found if each[1] > DETECTOR_MIN_SCORE]))
    return rows


def _classifier_rows(
    catalog: Catalog, stored: dict[str, Any], photos: Path
) -> list[tuple[str, list[Line], list[Line]]]:
    model = catalog.open(ModelRef("model:general-image-recognition"))
    rows = []
    for name, lines in stored.items():
        likely = [each for each in lines if each["probability"] >= model.card.min_score + MAX_SCORE_ERROR]
        expected: list[Line] = [(model.card.vocabulary[each["index"]], each["probability"], ()) for each in likely]
        found = {each.concept: _line(each) for each in model.predict([read_raster(photos / name)])[0]}
        rows.append((name, expected, [found[concept] for concept, _, _ in expected if concept in found]))
    return rows


def read_raster(path: Path) -> Raster:
    """Return the whole picture, turned by EXIF, without any reduced decode: what the reference was made from."""
    with Image.open(path) as image:
        pixels = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
    height, width = pixels.shape[:2]
    return Raster(pixels, (0.0, 0.0, float(width), float(height)), width, height)


def _line(proposal: Proposal) -> Line:
    return proposal.concept, proposal.score, proposal.region.xyxy if proposal.region else ()


def _compare(name: str, expected: list[Line], found: list[Line], differences: list[str]) -> tuple[float, float]:
    """Return the greatest box and score errors of one prediction; add to `differences` what is beyond the limits."""
    found = list(found)
    worst_box = worst_score = 0.0
    for line in expected:
        near = [(_errors(line, other), other) for other in found if other[0] == line[0]]
        if not near:
            differences.append(f"{name}: {line[0]} {line[1]} is missing")
            continue
        (box_error, score_error), match = min(near)
        found.remove(match)
        worst_box, worst_score = max(worst_box, box_error), max(worst_score, score_error)
        if box_error > MAX_BOX_ERROR_PX or score_error > MAX_SCORE_ERROR:
            differences.append(f"{name}: {line[0]} is off by {box_error:.2f} px and {score_error:.4f}")
    differences += [f"{name}: {each[0]} {each[1]:.3f} was not expected" for each in found if _is_sure(each)]
    return worst_box, worst_score


def _errors(line: Line, other: Line) -> tuple[float, float]:
    box = max((abs(a - b) for a, b in zip(line[2], other[2], strict=True)), default=0.0)
    return box, abs(line[1] - other[1])


def _is_sure(line: Line) -> bool:
    """Whether the line is so far above the reference's floor that it should have been stored."""
    return line[1] > DETECTOR_MIN_SCORE + MAX_SCORE_ERROR
