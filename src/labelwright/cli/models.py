"""`labelwright models`: what can be picked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from labelwright.cli.options import Home, Json

if TYPE_CHECKING:
    from labelwright.domain.model import ModelCard
    from labelwright.services.look import PickableModel

commands = typer.Typer(rich_markup_mode=None)


@commands.callback()
def _models() -> None:
    pass


@commands.command("list")
def list_models(home: Home = None, as_json: Json = False) -> None:
    """List the models and workflows of this installation."""
    from labelwright.bootstrap import workshop_of
    from labelwright.cli import answer
    from labelwright.services.look import find_models
    from labelwright.settings import load_settings

    with workshop_of(load_settings(home=home)) as workshop:
        found = find_models(workshop)
    answer.show(
        {"items": [_to_document(pickable) for pickable in found]},
        "\n".join(_to_line(pickable.card) for pickable in found),
        as_json=as_json,
    )


def _to_document(pickable: PickableModel) -> dict[str, Any]:
    card = pickable.card
    return {
        "ref": card.ref,
        "kind": card.kind,
        "id": card.id,
        "name": card.name,
        "version": card.version,
        "outputs": list(card.outputs),
        "vocabulary_size": len(card.vocabulary),
        "licence": card.licence,
        "source": card.source,
        "usable": not pickable.reason,
        "reason": pickable.reason,
    }


def _to_line(card: ModelCard) -> str:
    return f"{card.ref}  {card.version}  {'+'.join(card.outputs)}  {len(card.vocabulary)} concepts  {card.licence}"
