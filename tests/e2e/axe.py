"""Whether everyone can use a page, as axe-core sees it."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.e2e.conftest import ROOT

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


def check_page(page: Page) -> None:
    """Fail if axe-core finds anything serious on the page as it is now."""
    page.wait_for_timeout(400)  # transitions of colour end
    page.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    serious = [
        (violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
        for violation in found["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]
    assert not serious, f"{page.url}: {serious}"
