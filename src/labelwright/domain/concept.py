"""An app's vocabulary: concepts, and the relations between them."""

from __future__ import annotations

import colorsys
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from labelwright import errors
from labelwright.domain.ids import ConceptId, RelationId
from labelwright.domain.naming import kept_name

Predicate = Literal["synonym", "hyponym", "hypernym"]

MAX_NAME_LENGTH = 200
_DIGITS = "1234567890"
HOTKEYS = (*_DIGITS, *(f"Shift+{digit}" for digit in _DIGITS))


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
    hotkey: str | None = None
    """One of `HOTKEYS`; it belongs to one concept of an app."""


@dataclass(frozen=True, slots=True)
class ConceptRelation:
    """What `subject` is of `object`. Accepting or adding the subject of a synonym gives its object."""

    id: RelationId
    subject_id: ConceptId
    predicate: Predicate
    object_id: ConceptId


def synonym_chain(concept_id: ConceptId, object_of: Callable[[ConceptId], ConceptId | None]) -> Iterator[ConceptId]:
    """Give the concept, then what it is a synonym of, and so on; the last is what accepting or adding it gives."""
    passed: set[ConceptId] = set()
    following: ConceptId | None = concept_id
    while following is not None and following not in passed:
        yield following
        passed.add(following)
        following = object_of(following)


def follow_synonyms(concept_id: ConceptId, object_of: Callable[[ConceptId], ConceptId | None]) -> ConceptId:
    """Return the concept that accepting or adding this one gives."""
    *_, last = synonym_chain(concept_id, object_of)
    return last


def synonyms_among(relations: Iterable[ConceptRelation]) -> dict[ConceptId, ConceptId]:
    """Return the object of each subject of a synonym relation."""
    return {relation.subject_id: relation.object_id for relation in relations if relation.predicate == "synonym"}


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
