"""Reviewed labels become a dataset file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, TextIO

from sqlalchemy import Connection

from labelwright.domain.annotation import Annotation
from labelwright.domain.concept import ConceptRelation, follow_synonyms, synonyms_among
from labelwright.domain.ids import AppId, ConceptId, UserId
from labelwright.domain.input import Input
from labelwright.domain.region import Polygon
from labelwright.domain.suggestion import Suggestion
from labelwright.formats import coco
from labelwright.services.workshop import Workshop
from labelwright.storage import apps, concepts, inputs, predictions, users
from labelwright.storage.annotations import annotations_of_inputs
from labelwright.storage.concepts import CountedConcept

ExportFormat = Literal["coco"]


def export_app(
    workshop: Workshop,
    app_id: AppId,
    out: TextIO,
    *,
    with_suggestions: bool,
    progress: Callable[[int], None] = lambda _n_inputs: None,
) -> coco.CocoCounts:
    """Write the app's inputs and annotations as COCO, as they are at one moment; return what the file holds.

    Args:
        workshop: where the app is.
        app_id: the app.
        out: opened for UTF-8.
        with_suggestions: also write open suggestions, marked as such and with their scores.
        progress: told the number of inputs written, batch by batch.

    Raises:
        AppNotFound
    """
    with workshop.database.read() as connection:
        app = apps.get_app(connection, app_id)
        vocabulary = concepts.list_concepts(connection, app_id)
        names = _names_of(vocabulary, concepts.list_relations(connection, app_id))
        used = [counted.concept.name for counted in vocabulary if counted.n_annotations]
        images = _images(connection, app_id, names, with_suggestions=with_suggestions, progress=progress)
        return coco.write_coco(out, images=images, categories=used, description=app.name, created_at=workshop.now())


class _Names(NamedTuple):
    of_concept: dict[ConceptId, str]
    given: dict[str, str]
    """What accepting a suggestion of this name gives, where the app has a concept of it."""


def _names_of(vocabulary: list[CountedConcept], relations: list[ConceptRelation]) -> _Names:
    names = {counted.concept.id: counted.concept.name for counted in vocabulary}
    synonyms = synonyms_among(relations)
    return _Names(names, {name: names[follow_synonyms(key, synonyms.get)] for key, name in names.items()})


def _images(
    connection: Connection,
    app_id: AppId,
    names: _Names,
    *,
    with_suggestions: bool,
    progress: Callable[[int], None],
) -> Iterator[coco.CocoImage]:
    n_written = 0
    for batch in inputs.each_input(connection, app_id, inputs.InputFilter()):
        ids = [at.id for at in batch]
        labels = annotations_of_inputs(connection, ids)
        people = users.names_of(connection, {label.annotator_id for found in labels.values() for label in found})
        for at in batch:
            lines = predictions.suggestions_of_input(connection, at.id, state="open") if with_suggestions else []
            yield _to_image(at, labels[at.id], lines, names, people)
        n_written += len(batch)
        progress(n_written)


def _to_image(
    at: Input, labels: list[Annotation], lines: list[Suggestion], names: _Names, people: dict[UserId, str]
) -> coco.CocoImage:
    reviewed = [
        coco.CocoLabel(
            category=names.of_concept[label.concept_id],
            box_xyxy=label.region.xyxy if label.region else None,
            polygon=label.region.points if isinstance(label.region, Polygon) else (),
            provenance=label.provenance,
            annotator=people[label.annotator_id],
            model_version=label.model_version,
            score=label.score,
        )
        for label in labels
    ]
    awaiting = [
        coco.CocoLabel(
            category=names.given.get(line.concept_name, line.concept_name),
            box_xyxy=line.region.xyxy if line.region else None,
            polygon=line.region.points if isinstance(line.region, Polygon) else (),
            state="suggestion",
            model_version=line.model_version,
            score=line.score,
        )
        for line in lines
    ]
    return coco.CocoImage(at.id, at.name, at.width_px, at.height_px, [*reviewed, *awaiting])
