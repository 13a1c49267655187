"""What every file store has to do, whatever it keeps the files in."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from labelwright.storage.blobs import BlobNotFound, BlobStore, DerivedNameInvalid, StoreUnavailable

ABSENT = hashlib.sha256(b"absent").hexdigest()


@pytest.fixture(params=["folder", "file URL", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    places: dict[str, Callable[[], str]] = {
        "folder": lambda: str(tmp_path / "with space"),
        "file URL": lambda: f"file://{tmp_path}/blobs/",
        "memory": lambda: f"memory://{uuid.uuid4().hex}",
    }
    return BlobStore(places[request.param]())


@pytest.mark.parametrize("data", [b"", b"one", bytes(range(256)) * 4000])
def test_what_was_put_is_got_back_under_its_hash(store: BlobStore, data: bytes) -> None:
    digest = store.put(data)
    assert digest == hashlib.sha256(data).hexdigest()
    assert store.exists(digest)
    assert store.get(digest) == data


def test_an_absent_file_is_named(store: BlobStore) -> None:
    assert not store.exists(ABSENT)
    with pytest.raises(BlobNotFound, match=ABSENT):
        store.get(ABSENT)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_what_is_no_hash_names_no_file(store: BlobStore, digest: str) -> None:
    with pytest.raises(BlobNotFound):
        store.get(digest)
    with pytest.raises(BlobNotFound):
        store.delete(digest)


def test_deleting_takes_the_derived_files_along_and_may_be_repeated(store: BlobStore) -> None:
    digest = store.put(b"picture")
    other = store.put(b"another")
    store.derived(digest, "thumbnail.webp", lambda: b"old")
    store.delete(digest)
    store.delete(digest)
    assert not store.exists(digest)
    assert store.get(other) == b"another"
    assert store.derived(digest, "thumbnail.webp", lambda: b"new") == b"new"


def test_a_derived_file_is_made_once(store: BlobStore) -> None:
    digest, made = store.put(b"picture"), []

    def make() -> bytes:
        made.append(1)
        return b"small"

    assert [store.derived(digest, "small.webp", make) for _ in range(3)] == [b"small"] * 3
    assert len(made) == 1


def test_derived_files_can_be_dropped_and_are_made_again(store: BlobStore) -> None:
    digest = store.put(b"picture")
    store.derived(digest, "small.webp", lambda: b"first")
    store.drop_derived()
    store.drop_derived()
    assert store.get(digest) == b"picture"
    assert store.derived(digest, "small.webp", lambda: b"second") == b"second"


def test_a_derived_file_that_could_not_be_made_leaves_nothing(store: BlobStore) -> None:
    digest = store.put(b"picture")

    def fail() -> bytes:
        raise BlobNotFound(digest=digest)

    with pytest.raises(BlobNotFound):
        store.derived(digest, "small.webp", fail)
    assert store.derived(digest, "small.webp", lambda: b"made") == b"made"


@pytest.mark.parametrize("name", ["", "..", "../originals/x", "a/b", "a b", ".hidden", "x" * 65, "ä.webp"])
def test_a_derived_name_that_is_no_plain_file_name_is_refused(store: BlobStore, name: str) -> None:
    with pytest.raises(DerivedNameInvalid):
        store.derived(store.put(b"picture"), name, lambda: b"")


def test_threads_that_put_and_derive_the_same_see_whole_files_only(store: BlobStore) -> None:
    data, small = os.urandom(300_000), os.urandom(100_000)
    digest, wrong = hashlib.sha256(data).hexdigest(), []

    def work() -> None:
        for _ in range(20):
            if store.put(data) != digest or store.get(digest) != data:
                wrong.append("original")
            if store.derived(digest, "small", lambda: small) != small:
                wrong.append("derived")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_putting_again_writes_nothing(tmp_path: Path) -> None:
    store = BlobStore(str(tmp_path))
    store.put(b"picture")
    (path,) = (path for path in (tmp_path / "originals").rglob("*") if path.is_file())
    before = path.stat()
    store.put(b"picture")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert list((tmp_path / "partial").iterdir()) == []


def test_a_file_cut_short_by_a_power_failure_is_mended_by_putting_it_again(tmp_path: Path) -> None:
    store = BlobStore(str(tmp_path))
    digest = store.put(b"picture")
    (path,) = (path for path in (tmp_path / "originals").rglob("*") if path.is_file())
    path.write_bytes(b"")
    assert store.put(b"picture") == digest
    assert store.get(digest) == b"picture"


def test_a_store_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_text("a file where the folder should be")
    with pytest.raises(StoreUnavailable, match="blobs"):
        BlobStore(str(tmp_path / "blobs")).put(b"picture")


WRITER = """
import itertools, sys
from labelwright.storage.blobs import BlobStore
store = BlobStore(sys.argv[1])
for n in itertools.count():
    data = n.to_bytes(4, "big") * 200_000
    digest = store.put(data)
    store.derived(digest, "half", lambda: data[:400_000])
    if n == 2:
        print("writing", flush=True)
"""


def test_a_killed_writer_leaves_no_half_file_under_a_name(tmp_path: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    with writer:
        assert writer.stdout.readline() == b"writing\n"
        threading.Event().wait(0.1)
        writer.send_signal(signal.SIGKILL)
    originals = [path for path in (tmp_path / "originals").rglob("*") if path.is_file()]
    assert len(originals) >= 3
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in originals)
    derived = [path for path in (tmp_path / "derived").rglob("*") if path.is_file()]
    assert {path.stat().st_size for path in derived} == {400_000}


def test_something_large_is_derived_into_a_file_and_read_in_parts(store: BlobStore) -> None:
    digest = store.put(b"picture")
    assert not store.has_derived(digest, "tiles.pack")
    assert store.read_derived(digest, "tiles.pack", 0, 4) is None
    with store.writing_derived(digest, "tiles.pack") as file:
        file.write(b"0000")
        file.write(b"abcdefgh")
        file.seek(0)
        file.write(b"1234")
        assert not store.has_derived(digest, "tiles.pack")
    assert store.has_derived(digest, "tiles.pack")
    assert store.read_derived(digest, "tiles.pack", 2, 6) == b"34ab"
    store.delete(digest)
    assert store.read_derived(digest, "tiles.pack", 2, 6) is None


def test_a_derived_file_that_could_not_be_finished_is_not_there(store: BlobStore) -> None:
    digest = store.put(b"picture")

    def write_half() -> None:
        with store.writing_derived(digest, "tiles.pack") as file:
            file.write(b"half")
            raise OSError("the power is gone")

    with pytest.raises(StoreUnavailable, match="the power is gone"):
        write_half()
    assert not store.has_derived(digest, "tiles.pack")
    with pytest.raises(DerivedNameInvalid), store.writing_derived(digest, "../tiles"):
        pass
