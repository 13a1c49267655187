from __future__ import annotations

import json
from pathlib import Path

from tools import collect_licences


def _install(web: Path, name: str, **about: str) -> Path:
    folder = web / "node_modules" / name
    folder.mkdir(parents=True)
    (folder / "package.json").write_text(json.dumps({"name": name, "version": "1.0.0", **about}), encoding="utf-8")
    return folder


def test_only_what_ends_up_in_the_client_is_credited(tmp_path: Path) -> None:
    shipped = _install(tmp_path, "drawing")
    _install(tmp_path, "checking")
    entries = {"": {}, "node_modules/drawing": {}, "node_modules/checking": {"dev": True}, "node_modules/other-os": {}}
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": entries}), encoding="utf-8")
    assert collect_licences.shipped_packages(tmp_path) == [shipped]


def test_an_entry_carries_every_text_of_the_package(tmp_path: Path) -> None:
    package = _install(tmp_path, "drawing", license="MIT")
    (package / "LICENSE.md").write_text("Permission is granted", encoding="utf-8")
    (package / "NOTICE").write_text("Made by somebody", encoding="utf-8")
    entry = collect_licences.licence_entry(package)
    assert entry.startswith("drawing 1.0.0, licence: MIT\n")
    assert "Permission is granted" in entry
    assert "Made by somebody" in entry


def test_a_package_that_names_no_licence_points_to_its_text(tmp_path: Path) -> None:
    assert "licence: see below" in collect_licences.licence_entry(_install(tmp_path, "drawing"))
