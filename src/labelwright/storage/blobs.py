"""Files by their content: the originals as they came, and what is derived from them and can be made again."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

import fsspec
from fsspec.implementations.local import LocalFileSystem

from labelwright import errors


class BlobNotFound(errors.NotFound):
    """There is no stored file with the content hash {digest}."""

    code = "blob_not_found"
    hint = "The file may have been deleted from the store; add the input again."


class DerivedNameInvalid(errors.Invalid):
    """The name {name} cannot be that of a derived file."""

    code = "derived_name_invalid"
    hint = "Use up to 64 letters, digits, dots, dashes and underscores, beginning with a letter or digit."


class StoreUnavailable(errors.Unavailable):
    """The file store does not answer ({reason})."""

    code = "store_unavailable"
    hint = "Check that the disk has room and can be written, or that the remote store can be reached."


_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class BlobStore:
    """Keeps files under the SHA-256 of their bytes in a local folder or any fsspec store.

    Nobody can read a half-written file: a local one gets its name only when it is complete, and object stores show
    nothing else. Safe for many threads and processes, since the same name always means the same bytes.

    Below the root: `originals/` is the truth; `derived/` can be deleted at any time; `partial/` holds what is being
    written, and what a killed process left there can be deleted while nothing runs.
    """

    def __init__(self, url_or_path: str) -> None:
        self._fs, root = fsspec.core.url_to_fs(url_or_path)
        self._root = str(root).rstrip("/")
        self._shows_half_files = isinstance(self._fs, LocalFileSystem)

    def put(self, data: bytes) -> str:
        """Store the bytes and return their SHA-256; what is there already is not written again.

        Raises:
            StoreUnavailable: if they cannot be written.
        """
        digest = hashlib.sha256(data).hexdigest()
        path = self._original(digest)
        with _naming_failures():
            if self._size(path) != len(data):
                self._write(path, data, durably=True)
        return digest

    def get(self, digest: str) -> bytes:
        """Return the stored bytes.

        Raises:
            BlobNotFound: if there are none of that hash.
            StoreUnavailable: if the store cannot be read.
        """
        with _naming_failures():
            data = self._read(self._original(digest))
        if data is None:
            raise BlobNotFound(digest=digest)
        return data

    def exists(self, digest: str) -> bool:
        """Return whether a file of that hash is stored.

        Raises:
            StoreUnavailable: if the store cannot be asked.
        """
        with _naming_failures():
            return self._size(self._original(digest)) is not None

    def delete(self, digest: str) -> None:
        """Remove a stored file and all that is derived from it; nothing happens if it is not there.

        Raises:
            StoreUnavailable: if it cannot be removed.
        """
        with _naming_failures():
            self._remove(self._original(digest))
            self._remove(self._derived_folder(digest))

    def derived(self, digest: str, name: str, make: Callable[[], bytes]) -> bytes:
        """Return what `make` makes of a stored file, made on the first call and kept for the next ones.

        Args:
            digest: of the file it is made from.
            name: says what is made and how (`thumbnail-320.webp`); another way of making needs another name.
            make: called outside any lock; two threads may both make it, with the same result.

        Raises:
            DerivedNameInvalid: if the name is no plain file name.
            StoreUnavailable: if the store cannot be read or written.
        """
        path = self._derived(digest, name)
        with _naming_failures():
            kept = self._read(path)
        if kept:
            return kept
        made = make()
        with _naming_failures():
            self._write(path, made, durably=False)
        return made

    @contextmanager
    def writing_derived(self, digest: str, name: str) -> Iterator[BinaryIO]:
        """Give a local file to write something derived into; at the end of the block it is kept, if nothing failed.

        Raises:
            DerivedNameInvalid: if the name is no plain file name.
            StoreUnavailable: if it cannot be written.
        """
        path = self._derived(digest, name)
        with _naming_failures(), tempfile.TemporaryDirectory(dir=self._partial_folder()) as folder:
            partial = f"{folder}/{name}"
            with open(partial, "wb") as file:
                yield file
            if self._shows_half_files:
                self._fs.makedirs(path.rpartition("/")[0], exist_ok=True)
                os.replace(partial, path)
            else:
                self._fs.put_file(partial, path)

    def has_derived(self, digest: str, name: str) -> bool:
        """Return whether something of this name is derived from a stored file.

        Raises:
            DerivedNameInvalid, StoreUnavailable
        """
        path = self._derived(digest, name)
        with _naming_failures():
            return self._size(path) is not None

    def read_derived(self, digest: str, name: str, begin: int, end: int) -> bytes | None:
        """Return the bytes from `begin` to before `end` of something derived; None if it is not there.

        Raises:
            DerivedNameInvalid, StoreUnavailable
        """
        path = self._derived(digest, name)
        with _naming_failures():
            try:
                return bytes(self._fs.cat_file(path, start=begin, end=end))
            except FileNotFoundError:
                return None

    def drop_derived(self) -> None:
        """Remove everything derived, to be made again when asked for.

        Raises:
            StoreUnavailable: if it cannot be removed.
        """
        with _naming_failures():
            self._remove(f"{self._root}/derived")

    def _original(self, digest: str) -> str:
        return f"{self._root}/originals/{_checked(digest)[:2]}/{digest}"

    def _derived(self, digest: str, name: str) -> str:
        if not _NAME.fullmatch(name):
            raise DerivedNameInvalid(name=name)
        return f"{self._derived_folder(digest)}/{name}"

    def _partial_folder(self) -> str | None:
        """Return the folder for what is being written; None, the system's own, where the store is not this machine."""
        if not self._shows_half_files:
            return None
        self._fs.makedirs(f"{self._root}/partial", exist_ok=True)
        return f"{self._root}/partial"

    def _derived_folder(self, digest: str) -> str:
        return f"{self._root}/derived/{_checked(digest)[:2]}/{digest}"

    def _size(self, path: str) -> int | None:
        try:
            return int(self._fs.info(path)["size"])
        except FileNotFoundError:
            return None

    def _read(self, path: str) -> bytes | None:
        try:
            return bytes(self._fs.cat_file(path))
        except FileNotFoundError:
            return None

    def _write(self, path: str, data: bytes, *, durably: bool) -> None:
        if not self._shows_half_files:
            self._fs.pipe_file(path, data)
            return
        partial = f"{self._root}/partial/{uuid.uuid4().hex}"
        self._fs.makedirs(f"{self._root}/partial", exist_ok=True)
        self._fs.makedirs(path.rpartition("/")[0], exist_ok=True)
        with open(partial, "wb") as file:
            file.write(data)
            if durably:
                file.flush()
                os.fsync(file.fileno())
        os.replace(partial, path)

    def _remove(self, path: str) -> None:
        try:
            self._fs.rm(path, recursive=True)
        except FileNotFoundError:
            return


def _checked(digest: str) -> str:
    """Return the hash, sure that it names no other place in the store."""
    if not _DIGEST.fullmatch(digest):
        raise BlobNotFound(digest=digest)
    return digest


@contextmanager
def _naming_failures() -> Iterator[None]:
    try:
        yield
    except OSError as failure:
        raise StoreUnavailable(reason=str(failure)) from failure
