"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Home = Annotated[
    Path | None,
    typer.Option(
        "--home", help="Folder that holds everything; default: LABELWRIGHT_HOME or the platform's.", file_okay=False
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else on standard output.")]
AppName = Annotated[str, typer.Option("--app", help="Name of the app.")]
