"""Addresses of one input's labels: the board, predictions, wishes."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from labelwright import errors
from labelwright.api.asking import AtWork, ByUser, OnceOnly
from labelwright.api.conflicts import told_with_state
from labelwright.api.schemas import boards as schemas
from labelwright.api.schemas import change_sets
from labelwright.api.schemas.models import LookAheadIn, PredictIn
from labelwright.api.schemas.regions import to_region
from labelwright.api.schemas.thresholds import check_range
from labelwright.domain.ids import AnnotationId, AppId, ChangeSetId, InputId, ModelRef, SuggestionId
from labelwright.domain.prediction import Prediction
from labelwright.inference.scheduler import Lane
from labelwright.jobs.engine import JobEngine
from labelwright.services import history, jobs, look, predict, review
from labelwright.services.workshop import Workshop

router = APIRouter(tags=["labels"])


class RegionOwnerMissing(errors.Invalid):
    """Editing a region needs either annotation_id or suggestion_id."""

    code = "region_owner_missing"
    hint = "Name exactly one of the two."


class LabelsMissing(errors.Invalid):
    """Another name or concept needs labels to be given to."""

    code = "labels_missing"
    hint = "Name at least one id in annotation_ids or suggestion_ids."


@router.get("/inputs/{input_id}/board", response_model=schemas.BoardOut)
def get_board(
    workshop: AtWork,
    input_id: InputId,
    model: Annotated[str | None, Query(max_length=200, description="`model:<id>` or `workflow:<id>`.")] = None,
) -> Response:
    """The input's annotations, and what a model suggests if it was asked before."""
    return _board(workshop, input_id, ModelRef(model) if model else None)


@router.post("/inputs/{input_id}/predictions", response_model=schemas.BoardOut)
async def create_prediction(workshop: AtWork, input_id: InputId, sent: PredictIn, request: Request) -> Response:
    """Ask a model about the input, at most once for each model version; answers with the board. Hanging up cancels."""
    future, board = await run_in_threadpool(_ask, workshop, input_id, sent)
    if board is None:
        await _wait(future, request)
        board = await run_in_threadpool(_board, workshop, input_id, ModelRef(sent.model))
    return board


@router.post("/apps/{app_id}/look-ahead", status_code=202)
def look_ahead(workshop: AtWork, app_id: AppId, sent: LookAheadIn) -> None:
    """Predict inputs that will probably be opened next, when nothing more urgent is waiting."""
    predict.look_ahead(workshop, app_id, [InputId(input_id) for input_id in sent.input_ids], ModelRef(sent.model))


@router.post("/inputs/{input_id}/change-sets", response_model=change_sets.ReviewedOut, responses=schemas.CONFLICT)
def create_change_set(
    workshop: AtWork, user: ByUser, input_id: InputId, sent: change_sets.WishIn, request: OnceOnly
) -> Response:
    """Review the input: accept, reject, add, edit, delete, rename. One wish is one change set and one undo."""
    wish = _to_wish(workshop, sent)
    render = change_sets.render_reviewed
    with told_with_state(workshop, lambda: input_id):
        answer = review.carry_out(workshop, input_id, wish, by=user.id, render=render, request=request)
    return Response(answer, media_type="application/json")


@router.post("/change-sets/{change_set_id}/undo", response_model=change_sets.UndoneOut, responses=schemas.CONFLICT)
def undo_change_set(
    workshop: AtWork, user: ByUser, change_set_id: ChangeSetId, asked: Request, request: OnceOnly
) -> Response:
    """Take a change set back; taking back an undo is a redo. That of a job under way is refused."""
    engine: JobEngine | None = asked.app.state.jobs
    if engine is not None and jobs.is_of_job(change_set_id):
        jobs.refuse_while_running(engine, change_set_id)
    with told_with_state(workshop, lambda: history.input_of(workshop, change_set_id)):
        answer = history.undo(workshop, change_set_id, by=user.id, render=change_sets.render_undone, request=request)
    return Response(answer, media_type="application/json")


def _board(workshop: Workshop, input_id: InputId, ref: ModelRef | None) -> Response:
    board = schemas.render_board(look.view_board(workshop, input_id, ref))
    return Response(board, media_type="application/json", headers={"Cache-Control": "no-store"})


def _ask(workshop: Workshop, input_id: InputId, sent: PredictIn) -> tuple[Future[Prediction], Response | None]:
    """Ask the model; if it was asked before, the board is there at once."""
    lane, ref = Lane.INTERACTIVE if sent.lane == "interactive" else Lane.LOOK_AHEAD, ModelRef(sent.model)
    future = predict.request_prediction(workshop, input_id, ref, lane=lane)
    return future, _board(workshop, input_id, ref) if future.done() and future.exception() is None else None


async def _wait(future: Future[Prediction], request: Request) -> None:
    answered = asyncio.wrap_future(future)
    gone = asyncio.create_task(_hung_up(request))
    both: set[asyncio.Future[Any]] = {answered, gone}
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if answered.done():
            answered.result()
    finally:
        gone.cancel()
        answered.cancel()


async def _hung_up(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _to_wish(workshop: Workshop, sent: change_sets.WishIn) -> review.Wish:  # noqa: PLR0911, C901 - one row per action
    match sent:
        case change_sets.AcceptIn():
            return review.accept(_suggestions(sent.suggestion_ids))
        case change_sets.AcceptAllIn():
            check_range(sent.min_score, sent.max_score)
            card = predict.labeling_card(workshop, ModelRef(sent.model))
            return review.accept_all(card.version_ref, min_score=sent.min_score, max_score=sent.max_score)
        case change_sets.RevertIn():
            return review.revert(_suggestions(sent.suggestion_ids))
        case change_sets.RejectIn():
            return review.reject(_suggestions(sent.suggestion_ids))
        case change_sets.RestoreIn():
            return review.restore(_suggestions(sent.suggestion_ids))
        case change_sets.AddIn():
            return review.add(sent.concept_name, to_region(sent.region) if sent.region is not None else None)
        case change_sets.EditRegionIn():
            return _to_edit(sent)
        case change_sets.EditRegionsIn():
            return _to_edits(sent.edits)
        case change_sets.DeleteIn():
            return review.delete(_annotations(sent.annotation_ids))
        case change_sets.RenameIn():
            return review.rename(*_labels(sent), suggestion_ids=_suggestions(sent.suggestion_ids))
        case change_sets.ReassignIn():
            return review.reassign(*_labels(sent), suggestion_ids=_suggestions(sent.suggestion_ids))
        case change_sets.MarkDoneIn():
            return review.mark_done(sent.done)


def _to_edit(sent: change_sets.EditRegionIn) -> review.Wish:
    region = to_region(sent.region)
    if sent.annotation_id and not sent.suggestion_id:
        return review.edit_region(AnnotationId(sent.annotation_id), region, revision=sent.revision)
    if sent.suggestion_id and not sent.annotation_id:
        return review.edit_suggestion_region(SuggestionId(sent.suggestion_id), region)
    raise RegionOwnerMissing()


def _to_edits(sent: list[change_sets.RegionEditIn]) -> review.Wish:
    if any(bool(edit.annotation_id) == bool(edit.suggestion_id) for edit in sent):
        raise RegionOwnerMissing()
    of_annotations = {AnnotationId(edit.annotation_id): edit for edit in sent if edit.annotation_id}
    of_suggestions = {SuggestionId(edit.suggestion_id): edit for edit in sent if edit.suggestion_id}
    return review.edit_regions(
        {key: to_region(edit.region) for key, edit in of_annotations.items()},
        {key: to_region(edit.region) for key, edit in of_suggestions.items()},
        revisions=[(key, edit.revision) for key, edit in of_annotations.items() if edit.revision is not None],
    )


def _labels(sent: change_sets.RenameIn | change_sets.ReassignIn) -> tuple[list[AnnotationId], str]:
    if not sent.annotation_ids and not sent.suggestion_ids:
        raise LabelsMissing()
    return _annotations(sent.annotation_ids), sent.name


def _suggestions(ids: list[str]) -> list[SuggestionId]:
    return [SuggestionId(value) for value in ids]


def _annotations(ids: list[str]) -> list[AnnotationId]:
    return [AnnotationId(value) for value in ids]
