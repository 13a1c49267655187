"""The commands as real processes on a home of their own."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from pycocotools.coco import COCO

from labelwright.bootstrap import workshop_of
from labelwright.cli import main
from labelwright.services import labeling_apps
from labelwright.settings import load_settings
from tests.integration.process import SAMPLES, command, run, run_json

APP = ("--app", "Sheep")
DETECT = ("--model", "general-detection")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three photographs, one of them below, and what is no picture."""
    folder = tmp_path_factory.mktemp("pictures")
    (folder / "below").mkdir()
    shutil.copy(SAMPLES / "chelsea.png", folder / "below" / "cat.png")
    for name in ("coffee.png", "astronaut.png"):
        shutil.copy(SAMPLES / name, folder / name)
    (folder / "broken.png").write_bytes((SAMPLES / "coffee.png").read_bytes()[:2000])
    (folder / "notes.txt").write_text("no picture")
    (folder / ".hidden.png").write_bytes(b"")
    return folder


def test_a_folder_becomes_inputs_then_suggestions_then_a_dataset(home: Path, folder: Path, tmp_path: Path) -> None:
    added = run_json(home, "inputs", "add", str(folder), *APP)
    assert (added["n_added"], added["n_duplicates"], added["n_refused"]) == (3, 0, 2)
    assert [refused["name"] for refused in added["refused"]] == ["broken.png", "notes.txt"]
    assert run_json(home, "inputs", "add", str(folder), *APP)["n_duplicates"] == 3

    first = run_json(home, "prelabel", *APP, *DETECT)
    assert (first["n_predicted"], first["n_predicted_before"], first["n_failed"]) == (3, 0, 0)
    second = run_json(home, "prelabel", *APP, *DETECT)
    assert (second["n_predicted"], second["n_predicted_before"]) == (0, 3)

    (app,) = run_json(home, "apps", "list")["items"]
    assert (app["name"], app["counts"]["has_suggestions"]) == ("Sheep", 3)

    out = tmp_path / "coco.json"
    written = run_json(home, "export", *APP, "--format", "coco", "--out", str(out), "--suggestions")
    dataset = COCO(str(out))
    assert {image["file_name"] for image in dataset.imgs.values()} == {"below/cat.png", "coffee.png", "astronaut.png"}
    assert "cat" in {category["name"] for category in dataset.cats.values()}
    assert len(dataset.anns) == written["n_suggestions"] > 0
    assert [path.name for path in tmp_path.iterdir()] == ["coco.json"]

    piped = run(home, "export", *APP, "--out", "-")
    assert json.loads(piped.stdout)["images"][0]["file_name"] in {"below/cat.png", "coffee.png", "astronaut.png"}


def test_the_models_are_listed(home: Path) -> None:
    listed = {model["ref"]: model for model in run_json(home, "models", "list")["items"]}
    assert {"model:general-detection", "model:general-image-recognition", "workflow:general-detection"} <= set(listed)
    assert listed["model:general-detection"]["vocabulary_size"] == 80


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("export", "--app", "Goats", "--out", "-"), "There is no app named 'Goats'; there are: 'Sheep'."),
        (("export", *APP, "--out", "nowhere/coco.json"), "The file nowhere/coco.json cannot be written"),
        (("prelabel", *APP, "--model", "nobody"), "There is no model or workflow nobody; there are: "),
        (("prelabel", "--app", "Goats", *DETECT), "There is no app named 'Goats'"),
        (("inputs", "add", "nowhere", *APP), "There is no folder or file nowhere."),
        (("inputs", "add", ".", "--app", " "), "cannot be the name of an app"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_with_a_hint(
    home: Path, arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with workshop_of(load_settings({}, home=home)) as workshop:
        labeling_apps.app_named(workshop, "Sheep", make=True)
    assert main.run([*arguments, "--home", str(home)]) == 1
    shown = capsys.readouterr()
    told, hint = shown.err.splitlines()
    assert message in told
    assert hint
    assert shown.out == ""


def test_a_home_that_is_a_file_is_a_clear_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "home").write_text("")
    assert main.run(["apps", "list", "--home", str(tmp_path / "home")]) == 2
    assert "--home" in capsys.readouterr().err


def test_a_home_that_cannot_be_made_is_a_clear_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main.run(["apps", "list", "--home", str(tmp_path / "file" / "home")]) == 1
    assert "cannot be used: Not a directory." in capsys.readouterr().err


def test_an_existing_file_survives_an_export_that_fails(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "coco.json"
    out.write_text("kept")
    assert main.run(["export", "--app", "Goats", "--out", str(out), "--home", str(home)]) == 1
    assert [path.read_text() for path in tmp_path.iterdir()] == ["kept"]


def test_samples_are_added_once_with_their_licences(tmp_path: Path) -> None:
    first = run_json(tmp_path, "samples")
    assert first["n_added"] >= 8
    assert first["n_predicted"] == 2 * first["n_added"]
    assert "is there already" in run(tmp_path, "samples").stdout


def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(tmp_path: Path) -> None:
    added = run_json(tmp_path, "inputs", "add", str(_many(tmp_path / "many", 60)), *APP)["n_added"]
    with subprocess.Popen(
        command(tmp_path, "prelabel", *APP, *DETECT, "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        _wait_for_first_prediction(tmp_path, process)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    stopped = json.loads(out)
    assert stopped["stopped"]
    assert 0 < stopped["n_predicted"] < added
    rest = run_json(tmp_path, "prelabel", *APP, *DETECT)
    assert rest["n_predicted_before"] == stopped["n_predicted"]
    assert rest["n_predicted"] == added - stopped["n_predicted"]


def _many(folder: Path, n: int) -> Path:
    """Photographs that differ in their last byte, which no decoder looks at."""
    folder.mkdir()
    data = (SAMPLES / "flower.jpg").read_bytes()
    for number in range(n):
        (folder / f"{number}.jpg").write_bytes(data + bytes([number]))
    return folder


def _wait_for_first_prediction(home: Path, process: subprocess.Popen[bytes]) -> None:
    with closing(sqlite3.connect(home / "labelwright.db", timeout=10)) as connection:
        while connection.execute("SELECT count(*) FROM predictions").fetchone()[0] == 0:
            assert process.poll() is None, "it ended before it predicted anything"
            time.sleep(0.01)


def test_people_are_added_and_listed(home: Path) -> None:
    added = run_json(home, "users", "add", " Zoë ")
    assert added["name"] == "Zoë"
    assert run_json(home, "users", "list")["items"][-1] == added
    assert [user["name"] for user in run_json(home, "users", "list")["items"]] == ["Owner", "Zoë"]
    again = run(home, "users", "add", "Zoë")
    assert again.returncode == main.FAILED
    assert "There is a user named 'Zoë' already." in again.stderr
