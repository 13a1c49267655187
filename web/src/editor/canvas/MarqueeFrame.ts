/** The rectangle that is drawn around regions to select them. */

import { boxToScreen } from '../../geometry/camera';
import type { EditorState } from '../EditorState';
import { setAttributes, setShown, svgElement } from './svg';
import type { EditorTheme } from './theme';

export class MarqueeFrame {
  readonly element = svgElement('g', { 'pointer-events': 'none', 'aria-hidden': 'true' });
  readonly #halo = svgElement('rect', { fill: 'none', stroke: '#ffffff', 'stroke-opacity': 0.8, 'stroke-width': 3 });
  readonly #line = svgElement('rect', { 'fill-opacity': 0.1, 'stroke-width': 1 });

  constructor() {
    this.element.append(this.#halo, this.#line);
    setShown(this.element, false);
  }

  draw({ previews: { marquee }, camera }: EditorState, { accent }: EditorTheme): void {
    setShown(this.element, marquee !== null);
    if (!marquee) return;
    const { left: x, top: y, width, height } = boxToScreen(camera, marquee);
    setAttributes(this.#halo, { x, y, width, height });
    setAttributes(this.#line, { x, y, width, height, stroke: accent, fill: accent });
  }
}
