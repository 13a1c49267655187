"""Apps: made, found, and how each user has set them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Literal

from sqlalchemy import Connection

from labelwright import errors
from labelwright.domain.app import App, checked_app_name
from labelwright.domain.ids import AppId, ModelRef, UserId
from labelwright.services.idempotency import RequestKey, carry_out_once
from labelwright.services.workshop import Workshop
from labelwright.storage import apps, predictions, preferences


class AppNameUnknown(errors.NotFound):
    """There is no app named {name!r}; there are: {existing}."""

    code = "app_name_unknown"
    hint = "Check the spelling, or add pictures with `labelwright inputs add FOLDER --app NAME`, which makes the app."


WalkOrder = Literal["score", "reading", "uncertainty"]
"""How the walk goes through the open suggestions of an input."""


@dataclass(frozen=True, slots=True)
class AssistPreferences:
    """How a user has set AI Assist in an app."""

    model: ModelRef | None = None
    assist: bool = True
    min_score: float = 0.4
    max_score: float = 1.0
    walk_order: WalkOrder = "score"


def create_app(
    workshop: Workshop, name: str, *, render: Callable[[App], bytes], request: RequestKey | None = None
) -> bytes:
    """Make an app and return what `render` makes of it.

    Raises:
        AppNameInvalid, AppExists, IdempotencyKeyReused
    """
    kept = checked_app_name(name)
    with workshop.database.write() as connection:
        apps.lock_names(connection)
        return carry_out_once(
            connection,
            request,
            workshop.now(),
            lambda: render(apps.create_app(connection, name=kept, at=workshop.now())),
        )


def list_apps(workshop: Workshop) -> list[App]:
    """Return every app, oldest first."""
    with workshop.database.read() as connection:
        return apps.list_apps(connection)


def get_app(workshop: Workshop, app_id: AppId) -> App:
    """Return one app.

    Raises:
        AppNotFound
    """
    with workshop.database.read() as connection:
        return apps.get_app(connection, app_id)


def app_named(workshop: Workshop, name: str, *, make: bool = False) -> App:
    """Return the app of this name, made now if missing and `make` says so.

    Raises:
        AppNameUnknown, AppNameInvalid
    """
    kept = checked_app_name(name)
    with workshop.database.write() if make else workshop.database.read() as connection:
        if make:
            apps.lock_names(connection)
        app = apps.find_app(connection, kept)
        if app is None and make:
            app = apps.create_app(connection, name=kept, at=workshop.now())
        if app is None:
            existing = ", ".join(repr(other.name) for other in apps.list_apps(connection)) or "none"
            raise AppNameUnknown(name=kept, existing=existing)
    return app


def get_preferences(workshop: Workshop, user_id: UserId, app_id: AppId) -> AssistPreferences:
    """Return how the user has set AI Assist in the app; at first, with a model that has predicted there already.

    Raises:
        AppNotFound
    """
    with workshop.database.read() as connection:
        apps.get_app(connection, app_id)
        stored = preferences.get_preferences(connection, user_id, app_id)
        if not stored:
            return AssistPreferences(_model_at_work(workshop, connection, app_id))
    known = {field.name for field in fields(AssistPreferences)}  # a newer version may have stored more
    return AssistPreferences(**{name: value for name, value in stored.items() if name in known})


def _model_at_work(workshop: Workshop, connection: Connection, app_id: AppId) -> ModelRef | None:
    """Return the first model that has predicted inputs of the app: what somebody who opens it wants to see."""
    for card in workshop.catalog.cards():
        if predictions.has_predicted(connection, app_id, card.version_ref):
            return card.ref
    return None


def set_preferences(workshop: Workshop, user_id: UserId, app_id: AppId, chosen: AssistPreferences) -> None:
    """Keep how the user has set AI Assist in the app.

    Raises:
        AppNotFound, ModelNotFound
    """
    if chosen.model is not None:
        workshop.catalog.card(chosen.model)
    with workshop.database.write() as connection:
        apps.get_app(connection, app_id, lock=True)
        preferences.set_preferences(connection, user_id, app_id, asdict(chosen))
