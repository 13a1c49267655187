from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unit.house.tree import ROOT, project_files, text_files

# Written in parts, so that this file does not hold what it looks for.
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("".join(("python", "hosted")), "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("proxy", "golang", "org"),
        ("crates", "io"),
    )
)
MACHINE_PATHS = tuple("/" + "/".join(parts) for parts in (("work", ""), ("tmp", ""), ("root", ""), ("opt", "")))
MAX_LINES = 300
LONGER_FOR_A_REASON: dict[str, str] = {}
GENERATED = {"web/src/api/schema.ts"}
JUNK_ROOMS = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "misc"}


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_names_a_package_registry_or_a_path_of_somebodys_machine() -> None:
    wanted = re.compile("|".join([*map(re.escape, REGISTRY_HOSTS), *(rf"(?<![\w.~}}/-]){p}" for p in MACHINE_PATHS)]))
    found = [
        f"{_relative(path)}: {match.group()}"
        for path in text_files()
        for match in wanted.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_source_file_is_longer_than_300_lines() -> None:
    sources = [path for path in project_files() if path.suffix in {".py", ".ts", ".svelte"}]
    lengths = {_relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources}
    too_long = {name for name, lines in lengths.items() if lines > MAX_LINES and name not in GENERATED}
    assert too_long == set(LONGER_FOR_A_REASON)


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {_relative(path): {*path.relative_to(ROOT).parts[:-1], path.stem} for path in project_files()}
    assert [name for name, parts in names.items() if parts & JUNK_ROOMS] == []


@pytest.mark.parametrize(
    "name", ["Makefile", ".ci/run", "README.md", "CONTEXT.md", "CONTRIBUTING.md", "CHANGELOG.md", "NOTICE"]
)
def test_the_house_has_what_a_visitor_looks_for(name: str) -> None:
    assert (ROOT / name).stat().st_size > 0


def test_ci_run_can_be_run() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
