"""What every route asks of a request: the workshop, the user, the key that makes it repeatable."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import Depends, Header, Request
from fastapi.concurrency import run_in_threadpool

from labelwright import errors
from labelwright.domain.ids import UserId
from labelwright.domain.user import User
from labelwright.services import people
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


AtWork = Annotated[Workshop, Depends(_workshop)]


class UserUnknown(errors.Forbidden):
    """There is no user {id!r}, so nobody is labeling."""

    code = "user_unknown"
    hint = "Choose who is labeling in the bar at the top, or leave the header Labelwright-User away."


async def _user(
    request: Request,
    workshop: AtWork,
    labelwright_user: Annotated[
        str | None, Header(description="Id of who is labeling, from `/users`; without it, the local user.")
    ] = None,
) -> User:
    """Return who acts: nobody has to log in yet, since the server listens on this machine only."""
    if labelwright_user is None:
        local: User = request.app.state.user
        return local
    known: dict[str, User] = request.app.state.known_users
    if labelwright_user not in known:
        known[labelwright_user] = await run_in_threadpool(_find_user, workshop, labelwright_user)
    return known[labelwright_user]


def _find_user(workshop: Workshop, user_id: str) -> User:
    try:
        return people.get_user(workshop, UserId(user_id))
    except errors.NotFound as error:
        raise UserUnknown(id=user_id[:MAX_KEY_LENGTH]) from error


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
