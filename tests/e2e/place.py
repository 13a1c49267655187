"""Places of the product that everyone can use: where a test of accessibility looks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.driving import instance_rows, open_input


@dataclass(frozen=True, slots=True)
class Place:
    """An app with labels, and the page that looks at it."""

    page: Page
    product: Product
    app_id: str
    input_id: str

    def apps(self) -> None:
        """Open the list of apps."""
        self.page.goto("/")
        expect(self.page.get_by_role("button", name="New app").first).to_be_visible()

    def gallery(self) -> None:
        """Open the gallery."""
        self.page.goto(f"/apps/{self.app_id}")
        expect(self.page.get_by_role("gridcell").first).to_be_visible()

    def viewer(self) -> None:
        """Open the Input-Viewer with suggestions."""
        open_input(self.page, self.app_id, self.input_id)
        expect(instance_rows(self.page).first).to_be_visible()

    def accepted(self) -> None:
        """Open the viewer, and accept the first suggestion."""
        self.viewer()
        instance_rows(self.page).first.click()
        expect(instance_rows(self.page).first).to_be_checked()

    def press(self, key: str, opens: str | re.Pattern[str]) -> None:
        """Open a dialog of the viewer by a key."""
        self.viewer()
        self.page.keyboard.press(key)
        expect(self.page.get_by_role("dialog", name=opens)).to_be_visible()

    def click(self, name: str | re.Pattern[str], opens: str | re.Pattern[str]) -> None:
        """Open a dialog of the page by its button."""
        self.page.get_by_role("button", name=name).first.click()
        expect(self.page.get_by_role("dialog", name=opens).first).to_be_visible()


def make_place(product: Product, page: Page, name: str) -> Place:
    """Make a new app with two inputs and the detector set up."""
    app_id = product.make_app(name)
    at, _ = product.add(app_id, "camera.png", "astronaut.png")
    product.prefer(app_id, model=DETECTOR, min_score=0.25)
    return Place(page, product, app_id, str(at["id"]))
