"""An app's vocabulary: concepts, and the relations between them."""

from __future__ import annotations

import colorsys
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from labelwright import errors
from labelwright.domain.ids import ConceptId, RelationId
from labelwright.domain.naming import kept_name

Predicate = Literal["synonym", "hyponym", "hypernym"]

MAX_NAME_LENGTH = 200


class ConceptNameInvalid(errors.Invalid):
    """{name!r} cannot be the name of a concept: {reason}."""

    code = "concept_name_invalid"
    hint = "Give a name of 1 to 200 characters without line breaks or other control characters."


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of the vocabulary."""

    id: ConceptId
    name: str
    colour: str
    """`#rrggbb`; the same in every state and place."""


@dataclass(frozen=True, slots=True)
class ConceptRelation:
    """What `subject` is of `object`. Accepting or adding the subject of a synonym gives its object."""

    id: RelationId
    subject_id: ConceptId
    predicate: Predicate
    object_id: ConceptId


def checked_name(name: str) -> str:
    """Return `name` as it is kept: Unicode NFC, outer white space removed, case and inner characters as typed.

    Raises:
        ConceptNameInvalid: if it is empty, too long or holds control characters.
    """
    return kept_name(name, max_length=MAX_NAME_LENGTH, refusal=ConceptNameInvalid)


_HUES = 36
_COLOUR_BYTES = 2


@lru_cache(maxsize=10_000)
def colour_of(name: str) -> str:
    """Return the colour a concept of this name has before anyone chooses another: always the same for the same name."""
    digest = hashlib.sha256(name.encode()).digest()
    hue = int.from_bytes(digest[:_COLOUR_BYTES], "big") % _HUES * (360 // _HUES)
    lightness = (0.50, 0.58, 0.66)[digest[2] % 3]
    return _hsl_to_hex(hue / 360, 0.78, lightness)


def _hsl_to_hex(hue: float, saturation: float, lightness: float) -> str:
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
