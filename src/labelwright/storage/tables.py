"""Every table, once, for SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time, also from a database that keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Store in UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Say that it is UTC."""
        return value.replace(tzinfo=UTC) if value else None


def _id() -> Column[str]:
    return Column("id", String(64), primary_key=True)


def _ref(name: str, target: str, **options: Any) -> Column[str]:
    return Column(name, String(64), ForeignKey(target), nullable=options.pop("nullable", False), **options)


def _region() -> list[Column[Any]]:
    """The bounds of a region, all null without one; and a polygon's points: x, y, x, y ... as little-endian float64."""
    return [*(Column(name, Double, nullable=True) for name in REGION_COLUMNS), Column("points", LargeBinary)]


REGION_COLUMNS = ("x_min", "y_min", "x_max", "y_max")

users = Table(
    "users",
    metadata,
    _id(),
    Column("name", String(100), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
)

apps = Table(
    "apps",
    metadata,
    _id(),
    Column("name", String(100), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("change_seq", BigInteger, nullable=False, default=0),
    Column("n_unlabeled", Integer, nullable=False, default=0),
    Column("n_has_suggestions", Integer, nullable=False, default=0),
    Column("n_labeled", Integer, nullable=False, default=0),
    Column("n_done", Integer, nullable=False, default=0),
)

inputs = Table(
    "inputs",
    metadata,
    _id(),
    _ref("app_id", "apps.id"),
    Column("name", Text, nullable=False),
    Column("blob", String(64), nullable=False),
    Column("media_type", String(40), nullable=False),
    Column("n_bytes", BigInteger, nullable=False),
    Column("width_px", Integer, nullable=False),
    Column("height_px", Integer, nullable=False),
    Column("orientation", Integer, nullable=False),
    _ref("added_by", "users.id"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("done", Boolean, nullable=False, default=False),
    Column("n_open", Integer, nullable=False, default=0),
    Column("n_annotations", Integer, nullable=False, default=0),
    Column("status", String(20), nullable=False, default="unlabeled"),
    Column("revision", BigInteger, nullable=False, default=0),
    Column("deleted_at", UtcDateTime),
    UniqueConstraint("app_id", "blob"),
    Index(None, "app_id", "id"),
    Index(None, "app_id", "status", "id"),
    Index(None, "app_id", "name", "id"),
    Index(None, "app_id", "n_open", "id"),
)

concepts = Table(
    "concepts",
    metadata,
    _id(),
    _ref("app_id", "apps.id"),
    Column("name", String(200), nullable=False),
    Column("colour", String(7), nullable=False),
    Column("hotkey", String(10)),
    Column("n_annotations", Integer, nullable=False, default=0),
    UniqueConstraint("app_id", "name"),
)

relations = Table(
    "concept_relations",
    metadata,
    _id(),
    _ref("app_id", "apps.id"),
    _ref("subject_id", "concepts.id", index=True),
    Column("predicate", String(10), nullable=False),
    _ref("object_id", "concepts.id", index=True),
    UniqueConstraint("app_id", "subject_id", "predicate", "object_id"),
)

predictions = Table(
    "predictions",
    metadata,
    _id(),
    _ref("app_id", "apps.id"),
    _ref("input_id", "inputs.id"),
    Column("model_version", String(200), nullable=False),
    Column("prompts_key", String(64), nullable=False, default=""),
    Column("model_ms", Double, nullable=False),
    Column("n_suggestions", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("input_id", "model_version", "prompts_key"),
    Index(None, "app_id", "model_version", "input_id"),
)

suggestions = Table(
    "suggestions",
    metadata,
    _id(),
    _ref("app_id", "apps.id"),
    _ref("input_id", "inputs.id", index=True),
    _ref("prediction_id", "predictions.id", index=True),
    Column("concept_name", String(200), nullable=False),
    Column("score", Double, nullable=False),
    *_region(),
    Column("state", String(10), nullable=False),
)

annotations = Table(
    "annotations",
    metadata,
    _id(),
    _ref("app_id", "apps.id"),
    _ref("input_id", "inputs.id", index=True),
    _ref("concept_id", "concepts.id", index=True),
    *_region(),
    _ref("annotator_id", "users.id"),
    Column("provenance", String(10), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    _ref("suggestion_id", "suggestions.id", nullable=True, unique=True),
    Column("model_version", String(200)),
    Column("score", Double),
    Column("original_name", String(200)),
    Column("revision", BigInteger, nullable=False),
)
Index(
    "uq_annotations_whole_input",
    annotations.c.input_id,
    annotations.c.concept_id,
    annotations.c.annotator_id,
    unique=True,
    sqlite_where=annotations.c.x_min.is_(None),
    postgresql_where=annotations.c.x_min.is_(None),
)

change_sets = Table(
    "change_sets",
    metadata,
    _id(),
    _ref("app_id", "apps.id"),
    Column("seq", BigInteger, nullable=False),
    Column("action", String(20), nullable=False),
    _ref("actor_id", "users.id"),
    Column("at", UtcDateTime, nullable=False),
    _ref("input_id", "inputs.id", nullable=True, index=True),
    Column("undoes", String(64), nullable=True, index=True),
    UniqueConstraint("app_id", "seq"),
)

change_entries = Table(
    "change_entries",
    metadata,
    Column("change_set_id", String(64), ForeignKey("change_sets.id"), primary_key=True),
    Column("part", Integer, primary_key=True),
    _ref("app_id", "apps.id"),
    Column("seq", BigInteger, nullable=False),
    _ref("input_id", "inputs.id", nullable=True, index=True),
    Column("changes", LargeBinary, nullable=False),
    Index(None, "app_id", "seq"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("user_id", String(64), ForeignKey("users.id"), primary_key=True),
    Column("app_id", String(64), ForeignKey("apps.id"), primary_key=True),
    Column("settings", JSON, nullable=False),
)

answers = Table(
    "idempotent_answers",
    metadata,
    Column("user_id", String(64), ForeignKey("users.id"), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("request_hash", String(64), nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Column("created_at", UtcDateTime, nullable=False, index=True),
)
