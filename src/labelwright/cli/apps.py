"""`labelwright apps`: what is labeled here."""

from __future__ import annotations

import typer

from labelwright.cli.options import Home, Json

commands = typer.Typer(rich_markup_mode=None)


@commands.callback()
def _apps() -> None:
    pass


@commands.command("list")
def list_apps(home: Home = None, as_json: Json = False) -> None:
    """List every app with the number of its inputs by status."""
    from labelwright.bootstrap import workshop_of
    from labelwright.cli import answer
    from labelwright.domain.input import STATUSES
    from labelwright.services import labeling_apps
    from labelwright.settings import load_settings

    with workshop_of(load_settings(home=home)) as workshop:
        found = labeling_apps.list_apps(workshop)
    items = [
        {
            "id": app.id,
            "name": app.name,
            "counts": {status: getattr(app, f"n_{status}") for status in STATUSES},
        }
        for app in found
    ]
    lines = [
        f"{app.name}: " + ", ".join(f"{getattr(app, f'n_{status}')} {status.replace('_', ' ')}" for status in STATUSES)
        for app in found
    ]
    answer.show({"items": items}, "\n".join(lines) or "There are no apps yet.", as_json=as_json)
