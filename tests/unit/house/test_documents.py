from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from tools import build_samples

from tests.unit.house.tree import ROOT, project_files

DOCUMENTS = [path for path in project_files() if path.suffix == ".md"]
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
PROMISED_TARGETS = {"setup", "run", "test", "check", "bench", "package", "models", "samples", "web", "lock", "clean"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_link_of_a_document_leads_somewhere(document: Path) -> None:
    targets = re.findall(r"(?<!!)\[[^\]]+\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_a_file_that_the_architecture_names_exists() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:src|tools|docs|tests|benchmarks|web)/[\w/.-]+)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert named


@pytest.mark.parametrize("sample", build_samples.SAMPLES, ids=lambda sample: sample.file)
def test_a_sample_photograph_is_credited(sample: build_samples.Sample) -> None:
    assert f"{sample.file}: {sample.title}, by {sample.author}, {sample.licence}" in NOTICE


def test_what_the_web_client_is_built_from_is_credited() -> None:
    package = json.loads((ROOT / "web" / "package.json").read_text(encoding="utf-8"))
    assert [name for name in package["dependencies"] if name not in NOTICE] == []


def test_make_help_lists_every_promised_target() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert set(re.findall(r"make (\S+)", shown)) >= PROMISED_TARGETS


def test_a_changelog_fragment_says_its_kind_and_is_not_empty() -> None:
    fragments = [path for path in (ROOT / "changelog.d").iterdir() if path.name != "README.md"]
    kind = re.compile(r"[\w-]+\.(added|changed|fixed|removed|security)\.md")
    assert [path.name for path in fragments if not kind.fullmatch(path.name) or not path.read_text().strip()] == []


def test_a_decision_fits_on_60_lines() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [path.name for path in records if len(path.read_text(encoding="utf-8").splitlines()) > 60] == []
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
