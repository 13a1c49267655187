"""Addresses of inputs and their pictures."""

from __future__ import annotations

from typing import Annotated

import orjson
from fastapi import APIRouter, File, Header, Query, Response, UploadFile

from labelwright.api.asking import AtWork, ByUser, OnceOnly
from labelwright.api.attachments import disposition_of
from labelwright.api.kept import is_kept, json_unless_kept
from labelwright.api.schemas import inputs as schemas
from labelwright.api.schemas.apps import counts_of
from labelwright.domain.ids import AppId, InputId
from labelwright.domain.input import Input, InputStatus
from labelwright.services import deletion, ingest, look, pictures
from labelwright.services.workshop import Workshop
from labelwright.storage.inputs import InputFilter, InputSort

router = APIRouter(tags=["inputs"])
MAX_PAGE = 500
_UNCHANGED: dict[int | str, dict[str, object]] = {304: {"description": "Not modified"}}


@router.get("/apps/{app_id}/inputs", response_model=schemas.InputPageOut, responses=_UNCHANGED)
def list_inputs(
    workshop: AtWork,
    app_id: AppId,
    status: InputStatus | None = None,
    search: Annotated[str, Query(max_length=200, description="Part of the name.")] = "",
    sort: InputSort = "oldest",
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
    backward: Annotated[bool, Query(description="The page before the cursor instead of after it.")] = False,
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 100,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """One page of the app's inputs, with the counts of the whole app."""
    where = InputFilter(status=status, search=search)
    app, page = look.page_of_inputs(workshop, app_id, where, sort=sort, cursor=cursor, backward=backward, limit=limit)
    answer = {
        "items": [schemas.input_dict(at) for at in page.items],
        "next_cursor": page.next_cursor,
        "previous_cursor": page.previous_cursor,
        "counts": counts_of(app).model_dump(),
    }
    return json_unless_kept(orjson.dumps(answer), if_none_match)


@router.get("/apps/{app_id}/inputs/{input_id}/position")
def get_position(workshop: AtWork, app_id: AppId, input_id: InputId, sort: InputSort = "oldest") -> schemas.Position:
    """The cursor of an input in the app's list, to page from it in both directions."""
    return schemas.Position(cursor=look.cursor_of(workshop, app_id, input_id, sort))


@router.get("/apps/{app_id}/inputs/{input_id}/place")
def get_place(
    workshop: AtWork,
    app_id: AppId,
    input_id: InputId,
    status: InputStatus | None = None,
    search: Annotated[str, Query(max_length=200, description="Part of the name.")] = "",
    sort: InputSort = "oldest",
) -> schemas.PlaceOut:
    """Where an input stands in the app's list of this filter. One that the filter leaves out is counted with it."""
    place = look.place_of(workshop, app_id, input_id, InputFilter(status=status, search=search), sort)
    return schemas.PlaceOut(number=place.number, total=place.total)


@router.post("/apps/{app_id}/inputs", response_model=schemas.AddedList)
def add_inputs(
    workshop: AtWork,
    user: ByUser,
    app_id: AppId,
    files: Annotated[list[UploadFile], File(description="Pictures; each answers for itself.")],
) -> schemas.AddedList:
    """Add pictures. A refused one does not stop the others; a picture the app has already is reported."""
    too_large = workshop.limits.max_bytes + 1
    incoming = (ingest.IncomingFile(file.filename or "unnamed", file.file.read(too_large)) for file in files)
    return schemas.to_added_list(list(ingest.add_each(workshop, app_id, incoming, by=user.id)))


@router.post("/apps/{app_id}/inputs/delete", response_model=schemas.DeletedOut)
def delete_inputs(
    workshop: AtWork, user: ByUser, app_id: AppId, sent: schemas.DeleteInputsIn, request: OnceOnly
) -> Response:
    """Take inputs out of the app; their labels are kept. Undoing the change set, or adding a file again, restores."""
    ids = [InputId(input_id) for input_id in sent.input_ids]
    answer = deletion.delete_inputs(workshop, app_id, ids, by=user.id, render=schemas.render_deleted, request=request)
    return Response(answer, media_type="application/json")


@router.get("/inputs/{input_id}")
def get_input(workshop: AtWork, input_id: InputId) -> schemas.InputOut:
    """One input."""
    return schemas.to_input(look.get_input(workshop, input_id))


_PICTURE: dict[int | str, dict[str, object]] = {200: {"content": {"image/*": {}}}, **_UNCHANGED}


@router.get("/inputs/{input_id}/image", responses=_PICTURE, response_class=Response)
def get_image(workshop: AtWork, input_id: InputId, if_none_match: Annotated[str | None, Header()] = None) -> Response:
    """The picture in full size, turned as its EXIF data says, in a format that browsers show."""
    at = look.get_input(workshop, input_id)
    return _picture(workshop, at, "image", if_none_match)


@router.get("/inputs/{input_id}/thumbnail", responses=_PICTURE, response_class=Response)
def get_thumbnail(
    workshop: AtWork, input_id: InputId, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """A small copy, turned."""
    at = look.get_input(workshop, input_id)
    return _picture(workshop, at, "thumbnail", if_none_match)


@router.get("/inputs/{input_id}/original", responses=_PICTURE, response_class=Response)
def get_original(
    workshop: AtWork, input_id: InputId, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """The file as it came, byte for byte."""
    at = look.get_input(workshop, input_id)
    return _picture(workshop, at, "original", if_none_match)


_MAKERS = {"image": pictures.display, "thumbnail": pictures.thumbnail, "original": pictures.original}


def _picture(workshop: Workshop, at: Input, form: str, if_none_match: str | None) -> Response:
    tag = f'"{at.blob[:32]}-{form}"'
    headers = {"ETag": tag, "Cache-Control": "private, max-age=31536000, immutable"}
    if is_kept(tag, if_none_match):
        return Response(status_code=304, headers=headers)
    picture = _MAKERS[form](workshop, at)
    if form == "original":
        headers["Content-Disposition"] = disposition_of(at.name)
    return Response(picture.data, media_type=picture.media_type, headers=headers)
