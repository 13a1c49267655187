"""`labelwright export`: an app's labels as a dataset file."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer

from labelwright import errors
from labelwright.cli.options import AppName, Home, Json

STDOUT = "-"


class Format(StrEnum):
    """The formats that can be written."""

    coco = "coco"


class FileUnwritable(errors.Invalid):
    """The file {path} cannot be written: {reason}."""

    code = "file_unwritable"
    hint = "Check that its folder exists and that you may write there."


class JsonNeedsFile(errors.Invalid):
    """The dataset and the answer of --json cannot both go to standard output."""

    code = "json_needs_file"
    hint = "Give a file with --out, or leave --json out."


def export(  # noqa: PLR0917 - Typer fills a command's options by name
    app: AppName,
    out: Annotated[str, typer.Option("--out", help="File to write; `-` is standard output.")],
    format_: Annotated[Format, typer.Option("--format", help="Format of the dataset.")] = Format.coco,
    suggestions: Annotated[bool, typer.Option("--suggestions", help="Also open suggestions, with scores.")] = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Write the labels of an app as a dataset. The file is there whole or not at all."""
    from labelwright.bootstrap import workshop_of
    from labelwright.cli import answer
    from labelwright.services import labeling_apps
    from labelwright.services.export import export_app
    from labelwright.settings import load_settings

    if as_json and out == STDOUT:
        raise JsonNeedsFile()
    with workshop_of(load_settings(home=home)) as workshop:
        found = labeling_apps.app_named(workshop, app)
        n_inputs = found.n_unlabeled + found.n_has_suggestions + found.n_labeled + found.n_done
        with _opened(out) as file, answer.progress_bar("Writing") as tell:
            counts = export_app(
                workshop, found.id, file, with_suggestions=suggestions, progress=lambda done: tell(done, n_inputs)
            )
    numbers = asdict(counts)
    document = {"app_id": found.id, "format": format_.value, "path": out}
    document |= {f"n_{name}": number for name, number in numbers.items()}
    text = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in numbers.items())
    if out == STDOUT:
        answer.note(f"{text}.")
    else:
        answer.show(document, f"{out}: {text}.", as_json=as_json)


@contextmanager
def _opened(out: str) -> Iterator[TextIO]:
    """Give the file to write; it gets its name when all is written, and is gone after an error."""
    if out == STDOUT:
        yield sys.stdout
        return
    path = Path(out)
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise FileUnwritable(path=out, reason=error.strerror or str(error)) from error
    try:
        with open(descriptor, "w", encoding="utf-8") as file:
            yield file
        _publish(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _publish(temporary: str, path: Path) -> None:
    mask = os.umask(0)
    os.umask(mask)
    try:
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    except OSError as error:
        raise FileUnwritable(path=str(path), reason=error.strerror or str(error)) from error
