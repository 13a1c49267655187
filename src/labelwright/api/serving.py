"""The server's life: its port opened, the address told, models warmed behind it, stopped without losing anything."""

from __future__ import annotations

import gc
import ipaddress
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from labelwright import errors
from labelwright.api.live import Wakers
from labelwright.api.server import LOOPBACK_HOSTS, make_server
from labelwright.bootstrap import jobs_of, workshop_of
from labelwright.jobs.engine import JobEngine
from labelwright.services import idempotency
from labelwright.services.workshop import Workshop
from labelwright.settings import Settings
from labelwright.storage.notices import ChangeNotices

_log = logging.getLogger("labelwright")
GRACE_S = 5
"""How long requests under way may take to end once the server is asked to stop."""
BACKLOG = 512


class AddressRefused(errors.Forbidden):
    """Labelwright does not listen on {host}: anybody who reaches that address could change everything."""

    code = "address_refused"
    hint = "Listen on 127.0.0.1, localhost or ::1; other addresses need a login, which this version does not have."


class PortTaken(errors.Unavailable):
    """Cannot listen on {host} port {port}: {reason}."""

    code = "port_taken"
    hint = "Another Labelwright may be running there; stop it, or choose another port with --port."


def serve(settings: Settings, *, on_ready: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM.

    Args:
        settings: where and what.
        on_ready: told the address once it answers.

    Raises:
        AddressRefused, PortTaken, HomeInUse, and what `open_workshop` raises.
    """
    with (
        listen(settings.host, settings.port) as door,
        workshop_of(settings) as workshop,
        jobs_of(settings, workshop) as engine,
    ):
        api = make_server(workshop, engine=engine, hosts=(*LOOPBACK_HOSTS, settings.host))
        config = uvicorn.Config(
            api, loop="auto", http="httptools", log_level="warning", access_log=False, timeout_graceful_shutdown=GRACE_S
        )
        server = _Server(config, api.state.wakers, lambda: on_ready(address_of(door, settings.host)))
        warming = threading.Thread(target=_warm, args=(workshop, engine), name="warming", daemon=True)
        server.when_ready(warming.start)
        with _notices_of(workshop, api.state.wakers):
            server.run(sockets=[door])
        if warming.is_alive():
            warming.join()  # a model being loaded must not outlive the interpreter


@contextmanager
def _notices_of(workshop: Workshop, wakers: Wakers) -> Iterator[None]:
    """Wake live pages at what other processes change, where the database tells; SQLite is looked at each second."""
    if workshop.database.is_sqlite:
        yield
        return
    notices = ChangeNotices(workshop.database, wakers.wake)
    try:
        yield
    finally:
        notices.close()


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on a loopback address.

    Raises:
        AddressRefused, PortTaken
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        if not ipaddress.ip_address(address[0]).is_loopback:
            raise AddressRefused(host=host)
        return socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0]
        raise PortTaken(host=host, port=port, reason=reason) from error


def address_of(door: socket.socket, host: str) -> str:
    """Return the address to open in a browser."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{door.getsockname()[1]}"


class _Server(uvicorn.Server):
    """Tells when it is ready, ends live streams when it stops, and returns instead of dying by the signal."""

    def __init__(self, config: uvicorn.Config, wakers: Wakers, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._wakers = wakers
        self._on_ready = [on_ready]

    def when_ready(self, call: Callable[[], None]) -> None:
        """Call this, too, once the server answers."""
        self._on_ready.append(call)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the door."""
        await super().startup(sockets)
        for call in self._on_ready:
            call()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the door."""
        self._wakers.close()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take the signals that end a program as the wish to stop."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _spare_the_collector() -> None:
    """Let the garbage collector pass over what is there from the start: it took a tenth of a large review's time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _warm(workshop: Workshop, engine: JobEngine) -> None:
    try:
        engine.launch()
        idempotency.forget_old_answers(workshop)
        workshop.catalog.warm(card.ref for card in workshop.catalog.cards() if card.kind == "model")
    except errors.LabelwrightError as error:
        _log.error("%s %s", error.message, error.hint)
    _spare_the_collector()
