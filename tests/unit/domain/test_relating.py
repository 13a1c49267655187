"""Relations between concepts: none to itself, none twice, none leads round in a ring."""

from __future__ import annotations

import pytest

from labelwright.domain import relating, vocabulary
from labelwright.domain.board import Board, apply_changes
from labelwright.domain.concept import ConceptNameInvalid, Predicate
from labelwright.domain.ids import ConceptId, RelationId
from labelwright.domain.outcome import Outcome
from tests.unit.domain import making

Triple = tuple[str, Predicate, str]


def named(board: Board, name: str) -> ConceptId:
    return next(concept.id for concept in board.concepts.values() if concept.name == name)


def board_of(*triples: Triple, names: str = "ABCD") -> Board:
    board = making.board()
    for name in names:
        board = making.after(board, vocabulary.add_concept(board, name=name))
    for triple in triples:
        board = making.after(board, relate(board, *triple))
    return board


def relate(board: Board, subject: str, predicate: Predicate, of: str) -> Outcome:
    return relating.relate(board, named(board, subject), predicate, named(board, of))


def triples_of(board: Board) -> set[Triple]:
    names = {key: concept.name for key, concept in board.concepts.items()}
    return {(names[r.subject_id], r.predicate, names[r.object_id]) for r in board.relations.values()}


RINGS: list[tuple[list[Triple], Triple]] = [
    ([("A", "synonym", "B")], ("B", "synonym", "A")),
    ([("A", "synonym", "B"), ("B", "synonym", "C")], ("C", "synonym", "A")),
    ([("A", "hyponym", "B")], ("B", "hyponym", "A")),
    ([("A", "hyponym", "B")], ("A", "hypernym", "B")),  # the opposite, put the other way round
    ([("A", "hyponym", "B"), ("C", "hypernym", "B")], ("C", "hyponym", "A")),
]


@pytest.mark.parametrize(("before", "last"), RINGS)
def test_a_relation_that_closes_a_ring_is_refused(before: list[Triple], last: Triple) -> None:
    board = board_of(*before)
    with pytest.raises(relating.RelationClosesRing):
        relate(board, *last)


def test_a_synonym_may_go_the_other_way_than_a_hyponym() -> None:
    board = board_of(("A", "hyponym", "B"), ("B", "synonym", "A"))
    assert len(board.relations) == 2


def test_a_concept_has_one_synonym_and_any_number_of_hyponyms() -> None:
    board = board_of(("A", "synonym", "B"), ("A", "synonym", "C"), ("A", "hyponym", "B"), ("A", "hyponym", "D"))
    assert triples_of(board) == {("A", "synonym", "C"), ("A", "hyponym", "B"), ("A", "hyponym", "D")}


def test_turning_a_synonym_round_in_one_edit() -> None:
    board = board_of(("A", "synonym", "B"))
    (key,) = board.relations
    outcome = relating.edit_relation(board, key, named(board, "B"), "synonym", named(board, "A"))
    assert triples_of(apply_changes(board, outcome.changes)) == {("B", "synonym", "A")}


def test_what_is_said_already_is_not_said_again() -> None:
    board = board_of(("A", "hyponym", "B"), ("C", "hyponym", "B"))
    assert relate(board, "B", "hypernym", "A").changes == ()
    key = list(board.relations)[1]
    with pytest.raises(relating.RelationExists):
        relating.edit_relation(board, key, named(board, "B"), "hypernym", named(board, "A"))


def test_a_concept_is_not_related_to_itself_nor_to_what_is_not_there() -> None:
    board = board_of()
    with pytest.raises(relating.RelationToItself):
        relate(board, "A", "synonym", "A")
    with pytest.raises(vocabulary.ConceptNotFound):
        relating.relate(board, named(board, "A"), "synonym", ConceptId("gone"))
    with pytest.raises(relating.RelationNotFound):
        relating.unrelate(board, RelationId("gone"))


def test_a_concept_keeps_to_one_name_one_kind_of_colour_and_the_hotkeys_there_are() -> None:
    board = board_of()
    key = named(board, "A")
    with pytest.raises(vocabulary.ConceptExists):
        vocabulary.edit_concept(board, key, name=" B ")
    with pytest.raises(ConceptNameInvalid):
        vocabulary.edit_concept(board, key, name=" ")
    for colour in ("red", "#12345", "#12345g", "#1234567", "#12345\n"):
        with pytest.raises(vocabulary.ColourInvalid):
            vocabulary.edit_concept(board, key, colour=colour)
    for hotkey in ("a", "11", "shift+1", "Shift+"):
        with pytest.raises(vocabulary.HotkeyInvalid):
            vocabulary.edit_concept(board, key, hotkey=hotkey)
    assert vocabulary.edit_concept(board, key, name="A", colour=board.concepts[key].colour).changes == ()
