"""Tries the wheel in dist/ as a person would: an empty environment, no Node, no checkout, no build tools."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MUST_CONTAIN = (
    "labelwright/web_dist/index.html",
    "labelwright/models/general-detection/model.onnx",
    "labelwright/models/general-image-recognition/model.onnx",
    "labelwright/samples/samples.json",
)
MODEL_IDS = {"general-detection", "general-image-recognition"}


def main() -> int:
    """Check what is inside the wheel, install it, and ask the installed command for its models."""
    wheel = _newest_wheel()
    names = set(zipfile.ZipFile(wheel).namelist())
    missing = [name for name in MUST_CONTAIN if name not in names]
    if missing:
        print(f"{wheel.name} lacks {', '.join(missing)}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="labelwright-wheel-") as folder:
        listed = _models_of_installed_wheel(wheel, Path(folder))
    if not listed >= MODEL_IDS:
        print(f"The installed wheel lists the models {sorted(listed)}, not {sorted(MODEL_IDS)}", file=sys.stderr)
        return 1
    print(f"    {wheel.name}, {wheel.stat().st_size / 1e6:.1f} MB, lists {', '.join(sorted(listed))}")
    return 0


def _newest_wheel() -> Path:
    return max((ROOT / "dist").glob("*.whl"), key=lambda path: path.stat().st_mtime)


def _models_of_installed_wheel(wheel: Path, folder: Path) -> set[str]:
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    pip = [str(python), "-m", "pip", "-qq", "--disable-pip-version-check", "install", "--no-input"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements" / "run.lock")], check=True)
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    command = [str(folder / "env" / "bin" / "labelwright"), "models", "list", "--json"]
    bare = {"PATH": os.defpath, "HOME": str(folder), "LABELWRIGHT_HOME": str(folder / "home")}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=bare, cwd=folder)
    return {str(row["id"]) for row in json.loads(done.stdout)["items"]}


if __name__ == "__main__":
    sys.exit(main())
