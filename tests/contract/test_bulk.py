"""Accept-all over many inputs: one change set, one undo, whatever is in between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from labelwright.domain.ids import ChangeSetId, InputId, ModelVersion, new_id
from labelwright.domain.outcome import Reviewer
from labelwright.services import bulk, review
from labelwright.storage import change_sets, changes
from labelwright.storage.awaiting import Lines
from labelwright.storage.inputs import InputFilter
from tests.contract.audit import check_counts, everything
from tests.contract.desk import VERSION, Desk, change_set_id, line

LINES = Lines(VERSION, 0.5, 1.0)
N_INPUTS = 50


@pytest.fixture
def flock(desk: Desk) -> list[InputId]:
    return _add_flock(desk, N_INPUTS)


@pytest.fixture
def few(desk: Desk) -> list[InputId]:
    return _add_flock(desk, 10)


def _add_flock(desk: Desk, n_inputs: int) -> list[InputId]:
    """Inputs with three suggestions within the range and one below it."""
    input_ids = desk.add_inputs(n_inputs)
    for input_id in input_ids:
        desk.suggest(
            input_id,
            line("sheep", 0.9, (0, 0, 20, 20)),
            line("sheep", 0.8, (30, 0, 50, 20)),
            line("dog", 0.5, (60, 30, 90, 70)),
            line("cloud", 0.4, (0, 50, 30, 70)),
        )
    return input_ids


def _accept(desk: Desk, change_set_id: ChangeSetId, input_ids: list[InputId], lines: Lines = LINES) -> bulk.Accepted:
    by = Reviewer(desk.user_id, desk.workshop.now())
    return bulk.accept_chunk(desk.workshop, change_set_id, input_ids, app_id=desk.app_id, lines=lines, by=by)


def _accept_in_two_chunks(desk: Desk, input_ids: list[InputId]) -> ChangeSetId:
    change_set_id = ChangeSetId(new_id())
    for chunk in (input_ids[:25], input_ids[25:]):
        assert _accept(desk, change_set_id, chunk) == bulk.Accepted(25, 75, ())
    return change_set_id


def test_all_chunks_are_one_change_set_that_one_undo_takes_back(desk: Desk, flock: list[InputId]) -> None:
    before = everything(desk.workshop.database)
    change_set_id = _accept_in_two_chunks(desk, flock)
    assert desk.states(flock[-1]) == ["accepted", "accepted", "accepted", "open"]
    assert desk.app().n_labeled == N_INPUTS
    check_counts(desk.workshop.database)
    undone = desk.undo(change_set_id)
    assert (len(undone.inputs), undone.failures) == (N_INPUTS, ())
    assert everything(desk.workshop.database) == before
    check_counts(desk.workshop.database)


def test_any_number_of_rows_is_taken_back(desk: Desk, few: list[InputId], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MAX_IDS", 2)  # of one statement: each input has three
    before, made = everything(desk.workshop.database), ChangeSetId(new_id())
    _accept(desk, made, few)
    assert len(desk.labels(few[0])) == 3
    desk.undo(made)
    assert everything(desk.workshop.database) == before
    check_counts(desk.workshop.database)


def test_a_change_set_counts_as_undone_until_it_is_done_again(desk: Desk, few: list[InputId]) -> None:
    made = ChangeSetId(new_id())
    _accept(desk, made, few)

    def is_undone() -> bool:
        with desk.workshop.database.read() as connection:
            assert change_sets.made_among(connection, [made, ChangeSetId("gone")]) == {made}
            return change_sets.undone_among(connection, [made]) == {made}

    seen, latest = [is_undone()], made
    for _ in range(4):
        latest = change_set_id(desk.undo(latest))
        seen.append(is_undone())
    assert seen == [False, True, False, True, False]
    desk.undo(made)
    assert is_undone()


def test_undo_leaves_the_one_input_that_was_changed_meanwhile(desk: Desk, flock: list[InputId]) -> None:
    change_set_id = _accept_in_two_chunks(desk, flock)
    changed = flock[30]
    sheep = next(label for label in desk.board(changed).annotations.values() if label.score == pytest.approx(0.9))
    desk.do(changed, review.rename([sheep.id], "ram"))
    undone = desk.undo(change_set_id)
    assert [failure.id for failure in undone.failures] == [changed]
    assert undone.failures[0].error.code == "changed_meanwhile"
    assert len(undone.inputs) == N_INPUTS - 1
    assert sorted(name for name, _, _ in desk.labels(changed)) == ["dog", "ram", "sheep"]
    assert all(not desk.labels(input_id) for input_id in flock if input_id != changed)
    check_counts(desk.workshop.database)


def test_a_chunk_that_runs_again_changes_nothing(desk: Desk, flock: list[InputId]) -> None:
    change_set_id = _accept_in_two_chunks(desk, flock)
    before, seq = everything(desk.workshop.database), desk.app().change_seq
    assert _accept(desk, change_set_id, flock[25:]) == bulk.Accepted(25, 0, ())
    assert everything(desk.workshop.database) == before
    assert desk.app().change_seq == seq
    with desk.workshop.database.read() as connection:
        parts = [input_id for input_id, _ in change_sets.changes_by_input(connection, change_set_id)]
    assert parts == flock


def test_a_job_that_has_nothing_to_accept_leaves_no_change_set(desk: Desk, few: list[InputId]) -> None:
    change_set_id = ChangeSetId(new_id())
    assert _accept(desk, change_set_id, few[:2], replace(LINES, min_score=0.95)).n_suggestions == 0
    with desk.workshop.database.read() as connection:
        assert change_sets.find_change_set(connection, change_set_id) is None


def test_an_input_that_fails_is_reported_and_the_rest_goes_on(desk: Desk, few: list[InputId]) -> None:
    elsewhere = Desk.open(desk.workshop, "Goats")
    (strange,) = elsewhere.add_inputs(1)
    accepted = _accept(desk, ChangeSetId(new_id()), [few[0], strange, InputId("gone"), few[1]])
    assert [(failure.id, failure.error.code) for failure in accepted.failures] == [
        (strange, "input_not_found"),
        ("gone", "input_not_found"),
    ]
    assert (accepted.n_done, accepted.n_suggestions) == (2, 6)
    assert desk.states(few[1]).count("accepted") == 3


def test_what_an_annotation_covers_already_is_not_accepted(desk: Desk, few: list[InputId]) -> None:
    desk.do(few[0], review.add("sheep", next(iter(desk.board(few[0]).suggestions.values())).region))
    assert _accept(desk, ChangeSetId(new_id()), few[:1]).n_suggestions == 2


@pytest.mark.parametrize(
    ("lines", "n_inputs", "n_suggestions"),
    [
        (LINES, 10, 30),
        (replace(LINES, min_score=0.0), 10, 40),
        (replace(LINES, min_score=0.85, max_score=0.9), 10, 10),  # both ends count
        (replace(LINES, version=ModelVersion("model:other@1")), 0, 0),
    ],
)
def test_the_preview_counts_what_is_open_within_the_range(
    desk: Desk, few: list[InputId], lines: Lines, n_inputs: int, n_suggestions: int
) -> None:
    preview = bulk.accept_preview(desk.workshop, desk.app_id, InputFilter(), lines)
    assert preview == bulk.AcceptPreview(n_inputs, n_suggestions)


@pytest.mark.parametrize(
    ("where", "n_inputs"),
    [
        (InputFilter(search="7.PNG"), 1),
        (InputFilter(status="has_suggestions"), 9),
        (InputFilter(status="labeled"), 1),  # one suggestion of it is accepted, two are open
    ],
)
def test_the_preview_keeps_to_the_filter(desk: Desk, few: list[InputId], where: InputFilter, n_inputs: int) -> None:
    best = max(desk.board(few[3]).suggestions.values(), key=lambda each: each.score)
    desk.do(few[3], review.accept([best.id]))
    assert bulk.accept_preview(desk.workshop, desk.app_id, where, LINES).n_inputs == n_inputs


def test_the_preview_of_chosen_inputs_counts_these_only(desk: Desk, few: list[InputId]) -> None:
    where = InputFilter(ids=(few[1], few[4]))
    assert bulk.accept_preview(desk.workshop, desk.app_id, where, LINES) == bulk.AcceptPreview(2, 6)
