from __future__ import annotations

import re

from tests.unit.house.tree import ROOT, python_files, table_rows

EXPECTED = [f"{part}{number}" for part, last in (("A", 30), ("B", 11), ("C", 12)) for number in range(1, last + 1)]
ROWS = table_rows((ROOT / "docs" / "behaviour.md").read_text(encoding="utf-8"))


def test_every_row_is_listed_once_and_in_order() -> None:
    assert [row[0].split()[0] for row in ROWS] == EXPECTED


def test_every_row_has_a_name_a_text_and_says_whether_it_is_built() -> None:
    for name, text, built in ROWS:
        assert len(name.split()) > 1, name
        assert len(text) > 40, name
        assert re.match(r"(yes|no|partly)\b", built), f"{name}: {built}"


def test_a_test_that_carries_a_number_proves_a_row_that_exists() -> None:
    numbered = re.compile(r"def test_([abc]\d+)_")
    named = {
        (path.name, row.upper())
        for path in python_files("tests")
        for row in numbered.findall(path.read_text(encoding="utf-8"))
    }
    assert {(file, row) for file, row in named if row not in EXPECTED} == set()
