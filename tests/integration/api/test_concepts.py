"""An app's vocabulary over HTTP: what a page and a script can do with it."""

from __future__ import annotations

import io
import json
from typing import Any

import httpx
import pytest

from labelwright.domain.ids import AppId
from labelwright.services.export import export_app
from tests.integration.api.visitor import Visitor, check_problem


class Vocabulary:
    def __init__(self, visitor: Visitor) -> None:
        self.web = visitor.web
        self.base = f"/apps/{visitor.app_id}"

    def ids(self) -> dict[str, str]:
        return {each["name"]: each["id"] for each in self.items()}

    def items(self, search: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.web.get(f"{self.base}/concepts", params={"search": search}).json()["items"]
        return found

    def relations(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.web.get(f"{self.base}/concepts").json()["relations"]
        return found

    def add(self, name: str, **more: Any) -> httpx.Response:
        return self.web.post(f"{self.base}/concepts", json={"name": name, **more})

    def edit(self, concept: str, **edits: Any) -> httpx.Response:
        return self.web.patch(f"{self.base}/concepts/{self.ids()[concept]}", json=edits)

    def relate(self, subject: str, predicate: str, of: str, key: str | None = None) -> httpx.Response:
        ids = self.ids()
        sent = {"subject_id": ids[subject], "predicate": predicate, "object_id": ids[of]}
        if key:
            return self.web.put(f"{self.base}/concept-relations/{key}", json=sent)
        return self.web.post(f"{self.base}/concept-relations", json=sent)


@pytest.fixture
def vocabulary(visitor: Visitor) -> Vocabulary:
    known = Vocabulary(visitor)
    for name in ("sheep", "animal"):
        assert known.add(name).status_code == 201
    return known


def undo(vocabulary: Vocabulary, answer: httpx.Response) -> None:
    change_set = answer.json()["change_set"]["id"]
    assert vocabulary.web.post(f"/change-sets/{change_set}/undo").status_code == 200


def test_a_concept_gets_another_name_colour_and_hotkey_and_undo_takes_it_back(vocabulary: Vocabulary) -> None:
    before = vocabulary.items()
    answer = vocabulary.edit("sheep", name="Schaf", colour="#AABBCC", hotkey="Shift+1")
    (schaf,) = [each for each in vocabulary.items() if each["name"] == "Schaf"]
    assert (schaf["colour"], schaf["hotkey"]) == ("#aabbcc", "Shift+1")
    undo(vocabulary, answer)
    assert vocabulary.items() == before


def test_what_is_not_named_in_an_edit_stays(vocabulary: Vocabulary) -> None:
    vocabulary.edit("sheep", hotkey="1")
    vocabulary.edit("sheep", colour="#000000")
    assert [each["hotkey"] for each in vocabulary.items("sheep")] == ["1"]
    vocabulary.edit("sheep", hotkey=None)
    (sheep,) = vocabulary.items("sheep")
    assert (sheep["hotkey"], sheep["colour"]) == (None, "#000000")
    assert vocabulary.edit("sheep", hotkey=None).json()["change_set"] is None


def test_the_old_name_can_stay_as_a_synonym(vocabulary: Vocabulary) -> None:
    answer = vocabulary.edit("sheep", name="Schaf", keeps_name=True)
    assert set(vocabulary.ids()) == {"animal", "sheep", "Schaf"}
    assert [each["name"] for each in vocabulary.items("sheep")] == ["Schaf", "sheep"]
    undo(vocabulary, answer)
    assert (set(vocabulary.ids()), vocabulary.relations()) == ({"animal", "sheep"}, [])


def test_relations_are_made_edited_and_deleted(vocabulary: Vocabulary) -> None:
    assert vocabulary.relate("sheep", "hyponym", "animal").status_code == 201
    (relation,) = vocabulary.relations()
    assert relation["predicate"] == "hyponym"
    assert vocabulary.relate("sheep", "synonym", "animal", key=relation["id"]).status_code == 200
    assert [each["predicate"] for each in vocabulary.relations()] == ["synonym"]
    deleted = vocabulary.web.delete(f"{vocabulary.base}/concept-relations/{relation['id']}")
    assert (deleted.status_code, vocabulary.relations()) == (200, [])
    undo(vocabulary, deleted)
    assert [each["id"] for each in vocabulary.relations()] == [relation["id"]]


def test_merging_is_one_change_set_that_comes_live_input_by_input(visitor: Visitor, vocabulary: Vocabulary) -> None:
    inputs = [visitor.add_input(), visitor.add_input()]
    for input_id in inputs:
        visitor.do(input_id, "add", concept_name="sheep", region=[0, 0, 9, 9])
    ids = vocabulary.ids()
    with visitor.events() as events:
        assert next(events)["event"] == "hello"
        path = f"{vocabulary.base}/concepts/{ids['sheep']}/merge"
        answer = vocabulary.web.post(path, json={"into_id": ids["animal"]})
        told = [next(events)["data"] for _ in range(3)]
    assert answer.json()["n_inputs"] == 2
    assert {each["id"] for each in told} == {answer.json()["change_set"]["id"]}
    assert [each["input_id"] for each in told] == [*inputs, None]
    labels = [visitor.board(input_id)["annotations"][0] for input_id in inputs]
    assert [(label["concept_name"], label["original_name"]) for label in labels] == [("animal", "sheep")] * 2
    undo(vocabulary, answer)
    assert [visitor.board(at)["annotations"][0]["concept_name"] for at in inputs] == ["sheep", "sheep"]


def test_what_cannot_be_is_a_clear_problem(visitor: Visitor, vocabulary: Vocabulary) -> None:
    visitor.do(visitor.add_input(), "add", concept_name="sheep")
    ids, base = vocabulary.ids(), vocabulary.base
    check_problem(vocabulary.add("sheep"), 409, "concept_exists")
    check_problem(vocabulary.add("goat", colour="red"), 422, "colour_invalid")
    check_problem(vocabulary.edit("sheep", hotkey="a"), 422, "hotkey_invalid")
    check_problem(vocabulary.web.delete(f"{base}/concepts/{ids['sheep']}"), 409, "concept_in_use")
    check_problem(vocabulary.web.delete(f"{base}/concepts/gone"), 404, "concept_not_found")
    check_problem(vocabulary.relate("sheep", "synonym", "sheep"), 422, "relation_to_itself")
    check_problem(vocabulary.web.delete(f"{base}/concept-relations/gone"), 404, "relation_not_found")
    vocabulary.relate("sheep", "hyponym", "animal")
    check_problem(vocabulary.relate("animal", "hyponym", "sheep"), 409, "relation_closes_ring")
    itself = vocabulary.web.post(f"{base}/concepts/{ids['sheep']}/merge", json={"into_id": ids["sheep"]})
    check_problem(itself, 422, "merge_into_itself")
    assert vocabulary.web.delete(f"{base}/concepts/{ids['animal']}").status_code == 200


def test_a_change_that_is_sent_twice_is_made_once(vocabulary: Vocabulary) -> None:
    headers = {"Idempotency-Key": "goat"}
    answers = [
        vocabulary.web.post(f"{vocabulary.base}/concepts", json={"name": "goat"}, headers=headers) for _ in range(2)
    ]
    assert [each.status_code for each in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()


def test_an_export_gives_open_suggestions_the_concept_that_accepting_them_would(
    visitor: Visitor, vocabulary: Vocabulary
) -> None:
    visitor.suggest(visitor.add_input())
    vocabulary.relate("sheep", "synonym", "animal")
    out = io.StringIO()
    export_app(visitor.workshop, AppId(visitor.app_id), out, with_suggestions=True)
    written = json.loads(out.getvalue())
    names = {each["id"]: each["name"] for each in written["categories"]}
    assert sorted(names[each["category_id"]] for each in written["annotations"]) == ["animal", "animal", "dog"]
