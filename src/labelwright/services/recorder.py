"""One thread that stores findings: what arrives while a transaction is written goes together into the next."""

from __future__ import annotations

import queue
import threading
from concurrent.futures import Future
from typing import NamedTuple

from labelwright import errors
from labelwright.domain.ids import InputId, ModelVersion
from labelwright.domain.prediction import Prediction
from labelwright.services.suggest import Finding, store_finding
from labelwright.storage.database import Database

MAX_TOGETHER = 64
"""Findings in one transaction at most, so that no other writer waits long."""


class RecorderClosed(errors.Unavailable):
    """Labelwright is shutting down and stores no more predictions."""

    code = "recorder_closed"
    hint = "Start it again; what was not stored is predicted again when it is asked for."


class _Order(NamedTuple):
    finding: Finding
    stored: Future[Prediction]


class Recorder:
    """Stores findings; each future is done when its prediction is committed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._awaited: dict[tuple[InputId, ModelVersion], Future[Prediction]] = {}
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def put(self, finding: Finding) -> Future[Prediction]:
        """Store `finding` soon; return the future of its prediction, or of the error.

        Raises:
            RecorderClosed: after `close`.
        """
        if self._closed:
            raise RecorderClosed()
        stored: Future[Prediction] = Future()
        self._awaited[finding.input_id, finding.model_version] = stored
        self._orders.put(_Order(finding, stored))
        return stored

    def awaited(self, input_id: InputId, version: ModelVersion) -> Future[Prediction] | None:
        """Return the future of what the model version said about the input, if it is being stored."""
        return self._awaited.get((input_id, version))

    def close(self) -> None:
        """Store what has arrived and stop."""
        if not self._closed:
            self._closed = True
            self._orders.put(None)
            self._thread.join()

    def _run(self) -> None:
        while True:
            orders, is_last = self._take()
            if orders:
                self._store(orders)
            if is_last:
                return

    def _take(self) -> tuple[list[_Order], bool]:
        orders: list[_Order] = []
        order = self._orders.get()
        while order is not None:
            orders.append(order)
            if len(orders) == MAX_TOGETHER:
                return orders, False
            try:
                order = self._orders.get_nowait()
            except queue.Empty:
                return orders, False
        return orders, True

    def _store(self, orders: list[_Order]) -> None:
        try:
            with self._database.write() as connection:
                done = [store_finding(connection, order.finding) for order in orders]
        except Exception as error:  # noqa: BLE001 - it is handed to whoever waits for the prediction
            if len(orders) > 1:
                for order in orders:
                    self._store([order])
            else:
                self._forget(orders[0])
                orders[0].stored.set_exception(error)
            return
        for order, prediction in zip(orders, done, strict=True):
            self._forget(order)
            order.stored.set_result(prediction)

    def _forget(self, order: _Order) -> None:
        self._awaited.pop((order.finding.input_id, order.finding.model_version), None)
