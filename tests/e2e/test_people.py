"""Several people on one input: who labeled what, and whose it is to change."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Product
from tests.e2e.driving import objects, open_input
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

    label_as(page, "Owner")  # the local user is the app's admin
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
    page.get_by_role("dialog", name="Who is labeling").get_by_role("button", name="Owner", exact=True).click()
    expect(page.get_by_role("button", name="Labeling as Owner")).to_be_visible()
    expect(page.get_by_role("heading", name="camera.png")).to_be_visible()


def _box_of(product: Product, input_id: str) -> list[float]:
    (label,) = product.board(input_id)["annotations"]
    return [float(value) for value in label["region"]]


def _drawn_by(product: Product, user_id: str, app: str) -> tuple[str, str]:
    """An app with one input on which the user has drawn a box; gives both ids."""
    app_id = product.make_app(app)
    (at,) = product.add(app_id, "camera.png")
    sent = {"action": "add", "concept_name": "statue", "region": [100, 100, 200, 200]}
    product.api.post(
        f"/inputs/{at['id']}/change-sets", json=sent, headers={"Labelwright-User": user_id}
    ).raise_for_status()
    return app_id, at["id"]


def _select(page: Page) -> None:
    objects(page).get_by_text(re.compile(r"^statue\.1")).first.click()


def test_a28_two_people_see_each_others_changes_within_a_second(product: Product, browser: Browser, page: Page) -> None:
    ada = add_user(product, "Ada")
    app_id, input_id = _drawn_by(product, ada, "A28 live")
    open_input(page, app_id, input_id)
    with browser_of(browser, product) as other:
        others = other.new_page()
        open_input(others, app_id, input_id)
        label_as(others, "Ada")
        for adding, seeing, concept in ((page, others, "cloak"), (others, page, "camera")):
            add_classification(adding, concept)
            row = classifications(seeing).get_by_role("checkbox", name=f"Accept {concept}")
            expect(row).to_be_checked(timeout=1000)
        _select(others)
        others.keyboard.press("Delete")
        others.get_by_role("dialog").get_by_role("button", name="Delete").click()
        expect(objects(page).get_by_role("checkbox")).to_have_count(0, timeout=1000)
    assert {each["concept_name"] for each in product.board(input_id)["annotations"]} == {"cloak", "camera"}


@pytest.mark.parametrize("late", ["the annotator", "the admin"])
def test_a28_who_changes_a_region_second_is_told_and_both_end_the_same(
    product: Product, browser: Browser, page: Page, late: str
) -> None:
    ada = add_user(product, "Ada")
    app_id, input_id = _drawn_by(product, ada, f"A28 {late}")
    with browser_of(browser, product) as other:
        others = other.new_page()
        open_input(page, app_id, input_id)
        open_input(others, app_id, input_id)
        label_as(others, "Ada")
        slow, fast, winner = (others, page, "Owner") if late == "the annotator" else (page, others, "Ada")
        for each in (slow, fast):
            expect(objects(each).get_by_role("checkbox")).to_be_checked()
            _select(each)
        slow.context.set_offline(True)
        slow.keyboard.press("ArrowRight")
        expect(slow.get_by_text("Connection lost - 1 change waiting")).to_be_visible()
        fast.keyboard.press("Shift+ArrowDown")
        product.wait_until(lambda: _box_of(product, input_id) == [100, 110, 200, 210])
        slow.context.set_offline(False)
        told = message(slow, f"{winner} changed the label meanwhile")
        expect(told).to_be_visible()
        assert _box_of(product, input_id) == [100, 110, 200, 210]
        told.get_by_role("button", name="Use mine").click()
        product.wait_until(lambda: _box_of(product, input_id) == [101, 100, 201, 200])


def test_a28_who_changes_what_another_has_deleted_is_told_and_can_keep_it(
    product: Product, browser: Browser, page: Page
) -> None:
    ada = add_user(product, "Ada")
    app_id, input_id = _drawn_by(product, ada, "A28 deleted")
    with browser_of(browser, product) as other:
        others = other.new_page()
        open_input(others, app_id, input_id)
        label_as(others, "Ada")
        expect(objects(others).get_by_role("checkbox")).to_be_checked()
        _select(others)
        other.set_offline(True)
        others.keyboard.press("ArrowRight")
        expect(others.get_by_text("Connection lost - 1 change waiting")).to_be_visible()
        open_input(page, app_id, input_id)
        _select(page)
        page.keyboard.press("Delete")
        page.get_by_role("dialog").get_by_role("button", name="Delete").click()
        product.wait_until(lambda: product.board(input_id)["annotations"] == [])
        other.set_offline(False)
        told = message(others, "The label was deleted by Owner.")
        expect(told).to_be_visible()
        expect(objects(others).get_by_role("checkbox")).to_have_count(0)
        told.get_by_role("button", name="Add mine").click()
        expect(objects(page).get_by_role("checkbox")).to_be_checked()
    assert _box_of(product, input_id) == [101, 100, 201, 200]


def test_a28_what_waits_shows_when_the_input_is_opened_again(product: Product, page: Page) -> None:
    app_id, input_id = _drawn_by(product, add_user(product, "Ada"), "A28 unsent")
    open_input(page, app_id, input_id)
    add_classification(page, "cloak")
    page.context.set_offline(True)
    add_classification(page, "camera")
    expect(page.get_by_text("Connection lost - 1 change waiting")).to_be_visible()
    page.get_by_role("link", name="A28 unsent").first.click()
    expect(page.get_by_text("Connection lost - 1 change waiting")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="The app cannot be opened")).to_be_visible()
    page.context.set_offline(False)  # nobody presses Retry: the page asks again by itself
    expect(classifications(page).get_by_role("checkbox", name="Accept camera")).to_be_checked()
    names = {"statue", "cloak", "camera"}
    product.wait_until(lambda: {each["concept_name"] for each in product.board(input_id)["annotations"]} == names)
    expect(page.get_by_text("waiting")).to_have_count(0)


def test_a28_an_input_deleted_meanwhile_is_told_and_can_be_brought_back(
    product: Product, browser: Browser, page: Page
) -> None:
    app_id = product.make_app("A28 gone")
    first, second = product.add(app_id, "camera.png", "astronaut.png")
    page.goto(f"/apps/{app_id}")
    with browser_of(browser, product) as other:
        others = other.new_page()
        open_input(others, app_id, first["id"])
        tile = page.get_by_role("gridcell", name=re.compile("camera"))
        tile.hover()
        tile.get_by_role("checkbox").click()
        page.get_by_role("button", name="Delete", exact=True).click()
        page.get_by_role("dialog").get_by_role("button", name="Delete").click()
        expect(tile).to_have_count(0)
        note = others.get_by_role("alert").filter(has_text="Owner deleted this input.")
        expect(note).to_be_visible()
        assert product.api.get(f"/inputs/{first['id']}").json()["code"] == "input_deleted"
        assert [image["file_name"] for image in product.api.get(f"/apps/{app_id}/export").json()["images"]] == [
            "astronaut.png"
        ]
        note.get_by_role("button", name="Undo deletion").click()
        expect(note).to_have_count(0)
        expect(tile).to_be_visible()
        add_classification(others, "statue")
        tile.get_by_role("checkbox").click()
        page.get_by_role("button", name="Delete", exact=True).click()
        page.get_by_role("dialog").get_by_role("button", name="Delete").click()
        note.get_by_role("button", name="Next input").click()
        expect(others.get_by_role("heading", name="astronaut.png")).to_be_visible()
        message(page, "Deleted 1 input").get_by_role("button", name="Undo").click()
        expect(tile).to_be_visible()
    assert [each["concept_name"] for each in product.board(first["id"])["annotations"]] == ["statue"]
    assert product.api.get(f"/inputs/{second['id']}").status_code == 200
