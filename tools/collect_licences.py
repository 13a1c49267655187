"""Puts the licence texts of the packages that the web client is built from beside the built client."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
TARGET = ROOT / "src" / "labelwright" / "web_dist" / "licences.txt"
_RULER = "\n" + "-" * 80 + "\n"


def main() -> int:
    """Write the file and say how many packages it credits."""
    packages = shipped_packages(WEB)
    TARGET.write_text(_RULER.join(map(licence_entry, packages)), encoding="utf-8")
    print(f"    licences of {len(packages)} packages in {TARGET.relative_to(ROOT)}")
    return 0


def shipped_packages(web: Path) -> list[Path]:
    """Return the installed folders of all packages that are not for development only, by name."""
    lock = json.loads((web / "package-lock.json").read_text(encoding="utf-8"))
    folders = [web / name for name, entry in lock["packages"].items() if name and not entry.get("dev")]
    return sorted(folder for folder in folders if (folder / "package.json").is_file())


def licence_entry(package: Path) -> str:
    """Return name, version and licence of one package, with the texts that it carries."""
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    texts = sorted(path for path in package.iterdir() if path.name.upper().startswith(("LICENSE", "LICENCE", "NOTICE")))
    head = f"{about['name']} {about.get('version', '')}, licence: {about.get('license', 'see below')}\n"
    return "\n".join([head, *(text.read_text(encoding="utf-8", errors="replace") for text in texts if text.is_file())])


if __name__ == "__main__":
    sys.exit(main())
