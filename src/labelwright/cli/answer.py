"""What a command prints: the answer on standard output, everything else on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import orjson
import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from labelwright import errors

Tell = Callable[[int, int | None], None]
"""Told how many are done, and of how many."""


def show(document: dict[str, Any], text: str, *, as_json: bool) -> None:
    """Print the answer: the document as JSON, or the text."""
    typer.echo(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode() if as_json else text)


def note(text: str) -> None:
    """Say something on standard error."""
    typer.echo(text, err=True)


def show_error(error: errors.LabelwrightError, *, as_json: bool) -> None:
    """Print what went wrong and what to do, on standard error."""
    if as_json:
        note(orjson.dumps(error_dict(error), default=str).decode())
    else:
        note(f"labelwright: {error.message}\n{error.hint}")


def error_dict(error: errors.LabelwrightError) -> dict[str, Any]:
    """Return an error as the API has it: its facts, detail, code and hint."""
    return {**error.facts, "detail": error.message, "code": error.code, "hint": error.hint}


class _RateColumn(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Return the rate of the task."""
        return Text("" if task.speed is None else f"{task.speed:.1f}/s", style="progress.data.speed")


@contextmanager
def progress_bar(title: str) -> Iterator[Tell]:
    """Show a bar with rate and remaining time on standard error while the block runs; nothing when that is a file."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _RateColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
