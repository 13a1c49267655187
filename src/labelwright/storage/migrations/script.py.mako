"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from labelwright.storage.tables import UtcDateTime

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Take the step."""
    ${upgrades if upgrades else "pass"}
