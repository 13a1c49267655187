"""No key of the Input-Viewer is lost, whatever hands did before (A25)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.driving import instance_rows, open_input, set_threshold
from tests.e2e.every_key import MIN_SCORE, EveryKey, ids_of_table
from tests.e2e.hands import Hands, calm

pytestmark = pytest.mark.e2e
N_ACTIONS = 100
FILES = ("camera.png", "astronaut.png", "coffee.png")
SEEDS = (25, 4)


@pytest.mark.parametrize("seed", SEEDS)
def test_a25_after_a_hundred_random_pointer_and_key_actions_every_key_still_works(
    product: Product, page: Page, seed: int
) -> None:
    app_id = product.make_app(f"hands {seed}")
    ids = [str(at["id"]) for at in product.add(app_id, *FILES)]
    product.prefer(app_id, model=DETECTOR, min_score=MIN_SCORE)
    first = product.api.get(f"/apps/{app_id}/inputs").json()["items"][0]["id"]
    open_input(page, app_id, first)
    expect(instance_rows(page).first).to_be_visible()
    hands = Hands(page, seed)
    try:
        for _ in range(N_ACTIONS):
            hands.act()
        calm(page)
    except Exception as error:
        raise AssertionError("\n".join(hands.done)) from error
    for input_id in ids:
        clear(product, input_id)
    go_to(page, first)
    set_threshold(page, f"{MIN_SCORE}")
    keys = EveryKey(page, product, first)
    expect(instance_rows(page)).to_have_count(len(keys.lines()))
    for key_id in sorted(ids_of_table()):
        keys.check(key_id)


def go_to(page: Page, input_id: str) -> None:
    """Open an input by the film strip, with AI Assist on and no search."""
    page.get_by_role("navigation", name="Film strip").locator(f"a[href*='{input_id}']").click()
    page.get_by_role("switch", name="AI Assist").set_checked(True)
    page.get_by_role("searchbox", name="Search concepts").fill("")


def clear(product: Product, input_id: str) -> None:
    """Take back what the hands did to the labels of an input, as another page would."""
    board = product.board(input_id)
    added = [label["id"] for label in board["annotations"]]
    rejected = [line["id"] for line in board["suggestions"] if line["state"] == "rejected"]
    wishes = [("delete", "annotation_ids", added), ("restore", "suggestion_ids", rejected)]
    for action, key, some in wishes:
        if some:
            product.api.post(f"/inputs/{input_id}/change-sets", json={"action": action, key: some}).raise_for_status()
