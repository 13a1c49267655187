"""The pictures of the documentation are taken by tests."""

from __future__ import annotations

import re

from tests.unit.house.tree import ROOT

PAGE = ROOT / "docs" / "reference" / "annotate.md"
FOLDER = ROOT / "docs" / "images" / "annotate"


def test_every_picture_of_the_annotate_page_is_taken_by_a_test_and_no_other_is_kept() -> None:
    shown = set(re.findall(r"\.\./images/annotate/([\w-]+)\.jpg", PAGE.read_text(encoding="utf-8")))
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "e2e").glob("test_*.py"))
    taken = set(re.findall(r'take_picture\(\w+, "([\w-]+)"\)', tests))
    kept = {path.stem for path in FOLDER.glob("*.jpg")}

    assert shown
    assert shown == taken == kept
