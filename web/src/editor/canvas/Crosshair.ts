/** Two lines through the pointer while something is to be drawn, so that its edges can be lined up. */

import type { EditorState } from '../EditorState';
import { setAttributes, setShown, svgElement } from './svg';

/** The lines are dark with a light core, legible on any picture. */
const DARK = { stroke: '#000000', 'stroke-opacity': 0.4, 'stroke-width': 3 };
const LIGHT = { stroke: '#ffffff', 'stroke-opacity': 0.9, 'stroke-width': 1 };
/** The middle stays free for what the pointer is at. */
const GAP_PX = 12;

export class Crosshair {
  readonly element = svgElement('g', { 'pointer-events': 'none', 'aria-hidden': 'true' });
  readonly #lines = [DARK, LIGHT].map((style) => svgElement('path', { ...style, 'shape-rendering': 'crispEdges' }));

  constructor() {
    this.element.append(...this.#lines);
    setShown(this.element, false);
  }

  /** Show it while the tool draws and the pointer, not a finger, is over the canvas. */
  draw({ pointer, viewport }: EditorState, isDrawing: boolean): void {
    const isShown = isDrawing && pointer !== null && pointer.device !== 'touch';
    setShown(this.element, isShown);
    if (!isShown) return;
    // A line of one pixel is sharp in the middle of it.
    const [x, y] = [Math.floor(pointer.point.x) + 0.5, Math.floor(pointer.point.y) + 0.5];
    const d =
      `M0 ${y}H${Math.max(0, x - GAP_PX)}M${x + GAP_PX} ${y}H${viewport.width}` +
      `M${x} 0V${Math.max(0, y - GAP_PX)}M${x} ${y + GAP_PX}V${viewport.height}`;
    for (const line of this.#lines) setAttributes(line, { d });
  }
}
