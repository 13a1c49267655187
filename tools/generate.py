"""Writes what is generated from the code: the OpenAPI document and the web client's types of it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPENAPI = ROOT / "src" / "labelwright" / "api" / "openapi.json"
SCHEMA = ROOT / "web" / "src" / "api" / "schema.ts"


def main(check: bool) -> int:
    """Write both files, or with `check` say which of them differ from what would be written."""
    with tempfile.TemporaryDirectory(prefix="labelwright-generate-") as folder:
        openapi, schema = Path(folder) / OPENAPI.name, Path(folder) / SCHEMA.name
        openapi.write_text(_openapi_text(), encoding="utf-8")
        _write_schema(openapi, schema)
        pairs = ((openapi, OPENAPI), (schema, SCHEMA))
        stale = [kept for new, kept in pairs if not kept.exists() or kept.read_bytes() != new.read_bytes()]
        if not check:
            for new, kept in pairs:
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_bytes(new.read_bytes())
    for path in stale:
        print(f"    {'is stale' if check else 'written'}: {path.relative_to(ROOT)}")
    return 1 if check and stale else 0


def _openapi_text() -> str:
    from labelwright.api import server

    return json.dumps(server.openapi_document(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _write_schema(openapi: Path, schema: Path) -> None:
    program = ROOT / "web" / "node_modules" / ".bin" / "openapi-typescript"
    command = [str(program), str(openapi), "--output", str(schema)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT / "web")


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
