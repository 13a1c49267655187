"""Several people on one input: who labeled what, and whose it is to change."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Product
from tests.e2e.driving import open_input
from tests.e2e.people import add_classification, add_user, browser_of, classifications, label_as, message
from tests.e2e.picturing import take_picture

pytestmark = pytest.mark.e2e


def test_a26_each_keeps_their_own_labels_and_the_panes_show_the_union(
    product: Product, browser: Browser, page: Page
) -> None:
    ids = {name: add_user(product, name) for name in ("Ada", "Bo")}
    app_id = product.make_app("A26 union")
    (at,) = product.add(app_id, "camera.png")
    open_input(page, app_id, at["id"])
    label_as(page, "Ada")
    add_classification(page, "statue")
    with browser_of(browser, product) as other:
        others = other.new_page()
        open_input(others, app_id, at["id"])
        label_as(others, "Bo")
        row = classifications(others).get_by_role("listitem").filter(has_text="statue")
        expect(row.get_by_role("img", name="1 annotator: Ada added it")).to_be_visible()
        expect(row.get_by_role("button", name="Delete statue")).to_have_count(0)
        add_classification(others, "statue")
        both = "2 annotators: Ada added it, Bo added it"
        expect(row.get_by_role("img", name=both)).to_be_visible()
        expect(classifications(page).get_by_role("img", name=both)).to_be_visible()
        add_classification(others, "cloak")
        expect(classifications(page).get_by_role("checkbox", name="Accept cloak")).to_be_checked()

        take_picture(page, "annotators")
        page.get_by_role("combobox", name="Labels of").select_option("Ada")
        expect(classifications(page).get_by_role("checkbox")).to_have_count(1)
        page.reload()
        expect(classifications(page).get_by_role("checkbox")).to_have_count(1)
        expect(page.get_by_role("combobox", name="Labels of")).to_have_value(ids["Ada"])
        page.get_by_role("combobox", name="Labels of").select_option("Everyone")
        expect(classifications(page).get_by_role("checkbox")).to_have_count(2)

        row.hover()
        row.get_by_role("button", name="Delete statue").click()
        others.get_by_role("dialog").get_by_role("button", name="Delete").click()
        expect(classifications(page).get_by_role("img", name="1 annotator: Ada added it")).to_be_visible()
    labels = product.board(at["id"])["annotations"]
    assert [(each["concept_name"], each["annotator_id"]) for each in labels] == [
        ("statue", ids["Ada"]),
        ("cloak", ids["Bo"]),
    ]


def test_a26_what_is_anothers_stays_and_the_page_says_whose_it_is(product: Product, page: Page) -> None:
    ada = add_user(product, "Ada")
    add_user(product, "Bo")
    app_id = product.make_app("A26 another's")
    (at,) = product.add(app_id, "camera.png")
    sent = {"action": "add", "concept_name": "statue"}
    product.api.post(f"/inputs/{at['id']}/change-sets", json=sent, headers={"Labelwright-User": ada}).raise_for_status()
    open_input(page, app_id, at["id"])
    label_as(page, "Bo")
    classifications(page).get_by_role("checkbox", name="Accept statue").click()
    expect(message(page, "The label was put there by Ada, so it is not yours to change.")).to_be_visible()
    assert [each["annotator_id"] for each in product.board(at["id"])["annotations"]] == [ada]

    label_as(page, "You")  # the local user is the app's admin
    row = classifications(page).get_by_role("listitem").filter(has_text="statue")
    row.hover()
    row.get_by_role("button", name="Delete statue").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    product.wait_until(lambda: product.board(at["id"])["annotations"] == [])


def test_a26_an_unknown_person_is_told_and_can_choose_another(product: Product, page: Page) -> None:
    app_id = product.make_app("A26 unknown")
    (at,) = product.add(app_id, "camera.png")
    page.goto("/")
    page.evaluate("localStorage.setItem('labelwright.user', 'nobody')")
    page.goto(f"/apps/{app_id}/inputs/{at['id']}")
    expect(page.get_by_text("There is no user 'nobody', so nobody is labeling.")).to_be_visible()
    page.get_by_role("button", name="Labeling as Nobody").click()
    page.get_by_role("dialog", name="Who is labeling").get_by_role("button", name="You", exact=True).click()
    expect(page.get_by_role("button", name="Labeling as You")).to_be_visible()
    expect(page.get_by_role("heading", name="camera.png")).to_be_visible()
