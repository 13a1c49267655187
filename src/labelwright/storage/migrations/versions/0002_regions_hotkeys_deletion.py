"""Room for polygons, hotkeys and deleted inputs; one index less to move when a suggestion changes its state."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from labelwright.storage.tables import UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("inputs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("deleted_at", UtcDateTime(timezone=True), nullable=True))
    with op.batch_alter_table("concepts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hotkey", sa.String(length=10), nullable=True))
    with op.batch_alter_table("annotations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("points", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("suggestions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("points", sa.LargeBinary(), nullable=True))
        batch_op.drop_index(batch_op.f("ix_suggestions_app_id_state_score"))
    op.execute("UPDATE users SET name = 'Owner' WHERE name = 'You'")  # read by others, it named whoever read it
