from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.unit.house.tree import ROOT, python_files

PURE_ROOMS = ("domain", "geometry")


def _imported_modules(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_a_pure_room_knows_the_standard_library_and_numpy_only(room: str) -> None:
    allowed = {*sys.stdlib_module_names, "numpy", "labelwright"}
    found = {path.name: _imported_modules(path) - allowed for path in python_files(f"src/labelwright/{room}")}
    assert {name: extra for name, extra in found.items() if extra} == {}
    assert found, f"src/labelwright/{room} has no files"


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_a_pure_room_touches_no_disk_and_no_network(room: str) -> None:
    worldly = {"socket", "subprocess", "sqlite3", "urllib", "http", "shutil", "tempfile", "pathlib", "io"}
    found = {path.name: _imported_modules(path) & worldly for path in python_files(f"src/labelwright/{room}")}
    assert {name: extra for name, extra in found.items() if extra} == {}


def test_a_library_of_one_room_is_known_to_that_room_only() -> None:
    owners = {"dbos": "jobs", "onnxruntime": "inference", "typer": "cli"}
    found = []
    for path in python_files("src/labelwright"):
        room = path.relative_to(ROOT / "src" / "labelwright").parts[0].removesuffix(".py")
        strangers = {name for name in _imported_modules(path) & set(owners) if owners[name] != room}
        found += [f"{path.relative_to(ROOT)} imports {name}" for name in sorted(strangers)]
    assert found == []
