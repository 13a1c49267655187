"""Annotations, read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select

from labelwright.domain.annotation import Annotation
from labelwright.domain.ids import AnnotationId, AppId, ConceptId, InputId
from labelwright.storage import tables
from labelwright.storage.regions import columns_to_region

_TABLE = tables.annotations

_COLUMNS = (
    _TABLE.c.id,
    _TABLE.c.input_id,
    _TABLE.c.concept_id,
    _TABLE.c.annotator_id,
    _TABLE.c.provenance,
    _TABLE.c.created_at,
    _TABLE.c.suggestion_id,
    _TABLE.c.model_version,
    _TABLE.c.score,
    _TABLE.c.original_name,
    _TABLE.c.x_min,
    _TABLE.c.y_min,
    _TABLE.c.x_max,
    _TABLE.c.y_max,
    _TABLE.c.points,
    _TABLE.c.revision,
)


_OF_INPUT = select(*_COLUMNS).where(_TABLE.c.input_id == bindparam("input_id")).order_by(_TABLE.c.id)


class StoredAnnotation(NamedTuple):
    """An annotation with the number of the change that touched it last."""

    annotation: Annotation
    revision: int


def annotations_of_input(connection: Connection, input_id: InputId) -> list[StoredAnnotation]:
    """Return the input's annotations, oldest first."""
    return [_to_annotation(row) for row in connection.execute(_OF_INPUT, {"input_id": input_id})]


def annotations_of_inputs(connection: Connection, input_ids: Sequence[InputId]) -> dict[InputId, list[Annotation]]:
    """Return the annotations of several inputs, oldest first."""
    query = select(*_COLUMNS).where(_TABLE.c.input_id.in_(input_ids)).order_by(_TABLE.c.id)
    found: dict[InputId, list[Annotation]] = {input_id: [] for input_id in input_ids}
    for row in connection.execute(query):
        found[InputId(row.input_id)].append(_to_annotation(row).annotation)
    return found


def annotations_of_concept(
    connection: Connection, app_id: AppId, concept_id: ConceptId, *, whole_input: bool = False
) -> dict[InputId, list[Annotation]]:
    """Return the app's annotations that carry a concept, by input, oldest first; or only those of whole inputs."""
    query = select(*_COLUMNS).where(_TABLE.c.app_id == app_id, _TABLE.c.concept_id == concept_id)
    if whole_input:
        query = query.where(_TABLE.c.x_min.is_(None))
    found: defaultdict[InputId, list[Annotation]] = defaultdict(list)
    for row in connection.execute(query.order_by(_TABLE.c.id)):
        found[InputId(row.input_id)].append(_to_annotation(row).annotation)
    return found


def revision_of(connection: Connection, annotation_id: AnnotationId) -> int | None:
    """Return the number of the change that touched the annotation last; None if there is no such annotation."""
    query = select(_TABLE.c.revision).where(_TABLE.c.id == annotation_id)
    return connection.execute(query).scalar()


def _to_annotation(row: Any) -> StoredAnnotation:
    *head, original_name, x_min, y_min, x_max, y_max, points, revision = row
    identity, input_id, concept_id, annotator_id, provenance, created_at, suggestion_id, version, score = head
    region = columns_to_region(x_min, y_min, x_max, y_max, points)
    annotation = Annotation(
        identity,
        input_id,
        concept_id,
        region,
        annotator_id,
        provenance,
        created_at,
        suggestion_id,
        version,
        score,
        original_name,
    )
    return StoredAnnotation(annotation, revision)
