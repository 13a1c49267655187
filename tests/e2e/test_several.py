"""Several labels at once, and regions that lie over each other, in a real browser; read back through the HTTP API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Position, expect

from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.driving import PictureOnScreen, drag, instance_rows, objects, open_input

pytestmark = pytest.mark.e2e
ON_THE_NAME = Position(x=64, y=12)
SIDE_PX = 512
"""Of camera.png, a square."""


class Labeled:
    """An open input with boxes of one concept on it."""

    def __init__(self, product: Product, page: Page, name: str, boxes: Sequence[Sequence[float]]) -> None:
        self.product, self.page = product, page
        app_id = product.make_app(name)
        (at,) = product.add(app_id, "camera.png")
        self.input_id = str(at["id"])
        for box in boxes:
            self.do("add", concept_name="sheep", region=box)
        product.prefer(app_id, model=DETECTOR, min_score=1.0)
        open_input(page, app_id, self.input_id)
        expect(instance_rows(page)).to_have_count(len(boxes))
        self.picture = PictureOnScreen(page, SIDE_PX, SIDE_PX)

    def do(self, action: str, **wish: Any) -> None:
        """Carry a wish out behind the page's back."""
        path = f"/inputs/{self.input_id}/change-sets"
        self.product.api.post(path, json={"action": action, **wish}).raise_for_status()

    def regions(self) -> list[list[float]]:
        """The boxes as the server has them, from left to right."""
        return sorted(label["region"] for label in self.product.board(self.input_id)["annotations"])

    def wait_for(self, *regions: list[float]) -> None:
        """Wait until the server has these boxes."""
        self.product.wait_until(lambda: self.regions() == list(regions), lambda: f"the server has {self.regions()}")

    def click(self, x: float, y: float, *modifiers: str) -> None:
        """Click a place of the picture."""
        at = self.picture.at(x, y)
        for key in modifiers:
            self.page.keyboard.down(key)
        self.page.mouse.click(*at)
        for key in modifiers:
            self.page.keyboard.up(key)


def bar(page: Page) -> Locator:
    """What can be done with several selected labels."""
    return page.get_by_role("group", name="Selected labels")


def handles(page: Page) -> Locator:
    """The handles of the one selected region."""
    return page.get_by_role("group", name="Handles of")


def test_a21_several_rows_are_selected_and_accepted_rejected_and_undone_at_once(
    product: Product, page: Page, opened: str
) -> None:
    rows = objects(page).locator("[data-row]")
    rows.nth(0).click(position=ON_THE_NAME)
    expect(bar(page)).to_have_count(0)
    rows.nth(2).click(modifiers=["Shift"], position=ON_THE_NAME)
    expect(bar(page)).to_contain_text("3 selected")
    rows.nth(1).click(modifiers=["ControlOrMeta"], position=ON_THE_NAME)
    expect(bar(page)).to_contain_text("2 selected")
    page.keyboard.press("Space")
    product.wait_for(opened, accepted=2)
    board = product.board(opened)
    chosen = [line["state"] for line in board["suggestions"] if line["state"] == "accepted"]
    assert len(chosen) == len(board["annotations"]) == 2
    page.keyboard.press("Control+z")
    product.wait_for(opened)
    bar(page).get_by_role("button", name="Reject 2 selected").click()
    product.wait_for(opened, rejected=2)
    page.keyboard.press("Control+z")
    product.wait_for(opened)


def test_a21_several_rows_are_selected_by_keys(product: Product, page: Page, opened: str) -> None:
    instance_rows(page).first.focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(bar(page)).to_contain_text("3 selected")
    page.keyboard.press("Shift+ArrowUp")
    expect(bar(page)).to_contain_text("2 selected")
    page.keyboard.press("x")
    product.wait_for(opened, rejected=2)


def test_a21_several_labels_get_another_concept_and_are_deleted(product: Product, page: Page) -> None:
    on = Labeled(product, page, "another", [[10, 10, 60, 60], [100, 10, 160, 60], [200, 200, 260, 260]])
    drag(page, on.picture.at(5, 5), on.picture.at(170, 70), "Shift")
    expect(bar(page)).to_contain_text("2 selected")
    bar(page).get_by_role("button", name="Give the selected labels another concept").click()
    page.keyboard.type("goat")
    page.keyboard.press("Enter")

    def names() -> list[str]:
        return sorted(label["concept_name"] for label in product.board(on.input_id)["annotations"])

    product.wait_until(lambda: names() == ["goat", "goat", "sheep"], lambda: str(names()))
    page.keyboard.press("Control+a")
    expect(bar(page)).to_contain_text("3 selected")
    page.keyboard.press("Delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    on.wait_for()
    page.keyboard.press("Control+z")
    product.wait_until(lambda: names() == ["goat", "goat", "sheep"], lambda: str(names()))


def test_a23_regions_selected_together_move_together_and_one_undo_takes_it_back(product: Product, page: Page) -> None:
    before = [[50.0, 50.0, 100.0, 100.0], [200.0, 100.0, 300.0, 200.0]]
    on = Labeled(product, page, "together", before)
    on.click(75, 75)
    on.click(250, 150, "Shift")
    expect(bar(page)).to_contain_text("2 selected")
    drag(page, on.picture.at(75, 75), on.picture.at(115, 95))
    product.wait_until(lambda: on.regions() != before)
    moved = on.regions()
    steps = [[now - then for now, then in zip(*pair, strict=True)] for pair in zip(moved, before, strict=True)]
    assert steps[0] == pytest.approx(steps[1], abs=0.011)
    assert steps[0] == pytest.approx([40, 20, 40, 20], abs=1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    on.wait_for(*([left + 1, top + 10, right + 1, bottom + 10] for left, top, right, bottom in moved))
    page.keyboard.press("Control+z")
    on.wait_for(*moved)
    page.keyboard.press("Control+z")
    on.wait_for(*before)
    page.keyboard.press("Control+Shift+z")
    on.wait_for(*moved)


def test_a23_what_moves_together_stops_together_at_the_edge_of_the_picture(product: Product, page: Page) -> None:
    on = Labeled(product, page, "edge", [[50, 50, 100, 100], [200, 100, 300, 200]])
    on.click(75, 75)
    on.click(250, 150, "Shift")
    drag(page, on.picture.at(75, 75), on.picture.at(-40, 500))
    on.wait_for([0, 362, 50, 412], [150, 412, 250, 512])


def test_a23_nested_regions_are_all_reached_by_alt_click_and_by_a_key(product: Product, page: Page) -> None:
    nested = [[0, 0, 512, 512], [100, 100, 400, 400], [200, 200, 300, 300]]
    on = Labeled(product, page, "nested", nested)
    names = {1: "sheep.1", 2: "sheep.2", 3: "sheep.3"}
    on.click(250, 250)
    seen = [handles(page).get_attribute("aria-label")]
    for _ in nested[1:]:
        on.click(250, 250, "Alt")
        expect(handles(page)).not_to_have_accessible_name(seen[-1] or "")
        seen.append(handles(page).get_attribute("aria-label"))
    assert sorted(seen, key=str) == [f"Handles of {name}" for name in names.values()]
    on.click(250, 250, "Alt")
    expect(handles(page)).to_have_accessible_name(seen[0] or "")
    for name in seen[1:] + seen[:1]:
        page.keyboard.press("u")
        expect(handles(page)).to_have_accessible_name(name or "")
    page.keyboard.press("Shift+U")
    expect(handles(page)).to_have_accessible_name(seen[-1] or "")
    page.keyboard.press("Delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    on.wait_for([100, 100, 400, 400], [200, 200, 300, 300])


def test_a25_a_bare_drag_still_moves_the_picture_and_selects_nothing(product: Product, page: Page) -> None:
    on = Labeled(product, page, "pan", [[50, 50, 100, 100]])
    on.click(75, 75)
    top_left = page.get_by_role("button", name="Move top left corner")
    before = top_left.bounding_box()
    drag(page, on.picture.at(300, 300), on.picture.at(330, 340))
    after = top_left.bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] - before["x"] == pytest.approx(30 * on.picture.zoom, abs=1)
    assert after["y"] - before["y"] == pytest.approx(40 * on.picture.zoom, abs=1)
    assert on.regions() == [[50, 50, 100, 100]]
