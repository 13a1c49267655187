from __future__ import annotations

import ast
from pathlib import Path

from tests.unit.house.tree import ROOT, python_files

LABEL_TABLES = {"annotations", "suggestions", "concepts", "relations"}
WRITES = {"insert", "update", "delete"}
STORAGE = ROOT / "src" / "labelwright" / "storage"


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _tables_written(path: Path) -> set[tuple[str, str]]:
    """Return (verb, table) of every `table.verb()` and `verb(table)` on a table of labels."""
    found = set()
    for call in (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)):
        if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES:
            found.add((call.func.attr, _name(call.func.value)))
        elif _name(call.func) in WRITES and call.args:
            found.add((_name(call.func), _name(call.args[0])))
    return {(verb, table) for verb, table in found if table in LABEL_TABLES}


def test_labels_are_written_as_changes_only_and_suggestions_are_born_with_their_prediction() -> None:
    found = {path.name: _tables_written(path) for path in python_files("src/labelwright")}
    assert found.pop("changes.py") == {("update", "concepts")}
    assert found.pop("predictions.py") == {("insert", "suggestions")}
    assert {name: writes for name, writes in found.items() if writes} == {}


def test_one_service_carries_changes_to_the_tables() -> None:
    callers = {
        path.relative_to(ROOT / "src" / "labelwright").as_posix()
        for path in python_files("src/labelwright")
        if "write_changes(" in path.read_text(encoding="utf-8") and not path.is_relative_to(STORAGE)
    }
    assert len(callers) == 1, callers
    assert all(name.startswith("services/") for name in callers)
