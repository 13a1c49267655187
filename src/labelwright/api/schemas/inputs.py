"""Inputs on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from labelwright.api.problems import Problem, problem_of
from labelwright.api.schemas.apps import StatusCounts
from labelwright.domain.input import Input, InputStatus
from labelwright.media.tiling import TILE_PX
from labelwright.services.deletion import Deleted
from labelwright.services.ingest import Added
from labelwright.services.tiles import is_tiled, levels_of


class InputOut(BaseModel):
    """One image of an app."""

    id: str
    app_id: str
    name: str
    media_type: str
    n_bytes: int
    width_px: int
    height_px: int
    orientation: int
    status: InputStatus
    done: bool
    n_open: int
    n_annotations: int
    revision: int
    created_at: datetime
    metadata: dict[str, str]
    image_url: str
    thumbnail_url: str
    original_url: str
    tiles_url: str | None
    """Where the tiles of a large picture are listed; null: the picture is shown whole."""


class TileLevelOut(BaseModel):
    """One size of a large picture that is cut into tiles."""

    width_px: int
    height_px: int


class TilesOut(BaseModel):
    """The tiles of a large picture, and how far they are made."""

    tile_px: int
    share_made: float
    """In [0, 1]; a tile can be asked for at 1."""
    levels: list[TileLevelOut]
    """Full size first; a tile of level n is at `tile_url` with n, its column and its row from 0 put in."""
    tile_url: str


class InputPageOut(BaseModel):
    """Some inputs of a list, and where it goes on."""

    items: list[InputOut]
    next_cursor: str | None
    previous_cursor: str | None
    counts: StatusCounts


class DeleteInputsIn(BaseModel):
    """Inputs to take out of an app."""

    input_ids: list[str] = Field(min_length=1, max_length=20_000)


class DeletedOut(BaseModel):
    """What was deleted, and the change set whose undo brings it back; null if all was deleted before."""

    change_set_id: str | None
    n_deleted: int


def render_deleted(deleted: Deleted) -> bytes:
    """Return `DeletedOut` as JSON."""
    change_set = deleted.change_set
    sent = DeletedOut(change_set_id=change_set.id if change_set else None, n_deleted=len(deleted.inputs))
    return sent.model_dump_json().encode()


class AddedOut(BaseModel):
    """What became of one uploaded file: an input, or a problem."""

    name: str
    input: InputOut | None
    problem: Problem | None


class AddedList(BaseModel):
    """What became of each uploaded file, in the order they were sent."""

    items: list[AddedOut]
    n_added: int
    n_duplicates: int
    n_refused: int


def input_dict(at: Input) -> dict[str, Any]:
    """Return an input as it is sent, `InputOut` in plain values: lists of many are too slow through a model each."""
    version = at.blob[:12]
    return {
        "id": at.id,
        "app_id": at.app_id,
        "name": at.name,
        "media_type": at.media_type,
        "n_bytes": at.n_bytes,
        "width_px": at.width_px,
        "height_px": at.height_px,
        "orientation": at.orientation,
        "status": at.status,
        "done": at.done,
        "n_open": at.n_open,
        "n_annotations": at.n_annotations,
        "revision": at.revision,
        "created_at": at.created_at,
        "metadata": dict(at.metadata),
        "image_url": f"/api/v1/inputs/{at.id}/image?v={version}",
        "thumbnail_url": f"/api/v1/inputs/{at.id}/thumbnail?v={version}",
        "original_url": f"/api/v1/inputs/{at.id}/original?v={version}",
        "tiles_url": f"/api/v1/inputs/{at.id}/tiles?v={version}" if is_tiled(at) else None,
    }


def to_input(at: Input) -> InputOut:
    """Return one input as it is sent."""
    return InputOut(**input_dict(at))


def to_tiles(at: Input, share_made: float) -> TilesOut:
    """Return the tiles of a large picture as they are listed."""
    return TilesOut(
        tile_px=TILE_PX,
        share_made=share_made,
        levels=[TileLevelOut(width_px=level.width_px, height_px=level.height_px) for level in levels_of(at)],
        tile_url=f"/api/v1/inputs/{at.id}/tiles/{{level}}/{{column}}_{{row}}.jpg?v={at.blob[:12]}",
    )


def to_added_list(added: list[Added]) -> AddedList:
    """Return what became of each file as it is sent."""
    n_added = sum(entry.input is not None for entry in added)
    n_duplicates = sum(entry.error is not None and entry.error.code == "duplicate_input" for entry in added)
    return AddedList(
        items=[
            AddedOut(
                name=entry.name,
                input=to_input(entry.input) if entry.input else None,
                problem=Problem(**problem_of(entry.error)) if entry.error else None,
            )
            for entry in added
        ],
        n_added=n_added,
        n_duplicates=n_duplicates,
        n_refused=len(added) - n_added - n_duplicates,
    )


class PlaceOut(BaseModel):
    """Where an input stands in a list, from 1: "3 of 125"."""

    number: int
    total: int


class Position(BaseModel):
    """Where an input is in a list."""

    cursor: str
