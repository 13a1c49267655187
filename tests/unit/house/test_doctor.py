from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tools import doctor


@pytest.fixture
def empty_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("LABELWRIGHT_CHROMIUM", raising=False)
    return tmp_path


def _put_program(folder: Path, name: str, says: str = "") -> Path:
    program = folder / name
    program.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def test_an_old_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(doctor.Missing, match=r"Python 3\.11 or newer is needed"):
        doctor.check_python()


def test_this_python_will_do() -> None:
    assert doctor.check_python().startswith("Python 3.")


def test_without_node_the_sentence_says_what_node_is_for(empty_path: Path) -> None:
    with pytest.raises(doctor.Missing, match=r"`node` is not on the PATH\. The web client is built with Node 20"):
        doctor.check_node()


def test_an_old_node_is_refused(empty_path: Path) -> None:
    _put_program(empty_path, "node", "v18.19.0")
    _put_program(empty_path, "npm", "9.2.0")
    with pytest.raises(doctor.Missing, match=r"this is 18\.19\.0"):
        doctor.check_node()


def test_a_new_node_will_do(empty_path: Path) -> None:
    _put_program(empty_path, "node", "v22.1.0")
    _put_program(empty_path, "npm", "10.7.0")
    assert doctor.check_node() == "Node 22.1.0, npm 10.7.0"


def test_the_chromium_that_is_given_wins(empty_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _put_program(empty_path, "chromium")
    given = _put_program(empty_path, "my-browser")
    monkeypatch.setenv("LABELWRIGHT_CHROMIUM", str(given))
    assert doctor.find_chromium() == str(given)


def test_a_chromium_that_is_given_but_is_not_there_is_an_error(
    empty_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LABELWRIGHT_CHROMIUM", str(empty_path / "nothing"))
    with pytest.raises(doctor.Missing, match="is not a program"):
        doctor.find_chromium()


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_chromium_is_found_by_its_usual_names(empty_path: Path, name: str) -> None:
    program = _put_program(empty_path, name)
    assert doctor.find_chromium() == str(program)


def test_who_may_not_install_packages_is_told_the_command(empty_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _put_program(empty_path, "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(doctor.Missing, match="sudo apt-get install chromium"):
        doctor.find_chromium()


def test_a_failed_installation_is_said_and_not_hidden(empty_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = _put_program(empty_path, "apt-get")
    program.write_text("#!/bin/sh\nexit 100\n", encoding="utf-8")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(doctor.Missing, match="update` failed"):
        doctor.find_chromium()


def test_the_exit_code_tells_make_to_stop(empty_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.main(["node"]) == 1
    assert "labelwright: `node` is not on the PATH" in capsys.readouterr().err
