"""Several people, each in a browser of their own, and what their pages say."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.conftest import Product


def add_user(product: Product, name: str) -> str:
    """Add a person on the command line, as the server runs; return the id. Who is there already is looked up."""
    known = {user["name"]: str(user["id"]) for user in product.api.get("/users").raise_for_status().json()["items"]}
    if name in known:
        return known[name]
    program = Path(sys.executable).with_name("labelwright")
    done = subprocess.run(
        [str(program), "users", "add", name, "--home", str(product.home), "--json"],
        capture_output=True,
        check=True,
        timeout=60,
    )
    return str(json.loads(done.stdout)["id"])


@contextmanager
def browser_of(browser: Browser, product: Product) -> Iterator[BrowserContext]:
    """Another browser profile, for another person."""
    context = browser.new_context(base_url=product.address, viewport={"width": 1440, "height": 900})
    yield context
    context.close()


def label_as(page: Page, name: str) -> None:
    """Choose in the top bar who is labeling, and wait until the page has begun anew."""
    page.get_by_role("button", name=re.compile("^Labeling as ")).click()
    page.get_by_role("dialog", name="Who is labeling").get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("button", name=f"Labeling as {name}", exact=True)).to_be_visible()


def add_classification(page: Page, concept: str) -> None:
    """Label the whole input with a concept."""
    pane = classifications(page)
    pane.get_by_role("combobox", name="Select or add concepts").fill(concept)
    page.keyboard.press("Enter")
    expect(pane.get_by_role("checkbox", name=f"Accept {concept}", exact=True)).to_be_checked()


def classifications(page: Page) -> Locator:
    """The Classifications pane."""
    return page.get_by_role("region", name="Classifications")


def message(page: Page, text: str | re.Pattern[str]) -> Locator:
    """The toast that says this."""
    return page.locator("[data-sonner-toast]").filter(has_text=text).first
