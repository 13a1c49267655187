"""What every route asks of a request: the workshop, the user, the key that makes it repeatable."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import Depends, Header, Request

from labelwright import errors
from labelwright.domain.app import User
from labelwright.services.idempotency import RequestKey
from labelwright.services.workshop import Workshop

MAX_KEY_LENGTH = 200


class IdempotencyKeyInvalid(errors.Invalid):
    """The idempotency key has {length} characters."""

    code = "idempotency_key_invalid"
    hint = "Send 1 to 200 characters, such as a UUID."


async def _workshop(request: Request) -> Workshop:
    workshop: Workshop = request.app.state.workshop
    return workshop


async def _user(request: Request) -> User:
    user: User = request.app.state.user
    return user


AtWork = Annotated[Workshop, Depends(_workshop)]
ByUser = Annotated[User, Depends(_user)]


async def _request_key(
    request: Request,
    user: ByUser,
    idempotency_key: Annotated[
        str | None, Header(description="Makes the request safe to send again: it is carried out once.")
    ] = None,
) -> RequestKey | None:
    if idempotency_key is None:
        return None
    if not 1 <= len(idempotency_key) <= MAX_KEY_LENGTH:
        raise IdempotencyKeyInvalid(length=len(idempotency_key))
    sent = b"\0".join((request.method.encode(), request.url.path.encode(), await request.body()))
    return RequestKey(user.id, idempotency_key, hashlib.sha256(sent).hexdigest())


OnceOnly = Annotated[RequestKey | None, Depends(_request_key)]
