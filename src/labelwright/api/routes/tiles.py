"""Addresses of the tiles of large pictures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response

from labelwright.api.asking import AtWork
from labelwright.api.kept import is_kept
from labelwright.api.schemas import inputs as schemas
from labelwright.domain.ids import InputId
from labelwright.media.tiling import TILE_MEDIA_TYPE, TileKey
from labelwright.services import look

router = APIRouter(tags=["inputs"])
Place = Annotated[int, Path(ge=0, le=10_000)]
_TILE: dict[int | str, dict[str, object]] = {
    200: {"content": {TILE_MEDIA_TYPE: {}}},
    304: {"description": "Not modified"},
}


@router.get("/inputs/{input_id}/tiles")
def get_tiles(workshop: AtWork, input_id: InputId) -> schemas.TilesOut:
    """The tiles of a large picture. The first who asks has them made; ask again until all of them are."""
    at = look.get_input(workshop, input_id)
    return schemas.to_tiles(at, workshop.tiles.share_made(at))


@router.get("/inputs/{input_id}/tiles/{level}/{column}_{row}.jpg", responses=_TILE, response_class=Response)
def get_tile(
    workshop: AtWork,
    input_id: InputId,
    level: Place,
    column: Place,
    row: Place,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """One tile of a large picture, upright."""
    at = look.get_input(workshop, input_id)
    tag = f'"{at.blob[:32]}-{level}-{column}-{row}"'
    headers = {"ETag": tag, "Cache-Control": "private, max-age=31536000, immutable"}
    if is_kept(tag, if_none_match):
        return Response(status_code=304, headers=headers)
    tile = workshop.tiles.tile(at, TileKey(level, column, row))
    return Response(tile, media_type=TILE_MEDIA_TYPE, headers=headers)
