"""Every key of the Input-Viewer's table, each with what it must do: on the page, or for the server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Product
from tests.e2e.driving import canvas, drag, instance_rows, objects
from tests.e2e.hands import calm

TABLE = Path(__file__).resolve().parent.parent.parent / "web" / "src" / "ui" / "viewer" / "keys.ts"
MIN_SCORE = 0.25
TOOLS = {"select": "v", "box": "b", "polygon": "p", "hand": "h"}
WALKS = {
    "walkByTab": ("Tab", "Tab"),
    "walkBackByTab": ("Shift+Tab", "Shift+Tab"),
    "nextOpen": ("n", "j"),
    "previousOpen": ("Shift+n", "k"),
}


def ids_of_table() -> set[str]:
    """Return the id of every key of the table."""
    return set(re.findall(r"\bid: '(\w+)'", TABLE.read_text("utf-8")))


class EveryKey:
    """One check for each line of the table, named after its id; each begins and ends calm, all open."""

    def __init__(self, page: Page, product: Product, input_id: str) -> None:
        self.page = page
        self.product = product
        self.input_id = input_id

    def check(self, key_id: str) -> None:
        """Check one key."""
        calm(self.page)
        name = re.sub("([A-Z])", r"_\1", key_id).lower()
        if key_id in TOOLS:
            self.tool(TOOLS[key_id], key_id.capitalize())
        elif key_id in WALKS:
            self.walk_on(*WALKS[key_id])
        else:
            getattr(self, f"check_{name}")()
        calm(self.page)
        self.wait_for({})

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def lines(self) -> list[dict[str, Any]]:
        """Return the suggestions within the threshold, best first."""
        lines = self.product.board(self.input_id)["suggestions"]
        return sorted((line for line in lines if line["score"] >= MIN_SCORE), key=lambda line: -line["score"])

    def wait_for(self, expected: dict[str, str]) -> None:
        """Wait until exactly these suggestions have these states."""

        def states() -> dict[str, str]:
            lines = self.product.board(self.input_id)["suggestions"]
            return {line["id"]: line["state"] for line in lines if line["state"] != "open"}

        self.product.wait_until(lambda: states() == expected, lambda: f"{states()}, not {expected}")

    def labels(self) -> list[dict[str, Any]]:
        """Return the annotations of the input."""
        found: list[dict[str, Any]] = self.product.board(self.input_id)["annotations"]
        return found

    def walked(self) -> Locator:
        """What the walk says of where it is."""
        return self.page.get_by_role("group", name="Review one by one").get_by_role("status")

    def select(self, number: int = 0) -> dict[str, Any]:
        """Select a suggestion by its row and return it."""
        line = self.lines()[number]
        row = objects(self.page).locator(f"[data-row='{line['id']}']")
        row.get_by_text(f"{line['concept_name']}.").click()
        expect(row).to_have_class(re.compile("selected"))
        return line

    def frame(self) -> tuple[float, float]:
        """Return the size of the selected region's outline on the screen, as soon as it is drawn."""
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        frames = self.page.locator("svg[aria-label='Selected region'] > g")
        outline = frames.nth(1).locator("path").first  # the first frame is that of what is under the pointer
        box = outline.bounding_box()
        assert box is not None
        return box["width"], box["height"]

    def tool(self, key: str, name: str) -> None:
        """Check the key of a tool."""
        self.press("h" if key != "h" else "v", key)
        expect(self.page.get_by_role("button", name=name, exact=True)).to_have_attribute("aria-pressed", "true")
        self.press("v")

    def check_accept_and_go_on(self) -> None:
        best = self.lines()[0]["id"]
        self.press("n", "Space")
        self.wait_for({best: "accepted"})
        expect(self.walked()).to_contain_text("2 of")
        self.press("Control+z")

    def check_reject_and_go_on(self) -> None:
        best = self.lines()[0]["id"]
        self.press("n", "x")
        self.wait_for({best: "rejected"})
        expect(self.walked()).to_contain_text("2 of")
        self.press("Control+z")

    def walk_on(self, *keys: str) -> None:
        """Check two keys that walk on, or back round the end."""
        self.press(*keys)
        n = len(self.lines())
        place = n - 1 if "Shift+" in keys[0] else 2
        expect(self.walked()).to_contain_text(f"{place} of {n}")

    def check_accept(self) -> None:
        self.wait_for_change("Space", {self.select(1)["id"]: "accepted"})

    def check_reject(self) -> None:
        self.wait_for_change("x", {self.select(1)["id"]: "rejected"})

    def check_accept_all(self) -> None:
        self.wait_for_change("a", {line["id"]: "accepted" for line in self.lines()})
        self.press("Control+y")
        self.wait_for({line["id"]: "accepted" for line in self.lines()})
        self.press("Control+z")

    def wait_for_change(self, key: str, expected: dict[str, str]) -> None:
        """Press a key, wait for what it does, and undo it."""
        self.press(key)
        self.wait_for(expected)
        self.press("Control+z")
        self.wait_for({})

    check_undo = check_accept_all

    def check_redo(self) -> None:
        line = self.select()
        self.wait_for_change("Space", {line["id"]: "accepted"})
        self.wait_for_change("Control+Shift+z", {line["id"]: "accepted"})

    def check_remove(self) -> None:
        line = self.select()
        self.press("Space")
        self.wait_for({line["id"]: "accepted"})
        self.press("Delete")
        self.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
        self.wait_for({})
        assert self.labels() == []

    def check_edit(self) -> None:
        line = self.select()
        self.press("e")
        expect(self.page.locator("[data-canvas] [data-handle]:focus")).to_have_count(1)
        self.wait_for_change("ArrowRight", {line["id"]: "edited"})

    def check_reassign(self) -> None:
        self.select()
        self.press("r")
        expect(self.page.get_by_role("combobox", name="Concept name")).to_be_focused()

    def check_finish(self) -> None:
        self.leave_by("Enter")
        self.product.wait_until(lambda: self.product.api.get(f"/inputs/{self.input_id}").json()["done"])

    def check_next(self) -> None:
        self.leave_by("ArrowDown")
        self.leave_by("]")

    def check_previous(self) -> None:
        self.leave_by("ArrowDown", back="ArrowUp")
        self.leave_by("]", back="[")

    def leave_by(self, key: str, back: str = "ArrowUp") -> None:
        """Go to the next input and come back."""
        self.press(key)
        expect(self.page).not_to_have_url(re.compile(self.input_id))
        self.press(back)
        expect(self.page).to_have_url(re.compile(self.input_id))
        expect(instance_rows(self.page)).to_have_count(len(self.lines()))

    def check_fit(self) -> None:
        self.select()
        self.press("f")
        fitted = self.frame()
        self.page.mouse.move(*self.middle())
        self.page.mouse.wheel(0, -240)
        self.product.wait_until(lambda: self.frame()[0] > 1.3 * fitted[0])
        self.press("f")
        self.product.wait_until(lambda: self.frame() == fitted)

    def middle(self) -> tuple[float, float]:
        """Return the middle of the canvas."""
        area = canvas(self.page).bounding_box()
        assert area is not None
        return area["x"] + area["width"] / 2, area["y"] + area["height"] / 2

    def check_picture(self) -> None:
        self.press("l")
        expect(self.page.get_by_role("dialog", name="Picture")).to_be_visible()

    def check_invert(self) -> None:
        self.press("Shift+l", "i")
        picture = self.page.locator("[data-canvas] canvas").first
        expect(picture).to_have_css("filter", "invert(1)")
        self.press("i")
        expect(picture).to_have_css("filter", "none")

    def check_turn_right(self) -> None:
        self.turned_by(".", ",")

    def check_turn_left(self) -> None:
        self.turned_by(",", ".")

    def turned_by(self, key: str, back: str) -> None:
        """Check that a key turns the view."""
        self.select()
        self.press("Shift+l", "f")
        width, height = self.frame()
        is_wide = width > height
        self.press(key)
        self.product.wait_until(lambda: (self.frame()[0] > self.frame()[1]) != is_wide)
        self.press(back)
        self.product.wait_until(lambda: self.frame() == (width, height))

    def check_reset_picture(self) -> None:
        self.press("Shift+l")
        self.press("i", ".")
        expect(self.page.get_by_role("button", name="Picture, not as it is")).to_be_visible()
        self.press("Shift+l")
        expect(self.page.get_by_role("button", name="Picture", exact=True)).to_be_visible()

    def check_overlapping_back(self) -> None:
        before = self.select()["id"]
        self.press("u")
        self.product.wait_until(lambda: self.selected() not in (None, before))
        self.press("Shift+u")
        self.product.wait_until(lambda: self.selected() == before)

    check_overlapping = check_overlapping_back

    def selected(self) -> str | None:
        """Return the id of the selected row."""
        return self.page.locator("[data-row].selected").get_attribute("data-row")

    def check_select_all(self) -> None:
        self.press("Control+a")
        expect(self.page.get_by_role("group", name="Selected labels")).to_contain_text(f"{len(self.lines())} selected")

    def check_classifications(self) -> None:
        self.press("c")
        self.in_pane("Classifications")

    def check_objects(self) -> None:
        self.press("o")
        self.in_pane("Objects")

    def in_pane(self, name: str) -> None:
        """Check which pane has the focus."""
        pane = self.page.get_by_role("region", name=name)
        expect(pane.locator(":focus")).to_have_count(1)
        expect(pane.locator("header.focused")).to_have_count(1)

    def check_toggle_row(self) -> None:
        wish = {"action": "add", "concept_name": "by hand"}
        self.product.api.post(f"/inputs/{self.input_id}/change-sets", json=wish).raise_for_status()
        expect(self.page.get_by_role("region", name="Classifications").get_by_role("checkbox")).to_have_count(1)
        self.press("c", "1")
        self.product.wait_until(lambda: self.labels() == [])

    def check_draw_concept(self) -> None:
        self.press("o", "1")
        expect(self.page.get_by_text(re.compile("^Drawing "))).to_be_visible()
        x, y = self.middle()
        drag(self.page, (x, y), (x + 40, y + 30))
        self.product.wait_until(lambda: [label["provenance"] for label in self.labels()] == ["by_hand"])
        self.press("Control+z")
        self.product.wait_until(lambda: self.labels() == [])

    def check_escape(self) -> None:
        self.press("b", "o", "Escape")
        expect(canvas(self.page)).to_be_focused()
        self.press("Escape")
        expect(self.page.get_by_role("button", name="Select", exact=True)).to_have_attribute("aria-pressed", "true")

    def check_palette(self) -> None:
        self.press("Control+k")
        expect(self.page.get_by_role("dialog", name="Command palette")).to_be_visible()

    def check_help(self) -> None:
        self.press("?")
        expect(self.page.get_by_role("dialog", name=re.compile("keys", re.IGNORECASE))).to_be_visible()
