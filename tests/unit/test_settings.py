"""Settings from the command line, the environment and the defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from labelwright.settings import SettingInvalid, load_settings


def test_what_is_given_wins_over_the_environment_and_that_over_the_defaults(tmp_path: Path) -> None:
    environment = {"LABELWRIGHT_HOME": str(tmp_path), "LABELWRIGHT_PORT": "1234", "LABELWRIGHT_WORKERS": ""}
    settings = load_settings(environment, port=80, host=None)
    assert (settings.home, settings.port, settings.host, settings.workers) == (tmp_path, 80, "127.0.0.1", 0)
    assert settings.database_url == f"sqlite:///{tmp_path / 'labelwright.db'}"
    assert settings.blobs_url == str(tmp_path / "blobs")


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("LABELWRIGHT_PORT", "65536", "a whole number, 0 to 65535"),
        ("LABELWRIGHT_PORT", "http", "a whole number, 0 to 65535"),
        ("LABELWRIGHT_WORKERS", "-1", "a whole number, 0 or more"),
        ("LABELWRIGHT_MAX_UPLOAD_MB", "1.5", "a whole number, 0 or more"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_what_it_must_be(variable: str, value: str, expected: str) -> None:
    with pytest.raises(SettingInvalid) as refused:
        load_settings({variable: value})
    assert refused.value.message.endswith(f"is {value!r}, but it must be {expected}.")
