"""A request that is sent twice is carried out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from labelwright.domain.ids import UserId
from labelwright.services.workshop import Workshop
from labelwright.storage import answers

KEPT_FOR = timedelta(days=7)
"""Answers, which are as long as what they answer: nobody sends a request again after a week."""


@dataclass(frozen=True, slots=True)
class RequestKey:
    """What makes a request the same one when it is sent again."""

    user_id: UserId
    key: str
    request_hash: str


def forget_old_answers(workshop: Workshop) -> int:
    """Remove the answers that nobody asks for again; return how many."""
    with workshop.database.write() as connection:
        return answers.forget_answers(connection, workshop.now() - KEPT_FOR)


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
