"""An app's vocabulary changes on both databases: edited, merged, related, undone and redone to the last field."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from labelwright import errors
from labelwright.domain import relating, vocabulary
from labelwright.domain.board import Board
from labelwright.domain.change import Action
from labelwright.domain.ids import ChangeSetId, ConceptId, InputId
from labelwright.domain.merging import MergeIntoItself
from labelwright.domain.outcome import Outcome
from labelwright.domain.region import Box
from labelwright.services import curate, look, review
from labelwright.services.history import NothingToUndo
from labelwright.storage import boards, inputs
from tests.contract.audit import check_counts, everything
from tests.contract.desk import VERSION, Desk, change_set_id, line

BOX = Box(10, 10, 50, 50)
Rule = Callable[[Board], Outcome]


def vocabulary_of(desk: Desk) -> Board:
    with desk.workshop.database.read() as connection:
        return boards.load_vocabulary_board(connection, desk.app_id)


def concept(desk: Desk, name: str) -> ConceptId:
    return next(each.id for each in vocabulary_of(desk).concepts.values() if each.name == name)


def told(desk: Desk, ask: Callable[[curate.Render], object]) -> curate.Curated:
    seen: list[curate.Curated] = []

    def render(curated: curate.Curated) -> bytes:
        seen.append(curated)
        return b"{}"

    ask(render)
    return seen[0]


def change(desk: Desk, rule: Rule, action: Action = "edit_concept") -> curate.Curated:
    return told(
        desk,
        lambda render: curate.change_vocabulary(
            desk.workshop, desk.app_id, action, rule, by=desk.user_id, render=render
        ),
    )


def merge(desk: Desk, source: str, target: str) -> curate.Curated:
    source_id, target_id = concept(desk, source), concept(desk, target)
    return told(
        desk,
        lambda render: curate.merge_concepts(
            desk.workshop, desk.app_id, source_id, target_id, by=desk.user_id, render=render
        ),
    )


def relations(desk: Desk) -> set[tuple[str, str, str]]:
    board = vocabulary_of(desk)
    names = {key: each.name for key, each in board.concepts.items()}
    return {(names[r.subject_id], r.predicate, names[r.object_id]) for r in board.relations.values()}


def change_set_id_of(curated: curate.Curated) -> ChangeSetId:
    assert curated.change_set is not None
    return curated.change_set.id


def all_inputs(desk: Desk) -> list[InputId]:
    with desk.workshop.database.read() as connection:
        return [at.id for batch in inputs.each_input(connection, desk.app_id, inputs.InputFilter()) for at in batch]


@pytest.fixture
def flock(desk: Desk) -> Desk:
    """Two inputs with "sheep", one with "Sheep" too, on the whole input and in a box."""
    first, second = desk.add_inputs(2)
    desk.suggest(first, line("sheep", 0.9), line("Sheep", 0.8), line("sheep", 0.7, (10, 10, 50, 50)))
    desk.do(first, review.accept_all(VERSION, min_score=0, max_score=1))
    desk.do(second, review.add("sheep", BOX))
    desk.do(second, review.add("animal", None))
    return desk


RULES: dict[str, Callable[[Board, ConceptId, ConceptId], Outcome]] = {
    "add a concept": lambda board, _, __: vocabulary.add_concept(board, name="goat", hotkey="1"),
    "another name": lambda board, sheep, _: vocabulary.edit_concept(board, sheep, name="Schaf"),
    "another name, the old one stays": lambda board, sheep, _: vocabulary.edit_concept(
        board, sheep, name="Schaf", keeps_name=True
    ),
    "another colour and hotkey": lambda board, sheep, _: vocabulary.edit_concept(
        board, sheep, colour="#123456", hotkey="Shift+0"
    ),
    "a relation": lambda board, sheep, animal: relating.relate(board, sheep, "hyponym", animal),
}


@pytest.mark.parametrize("name", RULES)
def test_every_change_of_the_vocabulary_is_undone_and_redone_to_the_last_field(flock: Desk, name: str) -> None:
    database = flock.workshop.database
    first = everything(database)
    sheep, animal = concept(flock, "sheep"), concept(flock, "animal")
    done = change(flock, lambda board: RULES[name](board, sheep, animal))
    last = everything(database)
    assert last != first
    undone = flock.undo(change_set_id_of(done))
    assert everything(database) == first
    flock.undo(change_set_id(undone))
    assert everything(database) == last
    check_counts(database)


def test_merging_gives_all_labels_the_other_concept_and_one_undo_takes_it_back(flock: Desk) -> None:
    database = flock.workshop.database
    first = everything(database)
    done = merge(flock, "sheep", "Sheep")
    assert done.n_inputs == 2
    labels = {(at, *label) for at in all_inputs(flock) for label in flock.labels(at)}
    assert {(name, original) for _, name, original, _ in labels} == {
        ("Sheep", None),
        ("Sheep", "sheep"),
        ("animal", None),
    }
    assert relations(flock) == {("sheep", "synonym", "Sheep")}
    check_counts(database)
    last = everything(database)
    undone = flock.undo(change_set_id_of(done))
    assert undone.failures == ()
    assert everything(database) == first
    flock.undo(change_set_id(undone))
    assert everything(database) == last
    check_counts(database)


def test_who_has_labeled_the_whole_input_with_both_keeps_one_label(flock: Desk) -> None:
    (at, _) = all_inputs(flock)
    other = flock.colleague("Ada")
    other.do(at, review.add("sheep", None))
    merge(flock, "sheep", "Sheep")
    whole = [label for label in flock.board(at).annotations.values() if label.region is None]
    assert sorted(label.annotator_id for label in whole) == sorted([flock.user_id, other.user_id])
    assert flock.states(at) == ["open", "accepted", "accepted"]
    check_counts(flock.workshop.database)


def test_merging_hands_hotkey_and_relations_over(flock: Desk) -> None:
    change(flock, lambda board: vocabulary.add_concept(board, name="lamb"))
    lamb, sheep, animal = (concept(flock, name) for name in ("lamb", "sheep", "animal"))
    change(flock, lambda board: relating.relate(board, lamb, "synonym", sheep), "relate")
    change(flock, lambda board: relating.relate(board, animal, "hypernym", sheep), "relate")
    change(flock, lambda board: vocabulary.edit_concept(board, sheep, hotkey="1"))
    merge(flock, "sheep", "Sheep")
    assert relations(flock) == {
        ("lamb", "synonym", "Sheep"),
        ("animal", "hypernym", "Sheep"),
        ("sheep", "synonym", "Sheep"),
    }
    assert {each.name: each.hotkey for each in vocabulary_of(flock).concepts.values() if each.hotkey} == {"Sheep": "1"}


def test_merging_again_changes_nothing_and_into_itself_is_refused(flock: Desk) -> None:
    merge(flock, "sheep", "Sheep")
    assert merge(flock, "sheep", "Sheep").change_set is None
    with pytest.raises(MergeIntoItself):
        merge(flock, "sheep", "sheep")


def test_merging_back_turns_the_synonym_round(flock: Desk) -> None:
    merge(flock, "sheep", "Sheep")
    merge(flock, "Sheep", "sheep")
    assert relations(flock) == {("Sheep", "synonym", "sheep")}
    check_counts(flock.workshop.database)


def test_an_input_that_was_changed_after_the_merge_stays_as_it_is_when_the_merge_is_undone(flock: Desk) -> None:
    first, second = all_inputs(flock)
    done = merge(flock, "sheep", "Sheep")
    (label,) = [key for key, each in flock.board(second).annotations.items() if each.region]
    flock.do(second, review.reassign([label], "goat"))
    undone = flock.undo(change_set_id_of(done))
    assert [failure.id for failure in undone.failures] == [second]
    assert [at.id for at in undone.inputs] == [first]
    assert ("goat", None, "by_hand") in flock.labels(second)
    check_counts(flock.workshop.database)


def test_a_hotkey_is_taken_from_the_concept_that_has_it(flock: Desk) -> None:
    sheep, animal = concept(flock, "sheep"), concept(flock, "animal")
    change(flock, lambda board: vocabulary.edit_concept(board, sheep, hotkey="1"))
    done = change(flock, lambda board: vocabulary.edit_concept(board, animal, hotkey="1"))
    assert {each.name: each.hotkey for each in vocabulary_of(flock).concepts.values() if each.hotkey} == {"animal": "1"}
    flock.undo(change_set_id_of(done))
    assert {each.name: each.hotkey for each in vocabulary_of(flock).concepts.values() if each.hotkey} == {"sheep": "1"}


def test_a_concept_in_use_is_not_deleted_and_an_unused_one_goes_with_its_relations(flock: Desk) -> None:
    change(flock, lambda board: vocabulary.add_concept(board, name="lamb"))
    lamb, sheep = concept(flock, "lamb"), concept(flock, "sheep")
    change(flock, lambda board: relating.relate(board, lamb, "hyponym", sheep), "relate")
    with pytest.raises(vocabulary.ConceptInUse, match=r"cannot be deleted: labels carry it \(3\)"):
        change(flock, lambda board: vocabulary.delete_concept(board, sheep))
    before = everything(flock.workshop.database)
    done = change(flock, lambda board: vocabulary.delete_concept(board, lamb), "delete_concept")
    assert relations(flock) == set()
    flock.undo(change_set_id_of(done))
    assert everything(flock.workshop.database) == before


def test_a_name_that_was_given_again_meanwhile_is_not_taken_back(flock: Desk) -> None:
    sheep = concept(flock, "sheep")
    done = change(flock, lambda board: vocabulary.edit_concept(board, sheep, name="Schaf"))
    change(flock, lambda board: vocabulary.add_concept(board, name="sheep"))
    with pytest.raises(errors.Conflict):
        flock.undo(change_set_id_of(done))


def test_adding_a_concept_that_is_in_use_meanwhile_cannot_be_undone(flock: Desk) -> None:
    done = change(flock, lambda board: vocabulary.add_concept(board, name="goat"))
    flock.do(all_inputs(flock)[0], review.add("goat", BOX))
    with pytest.raises(NothingToUndo):
        flock.undo(change_set_id_of(done))


def test_taking_back_a_label_leaves_its_concept_to_who_has_edited_it_meanwhile(flock: Desk) -> None:
    added = flock.do(all_inputs(flock)[0], review.add("goat", BOX))
    goat = concept(flock, "goat")
    change(flock, lambda board: vocabulary.edit_concept(board, goat, hotkey="5"))
    flock.undo(change_set_id(added))
    assert vocabulary_of(flock).concepts[goat].hotkey == "5"
    check_counts(flock.workshop.database)


def test_search_finds_a_concept_by_the_names_that_lead_to_it(flock: Desk) -> None:
    merge(flock, "sheep", "animal")

    def found(search: str) -> list[str]:
        return [each.concept.name for each in look.view_vocabulary(flock.workshop, flock.app_id, search)[0]]

    assert found("") == ["Sheep", "animal", "sheep"]
    assert found("SHEEP") == ["Sheep", "animal", "sheep"]
    assert found("änim") == ["animal"]
    assert found("goat") == []
