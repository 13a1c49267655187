"""Names for identities, and how a new one is made."""

from __future__ import annotations

import os
import threading
import time
from functools import lru_cache
from typing import NewType

AppId = NewType("AppId", str)
InputId = NewType("InputId", str)
ConceptId = NewType("ConceptId", str)
RelationId = NewType("RelationId", str)
PredictionId = NewType("PredictionId", str)
SuggestionId = NewType("SuggestionId", str)
AnnotationId = NewType("AnnotationId", str)
ChangeSetId = NewType("ChangeSetId", str)
UserId = NewType("UserId", str)
JobId = NewType("JobId", str)
ModelRef = NewType("ModelRef", str)
"""`model:<id>` or `workflow:<id>`: what a person picks."""
ModelVersion = NewType("ModelVersion", str)
"""`<ModelRef>@<version>`: what a prediction is stored under."""

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [high + low for high in _ALPHABET for low in _ALPHABET]
_RANDOM_BITS = 80
_PREFIX_SHIFTS = range(100, -1, -10)
_SUFFIX_BITS = 20
_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """Return a new identity: 26 characters that sort by the time they were made, also within one millisecond.

    Source:
        The ULID layout: 48 bits of milliseconds since 1970, 80 random bits, in Crockford's base 32.
    """
    global _last  # noqa: PLW0603 - the one counter that keeps ids of one process in order
    millisecond = time.time_ns() // 1_000_000
    with _lock:
        if millisecond > _last >> _RANDOM_BITS:
            _last = millisecond << _RANDOM_BITS | int.from_bytes(os.urandom(_RANDOM_BITS // 8), "big")
        else:
            _last += 1
        value = _last
    return _to_base32(value)


def _to_base32(value: int) -> str:
    return _prefix(value >> _SUFFIX_BITS) + _PAIRS[value >> 10 & 1023] + _PAIRS[value & 1023]


@lru_cache(maxsize=16)
def _prefix(high: int) -> str:
    """Write all but the last four characters; ids that are made together share them."""
    return "".join([_PAIRS[high >> shift & 1023] for shift in _PREFIX_SHIFTS])
