"""A board while an action works on it: answers for what it has done so far and writes down every change."""

from __future__ import annotations

from typing import Any, TypeVar

from labelwright.domain import fields
from labelwright.domain.annotation import Annotation
from labelwright.domain.board import Board
from labelwright.domain.change import Change
from labelwright.domain.concept import Concept, ConceptRelation, colour_of, follow_synonyms, synonym_chain
from labelwright.domain.ids import AnnotationId, ConceptId, RelationId, SuggestionId, UserId, new_id
from labelwright.domain.suggestion import Suggestion, SuggestionState

E = TypeVar("E", Concept, ConceptRelation, Suggestion, Annotation)


class Draft:
    """The working state of one action."""

    def __init__(self, board: Board) -> None:
        self.concepts = dict(board.concepts)
        self.relations = dict(board.relations)
        self.suggestions = dict(board.suggestions)
        self.annotations = dict(board.annotations)
        self._stores: dict[type[Any], dict[Any, Any]] = {
            Concept: self.concepts,
            ConceptRelation: self.relations,
            Suggestion: self.suggestions,
            Annotation: self.annotations,
        }
        self._changeable_by = board.changeable_by
        self._changes: list[Change] = []
        self._id_of_name = {concept.name: concept.id for concept in self.concepts.values()}
        self._behind = {a.suggestion_id: a.id for a in self.annotations.values() if a.suggestion_id}
        self._synonym_of = {r.subject_id: r for r in self.relations.values() if r.predicate == "synonym"}
        self._whole = {(a.concept_id, a.annotator_id): a.id for a in self.annotations.values() if a.region is None}

    @property
    def changes(self) -> tuple[Change, ...]:
        """Everything done so far, in order."""
        return tuple(self._changes)

    def create(self, entity: E) -> None:
        """Add a new entity."""
        self._stores[type(entity)][entity.id] = entity
        self._index(entity)
        self._changes.append(Change(fields.KIND_OF[type(entity)], entity.id, None, fields.fields_of(entity)))

    def update(self, entity: E) -> None:
        """Put `entity` in the place of the one with its id; only what differs is written down."""
        store = self._stores[type(entity)]
        before, after = fields.differing_fields(store[entity.id], entity)
        if not after:
            return
        self._unindex(store[entity.id])
        store[entity.id] = entity
        self._index(entity)
        self._changes.append(Change(fields.KIND_OF[type(entity)], entity.id, before, after))

    def set_state(self, suggestion: Suggestion, state: SuggestionState) -> None:
        """Put the suggestion into `state`: what `update` does, for the one change that comes by the thousand."""
        if suggestion.state != state:
            self.suggestions[suggestion.id] = suggestion.in_state(state)
            change = Change("suggestion", suggestion.id, {"state": suggestion.state}, {"state": state})
            self._changes.append(change)

    def remove(self, entity: E) -> None:
        """Delete `entity`."""
        del self._stores[type(entity)][entity.id]
        self._unindex(entity)
        self._changes.append(Change(fields.KIND_OF[type(entity)], entity.id, fields.fields_of(entity), None))

    def concept_named(self, name: str) -> Concept:
        """Return the concept of exactly this name, created now if missing."""
        known = self._id_of_name.get(name)
        if known is not None:
            return self.concepts[known]
        concept = Concept(id=ConceptId(new_id()), name=name, colour=colour_of(name))
        self.create(concept)
        return concept

    def concept_for(self, name: str) -> tuple[Concept, str | None]:
        """Return the concept that accepting or adding `name` gives, and `name` itself if a synonym relation led on."""
        known = self.concept_id_of(name)
        concept = self.concepts[known] if known is not None else self.concept_named(name)
        return concept, name if concept.name != name else None

    def concept_id_of(self, name: str) -> ConceptId | None:
        """Return the id of the concept that accepting or adding `name` gives; None if the app has none yet."""
        known = self._id_of_name.get(name)
        return None if known is None else follow_synonyms(known, self._synonym_of_id)

    def id_named(self, name: str) -> ConceptId | None:
        """Return the id of the concept of exactly this name, if the app has one."""
        return self._id_of_name.get(name)

    def is_led_to(self, object_id: ConceptId, subject_id: ConceptId) -> bool:
        """Whether `subject` is a synonym of `object`, perhaps by way of others."""
        return subject_id != object_id and object_id in synonym_chain(subject_id, self._synonym_of_id)

    def relate_synonym(self, subject_id: ConceptId, object_id: ConceptId) -> None:
        """Remember `subject` as a synonym of `object`, in the place of an older one of `subject`."""
        older = self._synonym_relation(subject_id)
        if older is not None and older.object_id == object_id:
            return
        if older is not None:
            self.remove(older)
        self.create(ConceptRelation(RelationId(new_id()), subject_id, "synonym", object_id))

    def annotation_behind(self, suggestion_id: SuggestionId) -> Annotation | None:
        """Return the annotation that this suggestion became, if any."""
        annotation_id = self._behind.get(suggestion_id)
        return self.annotations[annotation_id] if annotation_id is not None else None

    def is_changeable(self, annotation: Annotation) -> bool:
        """Whether who acts may change or delete the annotation."""
        return self._changeable_by is None or annotation.annotator_id == self._changeable_by

    def labels_input(self, concept_id: ConceptId, annotator_id: UserId) -> bool:
        """Whether this annotator has labeled the whole input with this concept."""
        return (concept_id, annotator_id) in self._whole

    def new_annotation_id(self) -> AnnotationId:
        """Return an id for an annotation that is about to be created."""
        return AnnotationId(new_id())

    def _synonym_relation(self, subject_id: ConceptId) -> ConceptRelation | None:
        return self._synonym_of.get(subject_id)

    def _synonym_of_id(self, subject_id: ConceptId) -> ConceptId | None:
        relation = self._synonym_of.get(subject_id)
        return relation.object_id if relation else None

    def _index(self, entity: object) -> None:
        if isinstance(entity, Annotation):
            if entity.suggestion_id:
                self._behind[entity.suggestion_id] = entity.id
            if entity.region is None:
                self._whole[entity.concept_id, entity.annotator_id] = entity.id
        elif isinstance(entity, Concept):
            self._id_of_name[entity.name] = entity.id
        elif isinstance(entity, ConceptRelation) and entity.predicate == "synonym":
            self._synonym_of[entity.subject_id] = entity

    def _unindex(self, entity: object) -> None:
        if isinstance(entity, Concept):
            self._id_of_name.pop(entity.name, None)
        elif isinstance(entity, ConceptRelation) and entity.predicate == "synonym":
            self._synonym_of.pop(entity.subject_id, None)
        elif isinstance(entity, Annotation):
            if entity.suggestion_id:
                self._behind.pop(entity.suggestion_id, None)
            if entity.region is None:
                self._whole.pop((entity.concept_id, entity.annotator_id), None)
