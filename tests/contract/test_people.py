"""Who may change and take back what, on every database."""

from __future__ import annotations

import pytest

from labelwright.domain.annotate import AnnotationNotFound, NotYours
from labelwright.domain.ids import AnnotationId
from labelwright.domain.region import Box
from labelwright.domain.user import UserNameInvalid
from labelwright.services import people, review
from labelwright.services.blame import AnnotationDeleted
from labelwright.services.history import NotYourChange
from labelwright.services.people import UserExists
from labelwright.services.review import RevisionStale
from labelwright.storage.users import UserNotFound
from tests.contract.desk import Desk, change_set_id, line


def test_people_are_listed_in_the_order_they_were_added_after_the_local_user(desk: Desk) -> None:
    added = [people.add_user(desk.workshop, name) for name in ("  Zoë ", "Ada", "李雷")]
    listed = people.list_users(desk.workshop)
    assert [user.name for user in listed] == ["Owner", "Zoë", "Ada", "李雷"]
    assert listed[1:] == added
    assert people.get_user(desk.workshop, added[1].id) == added[1]


def test_a_name_is_taken_once_and_has_to_be_one(desk: Desk) -> None:
    people.add_user(desk.workshop, "Ada")
    with pytest.raises(UserExists):
        people.add_user(desk.workshop, " Ada")
    with pytest.raises(UserExists):
        people.add_user(desk.workshop, people.LOCAL_USER_NAME)
    for name in ("", "  ", "a\nb", "x" * 101):
        with pytest.raises(UserNameInvalid):
            people.add_user(desk.workshop, name)
    with pytest.raises(UserNotFound):
        people.get_user(desk.workshop, desk.user_id[:-1])  # type: ignore[arg-type]


def test_another_persons_label_stays_and_the_refusal_names_its_annotator(desk: Desk) -> None:
    ada, bo = desk.colleague("Ada"), desk.colleague("Bo")
    input_id = desk.add_input()
    ada.do(input_id, review.add("sheep", Box(0, 0, 9, 9)))
    (label,) = desk.board(input_id).annotations
    refused = bo.do(input_id, review.delete([label]))
    assert refused.change_set is None
    assert [failure.error.message for failure in refused.failures] == [
        "The label was put there by Ada, so it is not yours to change."
    ]
    with pytest.raises(NotYours, match="Ada"):
        bo.do(input_id, review.edit_region(label, Box(1, 1, 5, 5)))
    assert ada.do(input_id, review.edit_region(label, Box(1, 1, 5, 5))).change_set is not None


def test_the_local_user_may_delete_and_take_back_what_anybody_did(desk: Desk) -> None:
    ada = desk.colleague("Ada")
    input_id = desk.add_input()
    made = ada.do(input_id, review.add("sheep", None))
    (label,) = desk.board(input_id).annotations
    deleted = desk.do(input_id, review.delete([label]))
    desk.undo(change_set_id(deleted))
    assert list(desk.board(input_id).annotations) == [label]
    desk.undo(change_set_id(made))
    assert desk.labels(input_id) == []


def test_nobody_takes_back_what_another_did(desk: Desk) -> None:
    ada, bo = desk.colleague("Ada"), desk.colleague("Bo")
    input_id = desk.add_input()
    made = ada.do(input_id, review.add("sheep", None))
    with pytest.raises(NotYourChange, match="Ada"):
        bo.undo(change_set_id(made))
    undone = ada.undo(change_set_id(made))
    with pytest.raises(NotYourChange):
        bo.undo(change_set_id(undone))
    ada.undo(change_set_id(undone))
    assert desk.labels(input_id) == [("sheep", None, "by_hand")]


def test_two_people_accept_and_add_on_one_input_each_their_own(desk: Desk) -> None:
    ada, bo = desk.colleague("Ada"), desk.colleague("Bo")
    input_id = desk.add_input()
    said = desk.suggest(input_id, line("sheep"), line("dog", 0.8))
    sheep, _dog = sorted(desk.board(input_id).suggestions)
    assert sheep.startswith(said.id)
    ada.do(input_id, review.accept([sheep]))
    bo.do(input_id, review.add("sheep", None))
    bo.do(input_id, review.add("sheep", None))  # once is enough
    labels = sorted(desk.board(input_id).annotations.values(), key=lambda each: each.id)
    assert [each.annotator_id for each in labels] == [ada.user_id, bo.user_id]
    refused = bo.do(input_id, review.revert([sheep]))
    assert [type(failure.error) for failure in refused.failures] == [NotYours]
    assert desk.states(input_id) == ["accepted", "open"]


def test_who_changed_or_deleted_a_label_meanwhile_is_named(desk: Desk) -> None:
    ada = desk.colleague("Ada")
    input_id = desk.add_input()
    ada.do(input_id, review.add("sheep", Box(0, 0, 9, 9)))
    (label,) = desk.board(input_id).annotations
    ada.do(input_id, review.edit_region(label, Box(1, 1, 5, 5)))
    with pytest.raises(RevisionStale, match="Ada changed the label meanwhile"):
        desk.do(input_id, review.edit_region(label, Box(2, 2, 5, 5), revision=1))
    ada.do(input_id, review.delete([label]))
    with pytest.raises(AnnotationDeleted, match="The label was deleted by Ada"):
        desk.do(input_id, review.edit_region(label, Box(2, 2, 5, 5), revision=1))
    with pytest.raises(AnnotationNotFound, match="There is no annotation other"):
        desk.do(input_id, review.edit_region(AnnotationId("other"), Box(2, 2, 5, 5)))
