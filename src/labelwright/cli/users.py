"""`labelwright users`: who labels here."""

from __future__ import annotations

from typing import Annotated

import typer

from labelwright.cli.options import Home, Json

commands = typer.Typer(rich_markup_mode=None)


@commands.callback()
def _users() -> None:
    pass


@commands.command("add")
def add(
    name: Annotated[str, typer.Argument(help="What the person is called, in any script.")],
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Add a person; the bar at the top of the pages offers everybody who was added."""
    from labelwright.bootstrap import workshop_of
    from labelwright.cli import answer
    from labelwright.services import people
    from labelwright.settings import load_settings

    with workshop_of(load_settings(home=home)) as workshop:
        user = people.add_user(workshop, name)
    answer.show({"id": user.id, "name": user.name}, f"{user.name} can label now.", as_json=as_json)


@commands.command("list")
def list_users(home: Home = None, as_json: Json = False) -> None:
    """List everybody who labels, the local user first."""
    from labelwright.bootstrap import workshop_of
    from labelwright.cli import answer
    from labelwright.services import people
    from labelwright.settings import load_settings

    with workshop_of(load_settings(home=home)) as workshop:
        found = people.list_users(workshop)
    items = [{"id": user.id, "name": user.name} for user in found]
    answer.show({"items": items}, "\n".join(user.name for user in found), as_json=as_json)
