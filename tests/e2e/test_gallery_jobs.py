"""Work over many inputs from the gallery, read back through the HTTP API."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DETECTOR, Product
from tests.e2e.picturing import take_picture

pytestmark = pytest.mark.e2e


def test_a10_the_gallery_accepts_all_of_the_selected_inputs_as_a_job_and_takes_it_back(
    product: Product, page: Page
) -> None:
    app_id = product.make_app("gallery jobs")
    first, second, other = product.add(app_id, "camera.png", "coins.png", "astronaut.png")
    for at in (first, second, other):
        product.api.post(f"/inputs/{at['id']}/predictions", json={"model": DETECTOR}).raise_for_status()
    page.goto(f"/apps/{app_id}")
    for name in ("camera.png", "coins.png"):
        page.get_by_role("checkbox", name=f"Select {name}").check(force=True)
    page.get_by_role("button", name="Accept all AI assist predictions").click()
    start = page.get_by_role("dialog").get_by_role("button", name="Accept all", exact=True)
    expect(start).to_be_enabled()
    take_picture(page, "bulk-accept")
    start.click()

    within = [len([s for s in product.board(at["id"])["suggestions"] if s["score"] >= 0.4]) for at in (first, second)]
    product.wait_for(first["id"], accepted=within[0])
    product.wait_for(second["id"], accepted=within[1])
    product.wait_for(other["id"])

    page.get_by_role("button", name="Undo").first.click()
    product.wait_for(first["id"])
    product.wait_for(second["id"])
