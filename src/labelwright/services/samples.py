"""The app "Sample photos": real photographs with suggestions, to look around before bringing pictures of one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import orjson

from labelwright import errors
from labelwright.domain.app import App
from labelwright.domain.ids import ModelRef
from labelwright.services import ingest, labeling_apps, people
from labelwright.services.prelabel import Prelabeled, prelabel_inputs
from labelwright.services.workshop import Workshop
from labelwright.storage.inputs import InputFilter

APP_NAME = "Sample photos"
MODELS = (ModelRef("model:general-detection"), ModelRef("model:general-image-recognition"))
FOLDER = Path(__file__).parent.parent / "samples"
INDEX = "samples.json"
METADATA = ("title", "author", "licence", "source")


class SamplesMissing(errors.Unavailable):
    """The sample photographs in {folder} are missing or damaged: {reason}."""

    code = "samples_missing"
    hint = "Collect them with `make samples`, or install Labelwright again."


@dataclass(frozen=True, slots=True)
class SamplesAdded:
    """What was done to have the sample photographs."""

    app: App
    n_added: int
    n_predicted: int


def add_samples(
    workshop: Workshop,
    *,
    folder: Path = FOLDER,
    progress: Callable[[ModelRef, Prelabeled], None] = lambda _ref, _counts: None,
) -> SamplesAdded:
    """Make the app "Sample photos" with its photographs and their suggestions; what is there already is left alone.

    Raises:
        SamplesMissing, ModelsMissing
    """
    files = _read_samples(folder)
    app = labeling_apps.app_named(workshop, APP_NAME, make=True)
    user = people.local_user(workshop)
    added = ingest.add_files(workshop, app.id, files, by=user.id)
    n_predicted = 0
    for ref in MODELS:
        counts = prelabel_inputs(workshop, app.id, ref, InputFilter(), progress=partial(progress, ref))
        if counts.failures:
            raise counts.failures[0].error
        n_predicted += counts.n_done
    return SamplesAdded(app, sum(entry.input is not None for entry in added), n_predicted)


def _read_samples(folder: Path) -> list[ingest.IncomingFile]:
    try:
        index = orjson.loads((folder / INDEX).read_bytes())
        return [
            ingest.IncomingFile(
                entry["file"], (folder / entry["file"]).read_bytes(), {name: entry[name] for name in METADATA}
            )
            for entry in index
        ]
    except OSError as error:
        raise SamplesMissing(folder=str(folder), reason=error.strerror or str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise SamplesMissing(folder=str(folder), reason=f"{INDEX} cannot be read ({error})") from error
