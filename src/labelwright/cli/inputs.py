"""`labelwright inputs`: pictures of a folder become inputs of an app."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from labelwright.cli.options import AppName, Home, Json

commands = typer.Typer(rich_markup_mode=None)


@commands.callback()
def _inputs() -> None:
    pass


@commands.command("add")
def add(
    folder: Annotated[Path, typer.Argument(help="A folder, with those below it, or one file.")],
    app: AppName,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Add the pictures of FOLDER to an app, which is made if it is missing."""
    from labelwright.bootstrap import workshop_of
    from labelwright.cli import answer
    from labelwright.services import ingest, labeling_apps, people
    from labelwright.settings import load_settings

    paths = list(ingest.read_folder(folder))
    with workshop_of(load_settings(home=home)) as workshop, answer.progress_bar("Adding pictures") as tell:
        user = people.local_user(workshop)
        found = labeling_apps.app_named(workshop, app, make=True)
        tell(0, len(paths))
        results: list[ingest.Added] = []
        for added in ingest.add_paths(workshop, found.id, paths, by=user.id):
            results.append(added)
            tell(len(results), len(paths))
    document = _to_document(found.id, found.name, results)
    for refused in document["refused"]:
        answer.note(f"{refused['name']}: {refused['detail']}")
    text = "{n_added} added, {n_duplicates} there already, {n_refused} refused.".format_map(document)
    answer.show(document, text, as_json=as_json)
    if document["n_refused"] and not document["n_added"] + document["n_duplicates"]:
        raise typer.Exit(1)


def _to_document(app_id: str, app_name: str, results: list[Any]) -> dict[str, Any]:
    from labelwright.cli.answer import error_dict
    from labelwright.services.ingest import DuplicateInput

    n_duplicates = sum(isinstance(added.error, DuplicateInput) for added in results)
    refused = [
        {"name": added.name, **error_dict(added.error)}
        for added in results
        if added.error is not None and not isinstance(added.error, DuplicateInput)
    ]
    return {
        "app_id": app_id,
        "app": app_name,
        "n_added": sum(added.input is not None for added in results),
        "n_duplicates": n_duplicates,
        "n_refused": len(refused),
        "refused": refused,
    }
