from __future__ import annotations

import json
import subprocess
import sys

import pytest

from labelwright import __version__
from labelwright.cli.main import run

HEAVY = ("onnxruntime", "dbos", "alembic", "sqlalchemy", "fastapi", "numpy", "PIL")
COMMANDS = ("serve", "samples", "inputs add", "prelabel", "export", "models list", "apps list")


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"\n  {name.split()[0]} " in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_home_and_json(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*name.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert "--home" in shown
    assert "--json" in shown


def test_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"labelwright {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Missing command."),
        (["paint"], "No such command 'paint'."),
        (["inputs"], "Missing command."),
        (["export", "--app", "Sheep"], "Missing option '--out'."),
        (["prelabel", "--app", "Sheep"], "Missing option '--model'."),
        (["export", "--app", "Sheep", "--out", "-", "--format", "tar"], "'tar' is not"),
        (["serve", "--port", "high"], "'--port'"),
        (["models", "list", "--loud"], "No such option: --loud"),
    ],
)
def test_wrong_usage_is_one_line_and_a_hint(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    message, hint = shown.err.splitlines()
    assert told in message
    assert message.startswith("labelwright: ")
    assert hint == "Add --help to the command to see what it takes."
    assert shown.out == ""


def test_wrong_usage_is_json_when_json_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["apps", "list", "--loud", "--json"]) == 2
    told = json.loads(capsys.readouterr().err)
    assert (told["code"], told["detail"]) == ("wrong_usage", "No such option: --loud.")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])  # noqa: S104 - that it is refused is the point
def test_only_loopback_is_listened_on(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--host", host, "--port", "0"]) == 1
    assert f"does not listen on {host}" in capsys.readouterr().err


def test_json_and_the_dataset_cannot_share_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--app", "Sheep", "--out", "-", "--json"]) == 1
    assert json.loads(capsys.readouterr().err)["code"] == "json_needs_file"


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from labelwright.cli.main import run; run(['--help']); "
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
