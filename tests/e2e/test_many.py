"""Ten thousand suggestions on one picture: threshold, accept all, undo, and the list by the keyboard."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Page, expect

from labelwright.bootstrap import workshop_of
from labelwright.domain.ids import InputId
from labelwright.domain.prediction import Proposal
from labelwright.domain.region import Box
from labelwright.services.suggest import Finding, store_finding
from labelwright.settings import load_settings
from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.driving import instance_rows, objects, open_input, set_threshold

N = 10_000
N_HALF = 5_000
"""With a score of at least 0.5."""
N_GROUPS = 10
MOST_ROWS = 200
"""In the page at the same time."""


@pytest.fixture
def crowded(product: Product, page: Page, request: pytest.FixtureRequest) -> str:
    """An input with 10,000 suggestions of ten concepts, half of them from 0.5 on, open in the viewer; gives its id."""
    app_id = product.make_app(request.node.name)
    at, _ = product.add(app_id, "camera.png", "astronaut.png")
    product.prefer(app_id, model=DETECTOR, min_score=0.0)
    _suggest(product, InputId(str(at["id"])))
    open_input(page, app_id, at["id"])
    expect(instance_rows(page).first).to_be_visible()
    return str(at["id"])


def _suggest(product: Product, input_id: InputId) -> None:
    chance = random.Random(1)
    with workshop_of(load_settings(home=product.home)) as workshop:
        card = workshop.catalog.card(DETECTOR)  # type: ignore[arg-type]
        proposals = [
            Proposal(card.vocabulary[number % N_GROUPS], 0.99899 - number * 0.998 / N, _small_box(chance))
            for number in range(N)
        ]
        with workshop.database.write() as connection:
            store_finding(connection, Finding(input_id, card.version_ref, proposals, 1.0, workshop.now()))


def _small_box(chance: random.Random) -> Box:
    x, y = chance.uniform(0, 500), chance.uniform(0, 500)
    return Box(x, y, x + chance.uniform(4, 12), y + chance.uniform(4, 12))


def test_ten_thousand_suggestions_are_filtered_accepted_and_taken_back(
    product: Product, page: Page, crowded: str
) -> None:
    accept_all = page.get_by_role("button", name="Accept all AI assist predictions")
    expect(accept_all).to_contain_text("10,000", timeout=30_000)
    assert instance_rows(page).count() < MOST_ROWS
    set_threshold(page, "0.50")
    expect(accept_all).to_contain_text("(5,000)")
    accept_all.click()
    product.wait_for(crowded, accepted=N_HALF)
    assert len(product.board(crowded)["annotations"]) == N_HALF
    expect(accept_all).to_contain_text("(0)")
    page.keyboard.press("ControlOrMeta+z")
    product.wait_for(crowded)
    assert product.board(crowded)["annotations"] == []
    expect(accept_all).to_contain_text("(5,000)")


def test_a_long_list_is_walked_by_keys_and_tells_its_length(product: Product, page: Page, crowded: str) -> None:
    rows = objects(page).get_by_role("listitem")
    expect(rows.first).to_have_attribute("aria-setsize", str(N + N_GROUPS))
    page.keyboard.press("o")
    for _ in range(150):
        page.keyboard.press("ArrowDown")
    focused = page.locator("[data-row]:focus-within")
    expect(focused).to_have_attribute("aria-posinset", "152")
    expect(focused).to_be_in_viewport()
    assert instance_rows(page).count() < MOST_ROWS

    page.locator("aside .panes").evaluate("(panes) => (panes.scrollTop = 100_000)")
    expect(objects(page).locator('[aria-posinset="3575"]')).to_be_in_viewport()
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("aria-posinset", "153")
    expect(focused).to_be_in_viewport()
    page.keyboard.press("Enter")
    product.wait_for(crowded, accepted=1)
