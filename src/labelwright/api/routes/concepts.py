"""Addresses of an app's vocabulary: concepts, and the relations between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from labelwright.api.asking import AtWork, ByUser, OnceOnly
from labelwright.api.schemas import concepts as schemas
from labelwright.domain import relating, vocabulary
from labelwright.domain.board import Board
from labelwright.domain.change import Action
from labelwright.domain.ids import AppId, ConceptId, RelationId
from labelwright.domain.outcome import Outcome
from labelwright.services import curate, look

router = APIRouter(tags=["concepts"])


class _Curator:
    """Carries one change of the vocabulary out for whoever asks, and answers with what came of it."""

    def __init__(self, workshop: AtWork, user: ByUser, app_id: AppId, request: OnceOnly) -> None:
        self.workshop = workshop
        self.user = user
        self.app_id = app_id
        self.request = request

    def change(self, action: Action, rule: Callable[[Board], Outcome], status_code: int = 200) -> Response:
        """Carry the rule out."""
        answer = curate.change_vocabulary(
            self.workshop,
            self.app_id,
            action,
            rule,
            by=self.user.id,
            render=schemas.render_curated,
            request=self.request,
        )
        return Response(answer, status_code=status_code, media_type="application/json")

    def merge(self, source_id: ConceptId, target_id: ConceptId) -> Response:
        """Merge one concept into another."""
        answer = curate.merge_concepts(
            self.workshop,
            self.app_id,
            source_id,
            target_id,
            by=self.user.id,
            render=schemas.render_curated,
            request=self.request,
        )
        return Response(answer, media_type="application/json")


Curator = Annotated[_Curator, Depends()]


@router.get("/apps/{app_id}/concepts")
def list_concepts(
    workshop: AtWork,
    app_id: AppId,
    search: Annotated[
        str, Query(max_length=200, description="Part of the name, or of the name of a synonym that leads to it.")
    ] = "",
) -> schemas.VocabularyOfApp:
    """The app's concepts by name, and the relations between all of them."""
    return schemas.to_vocabulary(*look.view_vocabulary(workshop, app_id, search))


@router.post("/apps/{app_id}/concepts", status_code=201, response_model=schemas.CuratedOut)
def create_concept(curator: Curator, sent: schemas.ConceptIn) -> Response:
    """Add a concept."""
    return curator.change(
        "add_concept",
        lambda board: vocabulary.add_concept(board, name=sent.name, colour=sent.colour, hotkey=sent.hotkey),
        status_code=201,
    )


@router.patch("/apps/{app_id}/concepts/{concept_id}", response_model=schemas.CuratedOut)
def edit_concept(curator: Curator, concept_id: ConceptId, sent: schemas.ConceptEditIn) -> Response:
    """Give a concept another name, colour or hotkey; all its labels show it."""
    is_taken = "hotkey" in sent.model_fields_set and sent.hotkey is None
    hotkey = vocabulary.NO_HOTKEY if is_taken else sent.hotkey
    return curator.change(
        "edit_concept",
        lambda board: vocabulary.edit_concept(
            board, concept_id, name=sent.name, colour=sent.colour, hotkey=hotkey, keeps_name=sent.keeps_name
        ),
    )


@router.delete("/apps/{app_id}/concepts/{concept_id}", response_model=schemas.CuratedOut)
def delete_concept(curator: Curator, concept_id: ConceptId) -> Response:
    """Delete a concept that no label carries, with its relations."""
    return curator.change("delete_concept", lambda board: vocabulary.delete_concept(board, concept_id))


@router.post("/apps/{app_id}/concepts/{concept_id}/merge", response_model=schemas.CuratedOut)
def merge_concept(curator: Curator, concept_id: ConceptId, sent: schemas.MergeIn) -> Response:
    """Give every label of this concept another, and make this one a synonym of that: one change set, one undo."""
    return curator.merge(concept_id, ConceptId(sent.into_id))


@router.post("/apps/{app_id}/concept-relations", status_code=201, response_model=schemas.CuratedOut)
def create_relation(curator: Curator, sent: schemas.ConceptRelationIn) -> Response:
    """Relate two concepts. A synonym takes the place of an older one of its subject."""
    subject_id, object_id = ConceptId(sent.subject_id), ConceptId(sent.object_id)
    return curator.change(
        "relate", lambda board: relating.relate(board, subject_id, sent.predicate, object_id), status_code=201
    )


@router.put("/apps/{app_id}/concept-relations/{relation_id}", response_model=schemas.CuratedOut)
def edit_relation(curator: Curator, relation_id: RelationId, sent: schemas.ConceptRelationIn) -> Response:
    """Let a relation say something else."""
    subject_id, object_id = ConceptId(sent.subject_id), ConceptId(sent.object_id)
    return curator.change(
        "relate", lambda board: relating.edit_relation(board, relation_id, subject_id, sent.predicate, object_id)
    )


@router.delete("/apps/{app_id}/concept-relations/{relation_id}", response_model=schemas.CuratedOut)
def delete_relation(curator: Curator, relation_id: RelationId) -> Response:
    """Delete a relation."""
    return curator.change("unrelate", lambda board: relating.unrelate(board, relation_id))
