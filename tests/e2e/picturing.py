"""Pictures for the documentation: what a test sees, kept if a folder for them is given."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

FOLDER = os.environ.get("LABELWRIGHT_PICTURES", "")
"""`make pictures` sets it."""


def take_picture(page: Page, name: str) -> None:
    """Keep what the page shows now under this name."""
    if FOLDER:
        page.wait_for_timeout(400)  # toasts and pop-ups come to rest
        page.screenshot(path=Path(FOLDER) / f"{name}.jpg", type="jpeg", quality=80, animations="disabled")
