"""Files become inputs: checked one by one, stored byte for byte, each answering for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from sqlalchemy import Connection

from labelwright import errors
from labelwright.domain.ids import AppId, InputId, UserId, new_id
from labelwright.domain.input import Input
from labelwright.domain.naming import is_one_line
from labelwright.domain.outcome import Reviewer
from labelwright.media.checking import ImageFacts, inspect_image
from labelwright.services import deletion
from labelwright.services.workshop import Workshop
from labelwright.storage import apps, inputs

MAX_NAME_LENGTH = 255
MAX_TOGETHER = 16
"""Files that are added in one transaction, at most."""
MAX_BYTES_TOGETHER = 64_000_000
"""Once that much is in memory, it is added before more is read."""


class FolderNotFound(errors.NotFound):
    """There is no folder or file {path}."""

    code = "folder_not_found"
    hint = "Check the path; it is taken as seen from where the command runs."


class FileUnreadable(errors.Invalid):
    """The file {name} could not be read: {reason}."""

    code = "file_unreadable"
    hint = "Check that the file is there and that you may read it."


class DuplicateInput(errors.Conflict):
    """The app has this picture already, as the input {id}."""

    code = "duplicate_input"
    hint = "Nothing needs to be done."


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file on its way in."""

    name: str
    data: bytes
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: an input, or the reason why not."""

    name: str
    input: Input | None
    error: errors.LabelwrightError | None


@dataclass(frozen=True, slots=True)
class _Checked:
    file: IncomingFile
    facts: ImageFacts | None
    error: errors.LabelwrightError | None


def add_files(workshop: Workshop, app_id: AppId, files: Sequence[IncomingFile], *, by: UserId) -> list[Added]:
    """Add files to the app; a refused one does not stop the others.

    Raises:
        AppNotFound
    """
    with workshop.database.read() as connection:
        apps.get_app(connection, app_id)
    checked = [_check(workshop, file) for file in files]
    with workshop.database.write() as connection:
        apps.get_app(connection, app_id, lock=True)
        digests = [entry.facts.sha256 for entry in checked if entry.facts]
        known: dict[str, InputId] = inputs.existing_blobs(connection, app_id, digests)
        back = _bring_back(connection, app_id, digests, Reviewer(by, workshop.now()))
        added = [_to_added(workshop, entry, app_id, by, known, back=back) for entry in checked]
        returned = {at.id for at in back.values()}
        new = [entry.input for entry in added if entry.input is not None and entry.input.id not in returned]
        inputs.insert_inputs(connection, new)
        apps.move_counts(connection, app_id, {"unlabeled": len(new)})
    if new or back:
        workshop.tell(app_id)
    return added


def _bring_back(connection: Connection, app_id: AppId, digests: list[str], by: Reviewer) -> dict[str, Input]:
    """Restore the deleted inputs whose pictures are added again, with their labels; return them by digest."""
    gone = inputs.existing_blobs(connection, app_id, digests, deleted=True)
    if not gone:
        return {}
    restored = deletion.set_deleted(connection, app_id, list(gone.values()), by, deleted=False)
    return {at.blob: at for at in restored.inputs}


def read_folder(path: Path) -> Iterator[tuple[str, Path]]:
    """Give the name and path of every file below `path`, in order of name; hidden ones are passed over.

    Raises:
        FolderNotFound
    """
    if path.is_file():
        yield path.name, path
        return
    if not path.is_dir():
        raise FolderNotFound(path=str(path))
    for file in sorted(path.rglob("*")):
        relative = file.relative_to(path)
        if file.is_file() and not any(part.startswith(".") for part in relative.parts):
            yield relative.as_posix(), file


def add_each(workshop: Workshop, app_id: AppId, files: Iterable[IncomingFile], *, by: UserId) -> Iterator[Added]:
    """Add any number of files, giving what became of each as it goes; only a few are in memory at a time.

    Raises:
        AppNotFound
    """
    for together in _batches(files):
        yield from add_files(workshop, app_id, together, by=by)


def add_paths(workshop: Workshop, app_id: AppId, paths: Iterable[tuple[str, Path]], *, by: UserId) -> Iterator[Added]:
    """Add files from disk, as `add_each` does; last those that cannot be read.

    Raises:
        AppNotFound
    """
    unreadable: list[Added] = []

    def read() -> Iterator[IncomingFile]:
        for name, path in paths:
            try:
                yield IncomingFile(name, path.read_bytes())
            except OSError as error:
                unreadable.append(Added(name, None, FileUnreadable(name=name, reason=error.strerror or str(error))))

    yield from add_each(workshop, app_id, read(), by=by)
    yield from unreadable


def _batches(files: Iterable[IncomingFile]) -> Iterator[list[IncomingFile]]:
    """Give the files in groups that go into one transaction each and fit into memory."""
    together: list[IncomingFile] = []
    for file in files:
        together.append(file)
        if len(together) == MAX_TOGETHER or sum(len(each.data) for each in together) >= MAX_BYTES_TOGETHER:
            yield together
            together = []
    if together:
        yield together


def _check(workshop: Workshop, file: IncomingFile) -> _Checked:
    try:
        facts = inspect_image(file.data, limits=workshop.limits)
        workshop.blobs.put(file.data)
    except errors.LabelwrightError as error:
        return _Checked(file, None, error)
    return _Checked(file, facts, None)


def _to_added(
    workshop: Workshop,
    entry: _Checked,
    app_id: AppId,
    by: UserId,
    known: dict[str, InputId],
    *,
    back: dict[str, Input],
) -> Added:
    if entry.facts is None:
        return Added(entry.file.name, None, entry.error)
    if entry.facts.sha256 in known:
        return Added(entry.file.name, None, DuplicateInput(id=known[entry.facts.sha256]))
    if entry.facts.sha256 in back:
        known[entry.facts.sha256] = back[entry.facts.sha256].id
        return Added(entry.file.name, back[entry.facts.sha256], None)
    new = Input(
        id=InputId(new_id()),
        app_id=app_id,
        name=_kept_name(entry.file.name),
        blob=entry.facts.sha256,
        media_type=entry.facts.media_type,
        n_bytes=entry.facts.n_bytes,
        width_px=entry.facts.width_px,
        height_px=entry.facts.height_px,
        orientation=entry.facts.orientation,
        added_by=by,
        created_at=workshop.now(),
        metadata=dict(entry.file.metadata),
    )
    known[entry.facts.sha256] = new.id
    return Added(entry.file.name, new, None)


def _kept_name(name: str) -> str:
    parts = [part for part in PurePath(name.replace("\\", "/")).parts if part not in {"/", ".", ".."}]
    kept = "".join(char if is_one_line(char) else "_" for char in "/".join(parts))
    return kept[-MAX_NAME_LENGTH:] or "unnamed"
