"""Entities as plain fields, as changes and the log keep them, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeAlias, cast

from labelwright.domain.annotation import Annotation
from labelwright.domain.change import EntityKind, Fields, FieldValue
from labelwright.domain.concept import Concept, ConceptRelation
from labelwright.domain.region import Box, Polygon, plain_to_region, region_to_plain
from labelwright.domain.suggestion import Suggestion

Entity: TypeAlias = Concept | ConceptRelation | Suggestion | Annotation

KIND_OF: Mapping[type[Any], EntityKind] = {
    Concept: "concept",
    ConceptRelation: "relation",
    Suggestion: "suggestion",
    Annotation: "annotation",
}
_NAMES = {of_class: [name for name in of_class.__dataclass_fields__ if name != "id"] for of_class in KIND_OF}
_GETTERS = {of_class: (names, attrgetter(*names)) for of_class, names in _NAMES.items()}
_CONVERTED = {
    of_class: [name for name in names if name in {"region", "created_at"}] for of_class, names in _NAMES.items()
}
"""Fields whose values JSON cannot carry as they are."""
_CLASS_OF: Mapping[str, Callable[..., Any]] = {kind: of_class for of_class, kind in KIND_OF.items()}


def fields_of(entity: Entity) -> dict[str, FieldValue]:
    """Return every field of `entity` but its id, in values that JSON can carry."""
    names, get = _GETTERS[type(entity)]
    plain = dict(zip(names, get(entity), strict=True))
    for name in _CONVERTED[type(entity)]:
        plain[name] = _to_plain(plain[name])
    return plain


def differing_fields(before: Entity, after: Entity) -> tuple[dict[str, FieldValue], dict[str, FieldValue]]:
    """Return those fields in which two states of one entity differ, in plain values: before and after."""
    names, get = _GETTERS[type(after)]
    pairs = zip(names, get(before), get(after), strict=True)
    differing = [(name, old, new) for name, old, new in pairs if old is not new and old != new]
    return (
        {name: _to_plain(old) for name, old, _ in differing},
        {name: _to_plain(new) for name, _, new in differing},
    )


def entity_of(kind: str, entity_id: str, fields: Fields) -> Any:
    """Return the entity that `fields_of` took apart."""
    values = {name: _from_plain(name, value) for name, value in fields.items()}
    return _CLASS_OF[kind](id=entity_id, **values)


def _to_plain(value: object) -> FieldValue:
    if isinstance(value, (Box, Polygon)):
        return region_to_plain(value)
    if isinstance(value, datetime):
        return _to_text(value)
    return cast(FieldValue, value)


def _from_plain(name: str, value: FieldValue) -> object:
    if name == "region" and isinstance(value, list):
        return plain_to_region(value)
    if name == "created_at" and isinstance(value, str):
        return datetime.fromisoformat(value)
    return value


@lru_cache(maxsize=16)
def _to_text(at: datetime) -> str:
    """Write a time; what is created together has one."""
    return at.isoformat()
