"""Change sets as server-sent events: what was missed first, then each as it is committed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

import orjson
from fastapi import APIRouter, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from labelwright.api.asking import AtWork
from labelwright.api.schemas.change_sets import change_set_dict
from labelwright.domain.ids import AppId
from labelwright.services import feed, labeling_apps
from labelwright.services.workshop import Workshop

router = APIRouter(tags=["live"])
LOOK_AGAIN_S = 1.0
"""How often the log is looked at for what another process has written."""
KEEP_ALIVE_S = 15.0
MAX_DIGITS = 18
"""Of a change's number."""


class Wakers:
    """Wakes the open streams of an app, from whatever thread its change was committed on."""

    def __init__(self) -> None:
        self._events: dict[AppId, set[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = {}
        self.closed = False

    def add(self, app_id: AppId) -> asyncio.Event:
        """Return an event that is set at every change of the app."""
        event = asyncio.Event()
        self._events.setdefault(app_id, set()).add((asyncio.get_running_loop(), event))
        return event

    def remove(self, app_id: AppId, event: asyncio.Event) -> None:
        """Forget the event."""
        self._events.get(app_id, set()).discard((asyncio.get_running_loop(), event))

    def wake(self, app_id: AppId) -> None:
        """Set every event of the app."""
        for loop, event in tuple(self._events.get(app_id, ())):
            if not loop.is_closed():
                loop.call_soon_threadsafe(event.set)

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        self.closed = True
        for app_id in tuple(self._events):
            self.wake(app_id)


@router.get("/apps/{app_id}/events", response_class=StreamingResponse)
async def stream_events(
    workshop: AtWork,
    app_id: AppId,
    request: Request,
    after: Annotated[
        int | None, Query(ge=0, description="Number of the last change known; default: the newest.")
    ] = None,
    last_event_id: Annotated[str | None, Header()] = None,
) -> StreamingResponse:
    """Change sets of the app as they happen (`text/event-stream`). `Last-Event-ID` resumes where a stream broke off."""
    app = await run_in_threadpool(labeling_apps.get_app, workshop, app_id)
    is_number = last_event_id and last_event_id.isdecimal() and len(last_event_id) <= MAX_DIGITS
    resume = int(last_event_id) if last_event_id and is_number else after
    seq = app.change_seq if resume is None else min(resume, app.change_seq)  # more than there is: of another database
    wakers: Wakers = request.app.state.wakers
    return StreamingResponse(
        _events(workshop, app_id, seq, wakers),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(workshop: Workshop, app_id: AppId, seq: int, wakers: Wakers) -> AsyncIterator[bytes]:
    woken = wakers.add(app_id)
    quiet_s = 0.0
    try:
        yield f"retry: 1000\nid: {seq}\nevent: hello\ndata: {{}}\n\n".encode()
        while not wakers.closed:
            woken.clear()
            news, seq = await run_in_threadpool(feed.news_after, workshop, app_id, seq)
            for entry in news:
                yield _to_event(entry)
            if news:
                quiet_s = 0.0
                continue
            try:
                await asyncio.wait_for(woken.wait(), LOOK_AGAIN_S)
            except TimeoutError:
                quiet_s += LOOK_AGAIN_S
            if quiet_s >= KEEP_ALIVE_S:
                quiet_s = 0.0
                yield b": still here\n\n"
    finally:
        wakers.remove(app_id, woken)


def _to_event(entry: feed.News) -> bytes:
    data = orjson.dumps(change_set_dict(entry.change_set, seq=entry.seq, input_id=entry.input_id))
    return b"id: %d\nevent: change_set\ndata: %s\n\n" % (entry.seq, data)
