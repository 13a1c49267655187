from __future__ import annotations

import importlib
import inspect
import pkgutil
import string

import pytest

import labelwright
from labelwright.errors import LabelwrightError


def _import_everything() -> None:
    for module in pkgutil.walk_packages(labelwright.__path__, "labelwright."):
        if not module.name.endswith(".__main__") and ".migrations." not in module.name:
            importlib.import_module(module.name)


def _subclasses(of: type[LabelwrightError]) -> set[type[LabelwrightError]]:
    below = set(of.__subclasses__())
    return below.union(*map(_subclasses, below))


def _error_classes() -> list[type[LabelwrightError]]:
    _import_everything()
    ours = {each for each in _subclasses(LabelwrightError) if each.__module__.startswith("labelwright.")}
    return sorted(ours, key=lambda each: each.__qualname__)


ERRORS = _error_classes()


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_an_error_says_what_is_wrong_and_what_to_do(error: type[LabelwrightError]) -> None:
    message = (error.__dict__.get("__doc__") or "").strip()
    assert message.splitlines()[:1] != [], "its docstring is its message"
    assert message.splitlines()[0].endswith("."), "the message is a sentence"
    assert error.__dict__.get("code"), "it has a code of its own"
    assert str(error.__dict__.get("hint", "")).endswith((".", "?")), "its hint is a sentence of its own"


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_the_gaps_of_a_message_are_plain_facts(error: type[LabelwrightError]) -> None:
    line = inspect.cleandoc(error.__doc__ or "").splitlines()[0]
    names = [name for _, name, _, _ in string.Formatter().parse(line) if name is not None]
    assert all(name.isidentifier() for name in names)


def test_no_two_errors_have_one_code() -> None:
    by_code: dict[str, list[str]] = {}
    for error in ERRORS:
        by_code.setdefault(error.code, []).append(error.__name__)
    assert {code: names for code, names in by_code.items() if len(names) > 1} == {}
