"""Whether everyone can use a page, as axe-core sees it, and as it is told to screen readers."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.e2e.conftest import ROOT

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""What WCAG 2.2 asks for at AA, as axe-core calls it."""
CONTROLS = re.compile(
    "^(button|checkbox|combobox|gridcell|link|listbox|menuitem|option|radio|searchbox|slider|switch|textbox)$"
)
SHARED_TRACK = re.compile(r'aria-label="(Lowest|Highest) probability"')
"""Both ends of the threshold lie on one track, each as wide as it; the typed fields beside do the same (2.5.8)."""


def check_page(page: Page) -> None:
    """Fail if the page as it is now falls short of WCAG AA, or a control on it has no name."""
    # The frame of the page as it is now is drawn. Transitions of colour end; one cut off by another has ended too.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))")
    page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished)).then(() => null)")
    found = _violations(page) + _nameless(page)
    assert not found, "\n".join([page.url, *found])


def _violations(page: Page) -> list[str]:
    """Return what axe-core finds: the rule, the element, and why."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")
    found = page.evaluate(f"axe.run({{resultTypes: ['violations'], runOnly: {LEVELS}}})")
    return [
        f"{violation['id']}: {node['html'][:160]} ({' '.join(node['failureSummary'].split())})"
        for violation in found["violations"]
        for node in violation["nodes"]
        if not (violation["id"] == "target-size" and SHARED_TRACK.search(node["html"]))
    ]


def _nameless(page: Page) -> list[str]:
    """Return the controls without a name in the tree that screen readers get."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        f"{node['role']['value']} without a name: {node.get('properties')}"
        for node in nodes
        if not node["ignored"]
        and CONTROLS.match(node["role"]["value"])
        and not node.get("name", {}).get("value", "").strip()
    ]
