"""What a person does on the pages, by the names they see."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

SAMPLES = Path(__file__).resolve().parent.parent.parent / "src" / "labelwright" / "samples"


def new_app(page: Page, name: str) -> str:
    """Make an app on the first page, arrive in its gallery and return its id."""
    page.goto("/")
    page.get_by_role("button", name="New app").first.click()
    page.get_by_role("dialog").get_by_role("textbox").fill(name)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/apps/[0-9a-z]+$"))
    return page.url.rpartition("/")[2]


def upload(page: Page, *files: str) -> None:
    """Upload sample photographs in the gallery and wait until they are in."""
    page.get_by_label("Pictures to upload").set_input_files([SAMPLES / file for file in files])
    for file in files:
        expect(page.get_by_role("gridcell", name=re.compile(re.escape(file))).first).to_be_visible()


def open_input(page: Page, app_id: str, input_id: str) -> None:
    """Open an input in the Input-Viewer with the AI-Assist sidebar."""
    page.goto(f"/apps/{app_id}/inputs/{input_id}")
    edit = page.get_by_role("button", name="Edit", exact=True)
    expect(edit).to_be_visible()
    if edit.get_attribute("aria-pressed") != "true":
        edit.click()
    expect(page.get_by_role("button", name="Accept all AI assist predictions")).to_be_visible()


def pick_model(page: Page, name: str) -> None:
    """Pick a model or workflow by its name."""
    page.get_by_role("combobox", name="Select Model or Workflow").click()
    page.get_by_role("option", name=re.compile(name)).first.click()


def set_threshold(page: Page, lowest: str, highest: str = "1.00") -> None:
    """Type both ends of the threshold range."""
    for name, value in (("Threshold from", lowest), ("Threshold to", highest)):
        page.get_by_role("textbox", name=name).fill(value)
        page.keyboard.press("Tab")


def objects(page: Page) -> Locator:
    """The Objects pane."""
    return page.get_by_role("region", name="Objects")


def instance_rows(page: Page) -> Locator:
    """The checkboxes of the object instances."""
    return objects(page).get_by_role("checkbox")


def canvas(page: Page) -> Locator:
    """The canvas with the picture."""
    return page.get_by_role("group", name=re.compile("^Picture "))


class PictureOnScreen:
    """Where the pixels of a fitted picture are on the screen."""

    MARGIN_PX = 24

    def __init__(self, page: Page, width: float, height: float) -> None:
        area = canvas(page).bounding_box()
        assert area is not None
        margins = 2 * self.MARGIN_PX
        self.zoom = min((area["width"] - margins) / width, (area["height"] - margins) / height)
        self.left = area["x"] + (area["width"] - width * self.zoom) / 2
        self.top = area["y"] + (area["height"] - height * self.zoom) / 2

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place of the picture is."""
        return self.left + x * self.zoom, self.top + y * self.zoom


def drag(page: Page, start: tuple[float, float], end: tuple[float, float], *held: str) -> None:
    """Press, move in steps, release, with these keys held."""
    page.mouse.move(*start)
    for key in held:
        page.keyboard.down(key)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=4)
    page.mouse.move(*end, steps=4)
    page.mouse.up()
    for key in held:
        page.keyboard.up(key)


def centre(locator: Locator) -> tuple[float, float]:
    """Return the middle of an element on the screen."""
    box = locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def open_states(board: dict[str, Any], *, min_score: float) -> list[str]:
    """Return the states of the board's suggestions from `min_score` on, best first."""
    return [line["state"] for line in board["suggestions"] if line["score"] >= min_score]


def rows_of(page: Page) -> list[str | None]:
    """The ids of the rows of Objects, from top to bottom."""
    return [row.get_attribute("data-row") for row in objects(page).locator("[data-row]").all()]
