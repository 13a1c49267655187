"""Addresses of datasets."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from labelwright.api.asking import AtWork
from labelwright.api.attachments import disposition_of
from labelwright.domain.ids import AppId
from labelwright.services import export, labeling_apps

router = APIRouter(tags=["exports"])
CHUNK_BYTES = 1 << 16


@router.get("/apps/{app_id}/export", response_class=StreamingResponse)
def export_app(
    workshop: AtWork,
    app_id: AppId,
    format: export.ExportFormat = "coco",  # noqa: A002, ARG001 - the name of the query parameter; one value so far
    suggestions: Annotated[bool, Query(description="Also open suggestions, with their scores.")] = False,
) -> StreamingResponse:
    """The app's annotations as a dataset file, as they are at one moment."""
    app = labeling_apps.get_app(workshop, app_id)
    out = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed by the stream
    try:
        export.export_app(workshop, app_id, out, with_suggestions=suggestions)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    headers = {"Content-Disposition": disposition_of(f"{app.name}.coco.json")}
    return StreamingResponse(_stream(out), media_type="application/json", headers=headers)


def _stream(out: IO[str]) -> Iterator[str]:
    with out:
        while chunk := out.read(CHUNK_BYTES):
            yield chunk
