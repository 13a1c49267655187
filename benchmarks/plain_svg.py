"""The peer of the large scenes: a page that draws every region as SVG elements, as most labeling tools do."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

PAGE = """<!doctype html><meta charset="utf-8"><style>body {{ margin: 0 }} svg {{ width: 100vw; height: 100vh }}</style>
<svg id="canvas"><g id="view" transform="translate(24,24) scale({zoom})">
<rect width="{side}" height="{side}" fill="#cdd3d8"/>{regions}</g></svg>
<script>
const view = document.getElementById('view');
let from = null;
canvas.onpointerdown = (event) => (from = [event.clientX, event.clientY]);
canvas.onpointerup = () => (from = null);
canvas.onpointermove = (event) => {{
  if (!from) return;
  const [x, y] = [24 + event.clientX - from[0], 24 + event.clientY - from[1]];
  view.setAttribute('transform', `translate(${{x}},${{y}}) scale({zoom})`);
}};
</script>"""
STYLE = 'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="5 3" vector-effect="non-scaling-stroke"'


def svg_page(suggestions: Sequence[dict[str, Any]], *, side_px: int, shown_px: int) -> str:
    """Return a page with the suggestions of a board, each with its name."""
    return PAGE.format(zoom=shown_px / side_px, side=side_px, regions="".join(map(_element, suggestions)))


def _element(suggestion: dict[str, Any]) -> str:
    region, style = suggestion["region"], STYLE.format(colour=suggestion["colour"])
    if isinstance(region[0], list):
        shape = f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in region)}" {style}/>'
        x, y = region[0]
    else:
        x, y, right, bottom = region
        shape = f'<rect x="{x:.1f}" y="{y:.1f}" width="{right - x:.1f}" height="{bottom - y:.1f}" {style}/>'
    name = html.escape(suggestion["concept_name"])
    return f'<g>{shape}<text x="{x:.1f}" y="{y:.1f}" font-size="12">{name}</text></g>'
