"""Looks at this machine for what the build needs, and puts Debian packages in place where it may.

Runs before anything is installed: standard library only, and plain enough for an old Python to say what is wrong.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

PYTHON_NEEDED = (3, 11)
NODE_NEEDED = 20
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Missing(Exception):
    """Something that the build needs is not on this machine; the text says what to do."""


def check_python() -> str:
    """Return a line on this Python; put `venv` in place on Debian as root.

    Raises:
        Missing: if it is too old or cannot make virtual environments.
    """
    found = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if sys.version_info[:2] < PYTHON_NEEDED:
        needed = ".".join(map(str, PYTHON_NEEDED))
        raise Missing(
            f"Python {needed} or newer is needed; {sys.executable} is {found}. Give another: make PYTHON=/path/to/it"
        )
    if not _can_make_environments():
        package = f"python{found}-venv"
        _install_package(package, why="Python cannot make virtual environments", otherwise="Or use another Python.")
        importlib.invalidate_caches()
        if not _can_make_environments():
            raise Missing(
                f"{sys.executable} has no ensurepip even after installing {package}. Install a Python that has it."
            )
    return f"Python {found} ({sys.executable})"


def check_node() -> str:
    """Return a line on Node and npm.

    Raises:
        Missing: if one is not there or Node is too old.
    """
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise Missing(
                f"`{program}` is not on the PATH. The web client is built with Node {NODE_NEEDED} or newer and its npm."
            )
    version = _output(["node", "--version"]).lstrip("v")
    if int(version.split(".")[0]) < NODE_NEEDED:
        raise Missing(f"Node {NODE_NEEDED} or newer is needed to build the web client; this is {version}.")
    return f"Node {version}, npm {_output(['npm', '--version'])}"


def find_chromium() -> str:
    """Return the path of a Chromium for the end-to-end tests; install Debian's package as root where none is there.

    Raises:
        Missing: if there is none and none may be installed.
    """
    given = os.environ.get("LABELWRIGHT_CHROMIUM")
    if given:
        if os.access(given, os.X_OK):
            return given
        raise Missing(f"LABELWRIGHT_CHROMIUM names {given}, which is not a program. Correct it or unset it.")
    found = _first_program(CHROMIUM_NAMES)
    if found is None:
        _install_package(
            "chromium",
            why="No Chromium was found for the end-to-end tests",
            otherwise="Or give any Chromium or Chrome: LABELWRIGHT_CHROMIUM=/path/to/it",
        )
        found = _first_program(CHROMIUM_NAMES)
    if found is None:
        raise Missing(
            "Chromium was installed but is not on the PATH. Give its path: LABELWRIGHT_CHROMIUM=/path/to/chromium"
        )
    return found


def _can_make_environments() -> bool:
    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


def _first_program(names: Sequence[str]) -> str | None:
    return next((path for path in map(shutil.which, names) if path), None)


def _output(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _install_package(package: str, *, why: str, otherwise: str) -> None:
    advice = f"{why}. Install Debian's package: sudo apt-get install {package}. {otherwise}"
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise Missing(advice)
    print(f"    {why}. Installing the package {package}", file=sys.stderr, flush=True)
    for command in (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "-y", "--no-install-recommends", "install", package],
    ):
        if _run(command) != 0:
            raise Missing(f"`{' '.join(command)}` failed (its words are above). {advice}")


def _run(command: Sequence[str]) -> int:
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    done = subprocess.run(command, check=False, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    return done.returncode


CHECKS = {"python": check_python, "node": check_node, "chromium": find_chromium}


def main(names: Sequence[str]) -> int:
    """Run the named checks, print a line for each, and return the exit code."""
    try:
        for name in names or tuple(CHECKS):
            print(CHECKS[name](), flush=True)
    except Missing as problem:
        print(f"labelwright: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
