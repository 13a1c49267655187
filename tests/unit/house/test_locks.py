from __future__ import annotations

import re
import tomllib
from itertools import chain

import pytest

from tests.unit.house.tree import ROOT, table_rows

LOCKS = ("run", "build", "dev")


def _text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")


def _pins(lock: str) -> set[str]:
    return set(re.findall(r"^[a-z0-9][\w.\[\]-]*==[^\s;\\]+", _text(lock), flags=re.MULTILINE))


@pytest.mark.parametrize(("inner", "outer"), [("run", "build"), ("build", "dev")])
def test_a_smaller_lock_has_the_versions_of_the_larger_one(inner: str, outer: str) -> None:
    assert _pins(inner) < _pins(outer)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash(lock: str) -> None:
    packages = re.split(r"\n(?=[a-z0-9])", _text(lock))
    assert [each.splitlines()[0] for each in packages if "==" in each and "--hash=sha256:" not in each] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    assert "://" not in _text(lock)


def test_the_web_lock_names_no_download_address() -> None:
    assert '"resolved"' not in (ROOT / "web" / "package-lock.json").read_text(encoding="utf-8")


def test_every_direct_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = [*project["project"]["dependencies"], *chain(*project["dependency-groups"].values())]
    direct = {re.split(r"[\[<>=;]", each)[0].strip() for each in listed if isinstance(each, str)}
    page = table_rows((ROOT / "docs" / "reference" / "dependencies.md").read_text(encoding="utf-8"))
    assert {row[0].strip("`") for row in page} == direct
