"""The rules for an app's concepts: add, edit, delete. The board is that of the app, without labels. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from labelwright import errors
from labelwright.domain.board import Board
from labelwright.domain.concept import HOTKEYS, Concept, checked_name, colour_of
from labelwright.domain.draft import Draft
from labelwright.domain.ids import ConceptId, new_id
from labelwright.domain.outcome import Outcome

NO_HOTKEY = ""
"""Says that a concept is to have no hotkey, where None says that it keeps the one it has."""
_COLOUR = re.compile("#[0-9a-f]{6}")


class ConceptNotFound(errors.NotFound):
    """There is no concept {id!r} in this app."""

    code = "concept_not_found"
    hint = "List the app's concepts again; somebody may have deleted it."


class ConceptExists(errors.Conflict):
    """There is a concept named {name!r} already."""

    code = "concept_exists"
    hint = "Choose another name, or merge the two concepts."


class ConceptInUse(errors.Conflict):
    """The concept {name!r} cannot be deleted: labels carry it ({n_annotations})."""

    code = "concept_in_use"
    hint = "Merge it into another concept, or delete its labels first."


class ColourInvalid(errors.Invalid):
    """{colour!r} is not a colour."""

    code = "colour_invalid"
    hint = "Write it as #rrggbb, each part of two digits or letters from a to f."


class HotkeyInvalid(errors.Invalid):
    """{hotkey!r} cannot be a hotkey."""

    code = "hotkey_invalid"
    hint = "Choose one of 1 to 9, 0, Shift+1 to Shift+9, Shift+0."


def add_concept(board: Board, *, name: str, colour: str | None = None, hotkey: str | None = None) -> Outcome:
    """Add a concept that no label carries yet; it takes its hotkey from the concept that has it.

    Raises:
        ConceptNameInvalid, ConceptExists, ColourInvalid, HotkeyInvalid
    """
    draft = Draft(board)
    kept = checked_name(name)
    _refuse_taken(draft, kept)
    concept = Concept(
        id=ConceptId(new_id()),
        name=kept,
        colour=colour_of(kept) if colour is None else _checked_colour(colour),
        hotkey=_checked_hotkey(hotkey) if hotkey else None,
    )
    take_hotkey(draft, concept.hotkey)
    draft.create(concept)
    return Outcome(draft.changes)


def edit_concept(
    board: Board,
    concept_id: ConceptId,
    *,
    name: str | None = None,
    colour: str | None = None,
    hotkey: str | None = None,
    keeps_name: bool = False,
) -> Outcome:
    """Give a concept another name, colour or hotkey; what is None stays. All its labels show it at once.

    Args:
        board: of the app.
        concept_id: the concept.
        name: the new name.
        colour: `#rrggbb`.
        hotkey: one of `HOTKEYS`, taken from the concept that has it; or `NO_HOTKEY`.
        keeps_name: remember the old name as a synonym, so that what models call so still gives this concept.

    Raises:
        ConceptNotFound, ConceptNameInvalid, ConceptExists, ColourInvalid, HotkeyInvalid
    """
    draft = Draft(board)
    before = get_concept(draft, concept_id)
    after = before
    if name is not None:
        after = replace(after, name=checked_name(name))
    if colour is not None:
        after = replace(after, colour=_checked_colour(colour))
    if hotkey is not None:
        after = replace(after, hotkey=None if hotkey == NO_HOTKEY else _checked_hotkey(hotkey))
    if after.name != before.name:
        _refuse_taken(draft, after.name)
    if after.hotkey != before.hotkey:
        take_hotkey(draft, after.hotkey)
    draft.update(after)
    if keeps_name and after.name != before.name:
        draft.relate_synonym(draft.concept_named(before.name).id, concept_id)
    return Outcome(draft.changes)


def delete_concept(board: Board, concept_id: ConceptId) -> Outcome:
    """Delete a concept that no label carries, with its relations.

    Raises:
        ConceptNotFound, ConceptInUse
    """
    draft = Draft(board)
    concept = get_concept(draft, concept_id)
    n_annotations = board.concept_uses.get(concept_id, 0)
    if n_annotations:
        raise ConceptInUse(name=concept.name, n_annotations=n_annotations)
    for relation in tuple(draft.relations.values()):
        if concept_id in {relation.subject_id, relation.object_id}:
            draft.remove(relation)
    draft.remove(concept)
    return Outcome(draft.changes)


def get_concept(draft: Draft, concept_id: ConceptId) -> Concept:
    """Return the concept.

    Raises:
        ConceptNotFound
    """
    try:
        return draft.concepts[concept_id]
    except KeyError:
        raise ConceptNotFound(id=concept_id) from None


def take_hotkey(draft: Draft, hotkey: str | None) -> None:
    """Take the hotkey from the concept that has it."""
    for concept in tuple(draft.concepts.values()):
        if hotkey is not None and concept.hotkey == hotkey:
            draft.update(replace(concept, hotkey=None))


def _refuse_taken(draft: Draft, name: str) -> None:
    taken = draft.id_named(name)
    if taken is not None:
        raise ConceptExists(name=name, id=taken)


def _checked_colour(colour: str) -> str:
    kept = colour.lower()
    if not _COLOUR.fullmatch(kept):
        raise ColourInvalid(colour=colour)
    return kept


def _checked_hotkey(hotkey: str) -> str:
    if hotkey not in HOTKEYS:
        raise HotkeyInvalid(hotkey=hotkey)
    return hotkey
