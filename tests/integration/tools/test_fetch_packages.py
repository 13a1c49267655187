"""Pinned packages: kept once, checked by hash, clear when they cannot be had. A script plays npm here."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tools import fetch_packages
from tools.fetch_packages import Package, PackageHashWrong, PackageNotFetched

CONTENT = b"the package"
PACKAGE = Package("npm", "@owner/thing", "1.2.3", hashlib.sha256(CONTENT).hexdigest(), megabytes=1)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def play_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put an empty folder first on the PATH, into which a test may write its npm."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder / "npm"


def write_npm(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_a_package_is_fetched_once_and_kept(cache: Path, play_npm: Path) -> None:
    write_npm(play_npm, f"printf '{CONTENT.decode()}' > thing-1.2.3.tgz")
    first = fetch_packages.fetch(PACKAGE, cache=cache)
    assert first.read_bytes() == CONTENT
    write_npm(play_npm, "exit 1")
    assert fetch_packages.fetch(PACKAGE, cache=cache) == first


def test_a_damaged_kept_package_is_fetched_again(cache: Path, play_npm: Path) -> None:
    write_npm(play_npm, f"printf '{CONTENT.decode()}' > thing-1.2.3.tgz")
    fetch_packages.fetch(PACKAGE, cache=cache).write_bytes(b"half of it")
    assert fetch_packages.fetch(PACKAGE, cache=cache).read_bytes() == CONTENT


def test_a_package_that_is_not_the_pinned_one_is_refused_and_not_kept(cache: Path, play_npm: Path) -> None:
    write_npm(play_npm, "printf 'something else' > thing-1.2.3.tgz")
    with pytest.raises(PackageHashWrong, match="instead of"):
        fetch_packages.fetch(PACKAGE, cache=cache)
    assert list(cache.iterdir()) == []


def test_a_registry_that_cannot_be_reached_is_told_in_the_words_of_its_client(cache: Path, play_npm: Path) -> None:
    write_npm(play_npm, "echo 'npm error ENOTFOUND' >&2; exit 1")
    with pytest.raises(PackageNotFetched, match=r"@owner/thing@1\.2\.3 could not be fetched with npm: .*ENOTFOUND"):
        fetch_packages.fetch(PACKAGE, cache=cache)


def test_a_missing_client_is_named(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PackageNotFetched, match="with npm: it is not installed"):
        fetch_packages.fetch(PACKAGE, cache=cache)
