"""Answers to requests that carried an idempotency key, kept so that sending again does nothing twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from labelwright import errors
from labelwright.domain.ids import UserId
from labelwright.storage.tables import answers


class IdempotencyKeyReused(errors.Invalid):
    """The idempotency key {key!r} was used before for another request."""

    code = "idempotency_key_reused"
    hint = "Make a new key for every new request, and repeat it only when sending the same request again."


def find_answer(connection: Connection, user_id: UserId, key: str, request_hash: str) -> bytes | None:
    """Return the answer that was given to this request before, if it was sent before.

    Raises:
        IdempotencyKeyReused: if the key came with another request.
    """
    query = select(answers.c.request_hash, answers.c.answer).where(answers.c.user_id == user_id, answers.c.key == key)
    row = connection.execute(query).first()
    if row is None:
        return None
    if row.request_hash != request_hash:
        raise IdempotencyKeyReused(key=key)
    return bytes(row.answer)


def forget_answers(connection: Connection, before: datetime) -> int:
    """Remove the answers that were given before this time; return how many."""
    return connection.execute(answers.delete().where(answers.c.created_at < before)).rowcount


def keep_answer(
    connection: Connection, user_id: UserId, key: str, *, request_hash: str, answer: bytes, at: datetime
) -> None:
    """Keep the answer to a request, in the transaction that carries the request out."""
    connection.execute(
        answers.insert().values(user_id=user_id, key=key, request_hash=request_hash, answer=answer, created_at=at)
    )
