"""Polygons on the canvas, at places of the picture, and as the server has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Product
from tests.e2e.driving import canvas

SIDE_PX = 512
"""Of the picture, which is square."""
FIT_MARGIN_PX = 24
Point = tuple[float, float]
At = Callable[[float, float], Point]

HOUSE: list[Point] = [(100, 200), (180, 120), (260, 200), (260, 300), (100, 300)]
SQUARE: list[Point] = [(300, 100), (400, 100), (400, 200), (300, 200)]


def places(page: Page) -> At:
    """Tell where a place of the fitted picture is on the screen."""
    area = canvas(page).bounding_box()
    assert area is not None
    zoom = (min(area["width"], area["height"]) - 2 * FIT_MARGIN_PX) / SIDE_PX
    left = area["x"] + (area["width"] - SIDE_PX * zoom) / 2
    top = area["y"] + (area["height"] - SIDE_PX * zoom) / 2
    return lambda x, y: (left + x * zoom, top + y * zoom)


def click(page: Page, at: At, *points: Point) -> None:
    """Click on places of the picture."""
    for point in points:
        page.mouse.click(*at(*point))


def labels(product: Product, input_id: str) -> list[dict[str, Any]]:
    """Return the annotations of an input."""
    found: list[dict[str, Any]] = product.board(input_id)["annotations"]
    return found


def flat(points: Sequence[Sequence[float]]) -> list[float]:
    """Return x, y, x, y and so on."""
    return [value for point in points for value in point]


def wait_for_region(product: Product, input_id: str, points: Sequence[Point], *, abs_px: float = 1.0) -> None:
    """Wait until the one annotation of the input is this polygon; the pointer stands on whole pixels of the screen."""

    def regions() -> list[Any]:
        return [label["region"] for label in labels(product, input_id)]

    def is_it() -> bool:
        found = regions()
        is_polygon = len(found) == 1 and isinstance(found[0][0], list)
        return is_polygon and flat(found[0]) == pytest.approx(flat(points), abs=abs_px)

    product.wait_until(is_it, lambda: f"the server has {regions()}, not {points}")


def add_polygon(product: Product, input_id: str, points: Sequence[Point], concept: str = "tent") -> str:
    """Add a polygon by hand over the HTTP API and return the annotation's id."""
    wish = {"action": "add", "concept_name": concept, "region": points}
    product.api.post(f"/inputs/{input_id}/change-sets", json=wish).raise_for_status()
    (label,) = labels(product, input_id)
    return str(label["id"])
