"""The files that belong to the project, as git knows them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BINARY = {".png", ".jpg", ".jpeg", ".webp", ".onnx", ".woff2", ".ico"}


@cache
def project_files() -> tuple[Path, ...]:
    """Return every file that git follows and that is still there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def text_files() -> tuple[Path, ...]:
    """Return those of them that hold text."""
    return tuple(path for path in project_files() if path.suffix not in BINARY)


def python_files(*folders: str) -> tuple[Path, ...]:
    """Return the Python files below `folders`, which are given from the root."""
    below = [ROOT / folder for folder in folders]
    return tuple(p for p in project_files() if p.suffix == ".py" and any(p.is_relative_to(folder) for folder in below))


def table_rows(text: str) -> list[list[str]]:
    """Return the cells of every row of the Markdown tables in `text`, without heads and rulers."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    rulers = [at for at, row in enumerate(rows) if all(set(cell) <= set("-: ") for cell in row)]
    no_data = {*rulers, *(at - 1 for at in rulers)}
    return [row for at, row in enumerate(rows) if at not in no_data]
