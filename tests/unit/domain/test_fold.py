"""Folding, by the cases that the web client's tests read too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from labelwright.domain.fold import folded_suggestions
from labelwright.domain.ids import ConceptId
from labelwright.domain.region import Box, PlainRegion, Region, plain_to_region
from tests.unit.domain import making

CASES = json.loads((Path(__file__).parents[2] / "data" / "fold_cases.json").read_text(encoding="utf-8"))["cases"]


def _region(plain: PlainRegion | None) -> Region | None:
    return plain_to_region(plain) if plain else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_an_annotation_says_already_is_folded(case: dict[str, Any]) -> None:
    suggestions = [
        making.suggestion(each["id"], each["concept"], _region(each["region"]), score=each["score"])
        for each in case["suggestions"]
    ]
    annotations = [making.annotation(each["concept"], _region(each["region"])) for each in case["annotations"]]
    best_first = sorted(suggestions, key=lambda line: -line.score)
    assert sorted(folded_suggestions(best_first, annotations, ConceptId)) == sorted(case["folded"])


def test_what_was_reviewed_is_not_folded() -> None:
    box = Box(0, 0, 10, 10)
    reviewed = making.suggestion("s", "sheep", box, state="rejected")
    assert folded_suggestions([reviewed], [making.annotation("sheep", box)], ConceptId) == frozenset()


def test_a_concept_the_app_has_not_yet_folds_nothing_with_a_region() -> None:
    box = Box(0, 0, 10, 10)
    new = making.suggestion("s", "sheep", box)
    assert folded_suggestions([new], [making.annotation("sheep", box)], lambda _name: None) == frozenset()
