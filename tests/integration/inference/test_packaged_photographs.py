"""The embedded models on the sample photographs, against stored values and under turned and reduced decodes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.unit.media.pictures import stored_as

from labelwright.domain.ids import ModelRef
from labelwright.domain.prediction import Proposal
from labelwright.domain.raster import Raster
from labelwright.domain.region import Box
from labelwright.inference.catalog import Catalog
from labelwright.inference.model import Model
from labelwright.media.reading import read_raster

DETECTOR = ModelRef("model:general-detection")
CLASSIFIER = ModelRef("model:general-image-recognition")
MAX_BOX_ERROR_PX = 1.0
MAX_SCORE_ERROR = 0.01
STORED_FROM_SCORE = 0.30
STORED = json.loads((Path(__file__).parent / "packaged_photographs.json").read_text(encoding="utf-8"))
PHOTOGRAPHS = sorted(STORED["detections"])

Line = tuple[str, float, tuple[float, ...]]


@pytest.fixture(scope="module")
def detector(embedded: Catalog) -> Model:
    return embedded.open(DETECTOR)


def predict(model: Model, data: bytes) -> list[Proposal]:
    return model.predict([read_raster(data, needed=model.needed_size)])[0]


def detection_lines(proposals: list[Proposal], *, min_score: float) -> list[Line]:
    return [
        (each.concept, each.score, each.region.xyxy) for each in proposals if each.region and each.score >= min_score
    ]


def assert_lines_agree(
    expected: list[Line], found: list[Line], *, box_px: float = MAX_BOX_ERROR_PX, score: float = MAX_SCORE_ERROR
) -> None:
    """Every expected line is there within the limits, and none is there that is surely too many."""
    left = list(found)
    for line in expected:
        near = [other for other in left if agree(line, other, box_px=box_px, score=score)]
        assert near, f"expected {line}, found {found}"
        left.remove(near[0])
    surplus = [line for line in left if line[1] > STORED_FROM_SCORE + score]
    assert surplus == []


def agree(a: Line, b: Line, *, box_px: float, score: float) -> bool:
    corners = zip(a[2], b[2], strict=True)
    return a[0] == b[0] and abs(a[1] - b[1]) <= score and all(abs(x - y) <= box_px for x, y in corners)


def test_every_sample_photograph_has_stored_values(samples_dir: Path) -> None:
    listed = json.loads((samples_dir / "samples.json").read_text(encoding="utf-8"))
    assert sorted(sample["file"] for sample in listed) == PHOTOGRAPHS
    assert len(PHOTOGRAPHS) >= 8


def test_every_sample_photograph_says_who_made_it_and_under_which_licence(samples_dir: Path) -> None:
    for sample in json.loads((samples_dir / "samples.json").read_text(encoding="utf-8")):
        assert all(sample[fact] for fact in ("title", "author", "licence", "source", "package"))


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_detections_are_those_stored(detector: Model, samples_dir: Path, name: str) -> None:
    expected = [(concept, score, tuple(box)) for concept, score, box in STORED["detections"][name]]
    found = detection_lines(predict(detector, (samples_dir / name).read_bytes()), min_score=STORED_FROM_SCORE - 0.02)
    assert_lines_agree(expected, found)


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_classifications_are_those_stored(embedded: Catalog, samples_dir: Path, name: str) -> None:
    proposals = predict(embedded.open(CLASSIFIER), (samples_dir / name).read_bytes())
    scores = {each.concept: each.score for each in proposals}
    for concept, score in STORED["classifications"][name]:
        assert scores.get(concept, 0.0) == pytest.approx(score, abs=MAX_SCORE_ERROR)


def test_the_workflow_says_what_its_model_says(embedded: Catalog, detector: Model, samples_dir: Path) -> None:
    data = (samples_dir / "chelsea.png").read_bytes()
    assert predict(embedded.open(ModelRef("workflow:general-detection")), data) == predict(detector, data)


def test_proposals_come_by_falling_score_within_the_image_and_the_vocabulary(
    detector: Model, samples_dir: Path
) -> None:
    found = predict(detector, (samples_dir / "astronaut.png").read_bytes())
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) >= detector.card.min_score
    for each in found:
        assert isinstance(each.region, Box)
        assert each.concept in detector.card.vocabulary
        assert 0 <= each.region.x_min < each.region.x_max <= 512
        assert 0 <= each.region.y_min < each.region.y_max <= 512


@pytest.mark.parametrize("orientation", [2, 3, 4, 5, 6, 7, 8])
def test_a_photograph_stored_turned_gives_the_boxes_of_the_upright_one(
    detector: Model, samples_dir: Path, orientation: int
) -> None:
    upright = Image.open(samples_dir / "chelsea.png").convert("RGB")
    plain = predict(detector, png(upright))
    turned = predict(detector, png(stored_as(upright, orientation), orientation=orientation))
    assert plain
    assert turned == plain


@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_a_reduced_decode_of_a_large_turned_photograph_moves_no_box(
    detector: Model, samples_dir: Path, orientation: int
) -> None:
    """The picture is 2001 x 1327, so its decode reduced by 2 ends with a ragged row and column."""
    upright = Image.open(samples_dir / "chelsea.png").convert("RGB").resize((2001, 1327), Image.Resampling.BICUBIC)
    data = jpeg(stored_as(upright, orientation), orientation=orientation)
    reduced = read_raster(data, needed=detector.needed_size)
    whole = read_raster(data, needed=lambda width, height: (width, height))
    assert reduced.pixels.size * 3 < whole.pixels.size
    expected, found = (detection_lines(detector.predict([each])[0], min_score=0.4) for each in (whole, reduced))
    assert expected
    assert_lines_agree(expected, found, box_px=0.01 * 2001, score=0.05)


@pytest.mark.parametrize("size", [(1, 1), (1, 700), (700, 1), (3, 2), (417, 415), (33, 1024)])
@pytest.mark.parametrize("ref", [DETECTOR, CLASSIFIER])
def test_images_of_odd_sizes_are_taken(embedded: Catalog, ref: ModelRef, size: tuple[int, int]) -> None:
    width_px, height_px = size
    pixels = np.random.default_rng(3).integers(0, 256, (height_px, width_px, 3), np.uint8)
    model = embedded.open(ref)
    raster = Raster(pixels, (0.0, 0.0, float(width_px), float(height_px)), width_px, height_px)
    needed = model.needed_size(width_px, height_px)
    assert 1 <= needed[0] <= width_px
    assert 1 <= needed[1] <= height_px
    for each in model.predict([raster])[0]:
        assert 0 <= each.score <= 1
        if isinstance(each.region, Box):
            assert 0 <= each.region.x_min < each.region.x_max <= width_px
            assert 0 <= each.region.y_min < each.region.y_max <= height_px


def test_a_batch_gives_what_its_images_give_alone(detector: Model, samples_dir: Path) -> None:
    data = [(samples_dir / name).read_bytes() for name in ("chelsea.png", "rocket.jpg")]
    rasters = [read_raster(each, needed=detector.needed_size) for each in data]
    assert detector.predict(rasters) == [detector.predict([each])[0] for each in rasters]
    assert detector.predict([]) == []


def png(image: Image.Image, *, orientation: int = 1) -> bytes:
    return encode(image, "PNG", orientation)


def jpeg(image: Image.Image, *, orientation: int) -> bytes:
    return encode(image, "JPEG", orientation)


def encode(image: Image.Image, format_: str, orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    stream = io.BytesIO()
    image.save(stream, format_, exif=exif.tobytes(), **({"quality": 95} if format_ == "JPEG" else {}))
    return stream.getvalue()
