from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.domain.app import AppNameInvalid, checked_app_name
from labelwright.domain.concept import ConceptNameInvalid, checked_name, colour_of


@pytest.mark.parametrize(("name", "colour"), [("sheep", "#3d1ce3"), ("person", "#e31ca1"), ("羊", "#405ce7")])
def test_a_concept_has_the_same_colour_on_every_machine_and_in_every_version(name: str, colour: str) -> None:
    assert colour_of(name) == colour


@given(st.text())
def test_every_name_has_a_colour(name: str) -> None:
    assert re.fullmatch("#[0-9a-f]{6}", colour_of(name.encode("utf-8", "replace").decode()))


@given(st.text(st.characters(exclude_categories=[])))
def test_a_kept_name_is_kept_the_same_again(name: str) -> None:
    try:
        kept = checked_name(name)
    except ConceptNameInvalid:
        return
    assert checked_name(kept) == kept
    assert kept == kept.strip()
    assert 1 <= len(kept) <= 200
    assert kept.encode()


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\x00b", "a\nb", "a\u2028b", "\ud800", "\u200b"])
def test_a_name_that_no_app_can_have_is_refused(name: str) -> None:
    with pytest.raises(AppNameInvalid):
        checked_app_name(name)


@pytest.mark.parametrize("name", ["羊", "نیم‌فاصله", "कुत्ता", "👩‍🌾", "x" * 100])
def test_an_app_has_a_name_in_any_script(name: str) -> None:
    assert checked_app_name(f" {name} ") == name
