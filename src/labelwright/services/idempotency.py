"""A request that is sent twice is carried out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from labelwright.domain.ids import UserId
from labelwright.storage import answers


@dataclass(frozen=True, slots=True)
class RequestKey:
    """What makes a request the same one when it is sent again."""

    user_id: UserId
    key: str
    request_hash: str


def carry_out_once(
    connection: Connection, request: RequestKey | None, at: datetime, carry_out: Callable[[], bytes]
) -> bytes:
    """Return the answer of `carry_out`, or the one it gave when the same request came before.

    Raises:
        IdempotencyKeyReused: if the key came with another request.
    """
    if request is None:
        return carry_out()
    earlier = answers.find_answer(connection, request.user_id, request.key, request.request_hash)
    if earlier is not None:
        return earlier
    answer = carry_out()
    answers.keep_answer(
        connection, request.user_id, request.key, request_hash=request.request_hash, answer=answer, at=at
    )
    return answer
