"""What a user has set for an app."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from labelwright.domain.ids import AppId, UserId
from labelwright.storage.tables import preferences


def get_preferences(connection: Connection, user_id: UserId, app_id: AppId) -> dict[str, Any]:
    """Return the user's settings for the app; empty if none were stored."""
    query = select(preferences.c.settings).where(preferences.c.user_id == user_id, preferences.c.app_id == app_id)
    settings: dict[str, Any] | None = connection.execute(query).scalar()
    return settings or {}


def set_preferences(connection: Connection, user_id: UserId, app_id: AppId, settings: dict[str, Any]) -> None:
    """Store the user's settings for the app in the place of older ones."""
    key = (preferences.c.user_id == user_id, preferences.c.app_id == app_id)
    connection.execute(preferences.delete().where(*key))
    connection.execute(preferences.insert().values(user_id=user_id, app_id=app_id, settings=settings))
