"""A hundred actions of hasty hands in the Input-Viewer, the same ones for the same seed."""

from __future__ import annotations

import re
from random import Random

from playwright.sync_api import Locator, Page

from tests.e2e.driving import canvas, drag, objects

LETTERS = "abcdefghijklmnopqrstuvwxyz?.,"
DIGITS = "0123456789"
NAMED = ("Tab", "Tab", "Tab", "Shift+Tab", "Escape", "Escape", "Space", "Delete", "Backspace", "Control+z")
ARROWS = ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Shift+ArrowLeft")
HELD = ("Shift", "Alt", "Control", "Space")
MAX_TO_CALM = 16


class Hands:
    """Hands that press anything in the viewer; what leaves it is left alone."""

    def __init__(self, page: Page, seed: int) -> None:
        self.page = page
        self.random = Random(seed)
        self.done: list[str] = []
        """What was done, for whoever looks for the reason of a failure."""

    def act(self) -> None:
        """Do one thing: more than half with the pointer."""
        choices = (self.click, self.draw, self.turn_wheel, self.press_middle, self.click_twice, self.press_key)
        act = self.random.choices(choices, weights=(22, 18, 10, 5, 8, 37))[0]
        act()

    def click(self) -> None:
        """Click somewhere."""
        name, (x, y) = self._somewhere()
        self._note("click", name, x, y)
        self.page.mouse.click(x, y)

    def click_twice(self) -> None:
        """Double click on the canvas or a pane."""
        name, (x, y) = self._somewhere("canvas", "objects", "classifications")
        self._note("double click", name, x, y)
        self.page.mouse.dblclick(x, y)

    def draw(self) -> None:
        """Drag from here to there, now and then with a key held."""
        name, start = self._somewhere("canvas", "canvas", "canvas", "objects", "slider")
        _, end = self._somewhere(name)
        held = self.random.choice([(), (), (), *((key,) for key in HELD)])
        self._note("drag", name, *start, *end, *held)
        drag(self.page, start, end, *held)

    def turn_wheel(self) -> None:
        """Turn the wheel, at times with Ctrl held."""
        name, (x, y) = self._somewhere("canvas", "canvas", "objects", "strip")
        with_ctrl = name == "canvas" and self.random.random() < 0.5
        self._note("wheel", name, x, y, with_ctrl)
        self.page.mouse.move(x, y)
        if with_ctrl:
            self.page.keyboard.down("Control")
        self.page.mouse.wheel(0, self.random.choice((-240, -120, 120, 240)))
        if with_ctrl:
            self.page.keyboard.up("Control")

    def press_middle(self) -> None:
        """Pan with the middle button."""
        (_, start), (_, end) = self._somewhere("canvas"), self._somewhere("canvas")
        self._note("middle", *start, *end)
        self.page.mouse.move(*start)
        self.page.mouse.down(button="middle")
        self.page.mouse.move(*end, steps=3)
        self.page.mouse.up(button="middle")

    def press_key(self) -> None:
        """Press a key. Enter on a link would leave the viewer."""
        kinds = (LETTERS, DIGITS, NAMED, ARROWS, ("Enter",))
        key = self.random.choice(self.random.choices(kinds, weights=(14, 6, 10, 6, 2))[0])
        is_on_link = key == "Enter" and self.page.evaluate("document.activeElement?.closest('a') !== null")
        self._note("key", key, is_on_link)
        if not is_on_link:
            self.page.keyboard.press(key)

    def _somewhere(self, *names: str) -> tuple[str, tuple[float, float]]:
        places = _places(self.page)
        name = self.random.choice(names or tuple(places))
        across, down = self.random.random(), self.random.random()
        box = places[name].bounding_box()
        if box is None:
            return "canvas", self._somewhere("canvas")[1]
        return name, (round(box["x"] + across * box["width"]), round(box["y"] + down * box["height"]))

    def _note(self, *what: object) -> None:
        self.done.append(" ".join(str(part) for part in what))


def _places(page: Page) -> dict[str, Locator]:
    return {
        "canvas": canvas(page),
        "objects": objects(page),
        "classifications": page.get_by_role("region", name="Classifications"),
        "toolbar": page.get_by_role("toolbar", name="Tools"),
        "strip": page.get_by_role("navigation", name="Film strip").locator("ul"),
        "slider": page.get_by_role("region", name="Threshold"),
    }


def calm(page: Page) -> None:
    """Press Esc until nothing is open, drawn or selected, and the canvas has the focus."""
    for _ in range(MAX_TO_CALM):
        if _is_calm(page):
            return
        page.keyboard.press("Escape")
        page.wait_for_timeout(50)  # what closes gives the focus back
    raise AssertionError(f"{MAX_TO_CALM} times Esc, and still not calm")


def _is_calm(page: Page) -> bool:
    busy = (
        page.get_by_role("dialog"),
        page.get_by_role("listbox"),
        page.get_by_role("button", name="Exit"),
        page.locator("[data-row].selected"),
        page.get_by_role("group", name=re.compile("^(Review one by one|Selected labels)$")),
        page.get_by_role("combobox", name=re.compile("^Concept of the drawn")),
    )
    is_on_canvas = page.evaluate("document.activeElement?.hasAttribute('data-canvas') ?? false")
    return bool(is_on_canvas) and not any(place.locator("visible=true").count() for place in busy)
