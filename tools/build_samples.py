"""Put the sample photographs, taken from pinned packages with their bytes untouched, into src/labelwright/samples."""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path

from tools import fetch_packages
from tools.fetch_packages import ROOT, Package

from labelwright import errors

TARGET = ROOT / "src" / "labelwright" / "samples"

# Only data files are taken from these wheels, so one platform's wheel serves every platform and keeps one hash.
_ONE_PLATFORM = (
    *("--platform", "manylinux_2_28_x86_64", "--python-version", "3.12"),
    *("--implementation", "cp", "--abi", "cp312"),
)
SCIKIT_IMAGE = Package(
    client="pip",
    name="scikit-image",
    version="0.26.0",
    sha256="7df650e79031634ac90b11e64a9eedaf5a5e06fcd09bcd03a34be01745744466",
    megabytes=14,
    options=_ONE_PLATFORM,
)
SCIKIT_LEARN = Package(
    client="pip",
    name="scikit-learn",
    version="1.9.1",
    sha256="e5d7b18a5b9dca241a74695f3275fa4c895a9dadc72b3d8df5fa9d1083c9b83e",
    megabytes=9,
    options=_ONE_PLATFORM,
)
_FOLDERS = {SCIKIT_IMAGE: "skimage/data", SCIKIT_LEARN: "sklearn/datasets/images"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One photograph: its file in the package, and what must be said about it wherever it is shown."""

    file: str
    title: str
    author: str
    licence: str
    source: str
    package: Package


# Licences as stated in skimage/data/_fetchers.py and sklearn/datasets/images/README.txt. Left out because theirs is
# not stated: the stereo motorcycle and the moon of scikit-image.
SAMPLES = (
    Sample(
        "astronaut.png", "Astronaut Eileen Collins", "NASA", "Public domain", "https://flic.kr/p/r9qvLn", SCIKIT_IMAGE
    ),
    Sample("camera.png", "Cameraman", "Lav Varshney", "CC0-1.0", "scikit-image issue 3927", SCIKIT_IMAGE),
    Sample("chelsea.png", "Chelsea the cat", "Stefan van der Walt", "CC0-1.0", "scikit-image", SCIKIT_IMAGE),
    Sample(
        "china.jpg",
        "Chinese temple",
        "danielbuechele",
        "CC-BY-2.0",
        "https://www.flickr.com/photos/danielbuechele/6061409035/",
        SCIKIT_LEARN,
    ),
    Sample(
        "clock_motion.png",
        "Clock, camera in motion",
        "Stefan van der Walt",
        "Public domain",
        "scikit-image",
        SCIKIT_IMAGE,
    ),
    Sample(
        "coffee.png",
        "Coffee cup",
        "Rachel Michetti, courtesy of Pikolo Espresso Bar",
        "CC0-1.0",
        "scikit-image",
        SCIKIT_IMAGE,
    ),
    Sample(
        "coins.png",
        "Greek coins from Pompeii",
        "Brooklyn Museum",
        "No known copyright restrictions",
        "https://www.brooklynmuseum.org/opencollection/archives/image/51611",
        SCIKIT_IMAGE,
    ),
    Sample(
        "flower.jpg",
        "Flower",
        "vultilion",
        "CC-BY-2.0",
        "https://www.flickr.com/photos/vultilion/6056698931/",
        SCIKIT_LEARN,
    ),
    Sample(
        "hubble_deep_field.jpg",
        "Hubble eXtreme Deep Field",
        "NASA",
        "Public domain",
        "http://hubblesite.org/newscenter/archive/releases/2012/37/image/a/",
        SCIKIT_IMAGE,
    ),
    Sample(
        "rocket.jpg",
        "Launch of DSCOVR on a Falcon 9",
        "SpaceX",
        "Public domain",
        "https://www.flickr.com/photos/spacexphotos/16511594820/",
        SCIKIT_IMAGE,
    ),
)


def main() -> int:
    """Build the samples unless they are there already; return the exit code."""
    try:
        build_samples()
    except errors.LabelwrightError as error:
        print(f"{error}\n{error.hint}", file=sys.stderr)
        return 1
    return 0


def build_samples(target: Path = TARGET) -> None:
    """Write every photograph and `samples.json` into `target`; do nothing if both are as they should be."""
    listing = samples_json()
    if _is_up_to_date(target, listing):
        print(f"sample photographs: {len(SAMPLES)}, up to date")
        return
    print(f"sample photographs: building {len(SAMPLES)}")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for package, folder in _FOLDERS.items():
        with zipfile.ZipFile(fetch_packages.fetch(package)) as wheel:
            for sample in (each for each in SAMPLES if each.package is package):
                (target / sample.file).write_bytes(wheel.read(f"{folder}/{sample.file}"))
    (target / "samples.json").write_text(listing, encoding="utf-8")


def samples_json() -> str:
    """Return the list of the samples as it is shipped beside them."""
    rows = [asdict(sample) | {"package": f"{sample.package.name} {sample.package.version}"} for sample in SAMPLES]
    return json.dumps(rows, indent=2) + "\n"


def _is_up_to_date(target: Path, listing: str) -> bool:
    kept = target / "samples.json"
    return (
        kept.is_file()
        and kept.read_text(encoding="utf-8") == listing
        and all((target / s.file).is_file() for s in SAMPLES)
    )


if __name__ == "__main__":
    sys.exit(main())
