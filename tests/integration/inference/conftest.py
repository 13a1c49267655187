"""The built models and the sample photographs; without them these tests fail, saying what to run."""

from __future__ import annotations

from pathlib import Path

import pytest

from labelwright.inference import catalog
from labelwright.inference.catalog import Catalog

SAMPLES = catalog.EMBEDDED.parent / "samples"


@pytest.fixture(scope="session")
def models_dir() -> Path:
    if not list(catalog.EMBEDDED.glob("*/card.json")):
        pytest.fail("The embedded models are not built. Run: make models")
    return catalog.EMBEDDED


@pytest.fixture(scope="session")
def samples_dir() -> Path:
    if not (SAMPLES / "samples.json").is_file():
        pytest.fail("The sample photographs are not there. Run: make samples")
    return SAMPLES


@pytest.fixture(scope="session")
def embedded(models_dir: Path) -> Catalog:
    return Catalog(models_dir)
