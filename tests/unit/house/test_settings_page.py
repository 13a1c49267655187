from __future__ import annotations

from dataclasses import MISSING, fields
from pathlib import Path

from labelwright.settings import Settings
from tests.unit.house.tree import ROOT, python_files, table_rows

PAGE = table_rows((ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8"))
DOCUMENTED = {variable.strip("`"): default.strip("`") for variable, default, _ in PAGE}


def test_every_setting_is_on_the_page_with_its_default() -> None:
    for field in fields(Settings):
        variable = f"LABELWRIGHT_{field.name.upper()}"
        assert variable in DOCUMENTED
        if field.default is not MISSING:
            assert DOCUMENTED[variable] == str(field.default)


def test_the_page_names_no_variable_that_nothing_reads() -> None:
    read = "".join(path.read_text(encoding="utf-8") for path in _files_that_read_variables())
    settings = {f"LABELWRIGHT_{field.name.upper()}" for field in fields(Settings)}
    assert [name for name in DOCUMENTED if name not in settings and name not in read] == []


def _files_that_read_variables() -> list[Path]:
    return [path for path in python_files("tools", "benchmarks", "tests") if path != Path(__file__)]
