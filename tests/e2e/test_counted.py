"""How many keys and clicks a whole picture takes, counted on ten sample pictures and read back through the HTTP API."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.driving import SAMPLES, instance_rows, objects, open_input

pytestmark = pytest.mark.e2e
MIN_SCORE = 0.25
WRONG_BELOW = 0.3
"""What scores less counts as wrong here."""
N_PICTURES = 10


@dataclass
class Hand:
    """What a person does, counted."""

    page: Page
    n_actions: int = 0

    def press(self, key: str) -> None:
        """Press a key once."""
        self.page.keyboard.press(key)
        self.n_actions += 1

    def click(self, control: Locator) -> None:
        """Click once."""
        control.click()
        self.n_actions += 1


def test_a_whole_picture_takes_one_action_for_each_wrong_suggestion_one_for_all_others_and_one_for_the_next(
    product: Product, page: Page
) -> None:
    app_id = product.make_app("counted")
    files = sorted(path.name for path in SAMPLES.glob("*.*g"))[:N_PICTURES]
    inputs = [str(at["id"]) for at in product.add(app_id, *files)]
    assert len(inputs) == N_PICTURES
    product.prefer(app_id, model=DETECTOR, min_score=MIN_SCORE)
    open_input(page, app_id, inputs[0])
    hand = Hand(page)
    n_wrong = n_right = 0
    for input_id, name in zip(inputs, files, strict=True):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        product.wait_until(lambda at=input_id: product.board(at)["prediction"] is not None)  # type: ignore[misc]
        lines = [line for line in product.board(input_id)["suggestions"] if line["score"] >= MIN_SCORE]
        expect(instance_rows(page)).to_have_count(len(lines))
        before = hand.n_actions
        if lines:
            hand.press("a")
            product.wait_for(input_id, accepted=len(lines))
            hand.press("Control+z")
            product.wait_for(input_id)
            assert hand.n_actions - before == 2
        before = hand.n_actions
        wrong = [line for line in lines if line["score"] < WRONG_BELOW]
        for line in wrong:
            hand.click(objects(page).locator(f"[data-row='{line['id']}']").get_by_role("button", name="Reject"))
        right = len(lines) - len(wrong)
        if right:
            hand.press("a")
        hand.press("Enter")
        assert hand.n_actions - before == len(wrong) + bool(right) + 1
        states = {"rejected": len(wrong), "accepted": right}
        product.wait_for(input_id, DETECTOR, **{state: n for state, n in states.items() if n})
        product.wait_until(lambda at=input_id: product.api.get(f"/inputs/{at}").json()["done"])  # type: ignore[misc]
        n_wrong, n_right = n_wrong + len(wrong), n_right + right
    assert n_wrong > 3
    assert n_right > 10
