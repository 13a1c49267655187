"""What can be set, with its default and its meaning; each has an environment variable of the name shown."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from platformdirs import user_data_path

from labelwright import errors


class SettingInvalid(errors.Invalid):
    """The setting {name} is {value!r}, but it must be {expected}."""

    code = "setting_invalid"
    hint = "Correct or unset it; docs/reference/settings.md lists every setting."


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set from outside."""

    home: Path
    """LABELWRIGHT_HOME: the folder that holds everything; default the platform's data folder."""
    database_url: str
    """LABELWRIGHT_DATABASE_URL: where labels are kept; default an SQLite file in the home folder."""
    blobs_url: str
    """LABELWRIGHT_BLOBS_URL: where pictures are kept, a folder or fsspec address; default one in the home folder."""
    host: str = "127.0.0.1"
    """LABELWRIGHT_HOST: the address to listen on; only loopback while nobody can log in."""
    port: int = 8470
    """LABELWRIGHT_PORT: the port to listen on."""
    workers: int = 0
    """LABELWRIGHT_WORKERS: threads that run models; 0 is one for each core."""
    model_memory_mb: int = 1024
    """LABELWRIGHT_MODEL_MEMORY_MB: memory for loaded models; the least recently used leave first."""
    max_upload_mb: int = 100
    """LABELWRIGHT_MAX_UPLOAD_MB: the largest picture file that is taken."""
    max_megapixels: int = 250
    """LABELWRIGHT_MAX_MEGAPIXELS: the largest picture that is taken, in millions of pixels."""


def load_settings(environment: Mapping[str, str] = os.environ, **given: object) -> Settings:
    """Return the settings: what is `given` first, then the environment, then the defaults.

    Raises:
        SettingInvalid: if a value is not of its kind.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    for name in (field.name for field in fields(Settings)):
        variable = f"LABELWRIGHT_{name.upper()}"
        if name not in chosen and environment.get(variable):
            chosen[name] = environment[variable]
    home = Path(str(chosen.pop("home", "") or user_data_path("labelwright", appauthor=False))).expanduser().absolute()
    numbers = {name: _whole_number(name, chosen.pop(name)) for name in _NUMBERS if name in chosen}
    texts = {name: str(value) for name, value in chosen.items()}
    defaults = {"database_url": f"sqlite:///{home / 'labelwright.db'}", "blobs_url": str(home / "blobs")}
    return Settings(home=home, **{**defaults, **texts}, **numbers)  # type: ignore[arg-type]


_NUMBERS = ("port", "workers", "model_memory_mb", "max_upload_mb", "max_megapixels")
_MAX_PORT = 65_535


def _whole_number(name: str, value: object) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = -1
    if number < 0 or (name == "port" and number > _MAX_PORT):
        expected = f"a whole number, 0 to {_MAX_PORT}" if name == "port" else "a whole number, 0 or more"
        raise SettingInvalid(name=name, value=value, expected=expected)
    return number
