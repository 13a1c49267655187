from __future__ import annotations

import ast
import re

import pytest

from tests.unit.house.tree import ROOT, python_files, table_rows

WORDS = table_rows((ROOT / "CONTEXT.md").read_text(encoding="utf-8"))
MEANT = {word.strip().lower() for row in WORDS for word in row[0].split(",")}
AVOIDED_IN_NAMES = {"project", "workspace", "asset", "labeler", "shape", "tag", "category", "pipeline", "confidence"}


def _in_words(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _dataclasses_of_domain() -> list[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in python_files("src/labelwright/domain")]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found = {node.name for node in nodes if "dataclass" in "".join(map(ast.unparse, node.decorator_list))}
    return sorted(name for name in found if not name.startswith("_"))


@pytest.mark.parametrize("name", _dataclasses_of_domain())
def test_a_noun_of_the_domain_is_explained(name: str) -> None:
    words = _in_words(name)
    assert words in MEANT or words.split()[-1] in MEANT, f"{name} is not in CONTEXT.md"


def test_every_word_has_one_meaning() -> None:
    words = [row[0] for row in WORDS]
    assert len(words) == len(set(words))
    assert all(len(row) == 3 and row[1].endswith(".") for row in WORDS)


def test_names_in_domain_and_services_use_the_words() -> None:
    found = []
    for path in python_files("src/labelwright/domain", "src/labelwright/services"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                parts = set(re.split(r"[ _]+", _in_words(node.name)))
                found += [f"{path.name}: {node.name}" for _ in parts & AVOIDED_IN_NAMES]
    assert found == []
