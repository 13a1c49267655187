/** A polygon that is being drawn: its points, the line through them, and a rubber line to the pointer. */

import { imageToScreen, type Camera } from '../../geometry/camera';
import type { ImagePoint } from '../../geometry/point';
import { linePath } from '../../regions/path';
import type { EditorState } from '../EditorState';
import type { Sketch } from '../previews';
import { haloColourOf } from './contrast';
import { setAttributes, setShown, svgElement } from './svg';
import type { EditorTheme } from './theme';

const DOT_RADIUS_PX = 3;
const CLOSING_RADIUS_PX = 6;

export class SketchLine {
  readonly element = svgElement('g', { 'pointer-events': 'none', 'aria-hidden': 'true' });
  readonly #fill = svgElement('path', { 'fill-opacity': 0.08, 'fill-rule': 'evenodd' });
  readonly #halo = svgElement('path', { fill: 'none', 'stroke-opacity': 0.65, 'stroke-width': 4 });
  readonly #line = svgElement('path', { fill: 'none', 'stroke-width': 2 });
  readonly #rubber = svgElement('path', { fill: 'none', 'stroke-width': 1.5, 'stroke-dasharray': '2 3' });
  readonly #dots = svgElement('path', { 'stroke-width': 1.5 });

  constructor() {
    this.element.append(this.#fill, this.#halo, this.#line, this.#rubber, this.#dots);
    setShown(this.element, false);
  }

  draw({ previews: { sketch }, camera, drawingConcept }: EditorState, theme: EditorTheme): void {
    setShown(this.element, sketch !== null);
    if (!sketch) return;
    const colour = drawingConcept?.colour ?? theme.accent;
    const line = linePath(sketch.points, camera);
    setAttributes(this.#fill, { d: linePath(allPoints(sketch), camera), fill: colour });
    setAttributes(this.#halo, { d: linePath(allPoints(sketch), camera), stroke: haloColourOf(colour) });
    setAttributes(this.#line, { d: line, stroke: colour });
    setAttributes(this.#rubber, { d: rubberPath(sketch, camera), stroke: colour });
    setAttributes(this.#dots, { d: dotsPath(sketch, camera), fill: '#ffffff', stroke: colour });
  }
}

function allPoints({ points, next }: Sketch): readonly ImagePoint[] {
  return next ? [...points, next] : points;
}

function rubberPath({ points, next }: Sketch, camera: Camera): string {
  const last = points.at(-1);
  return last && next ? linePath([last, next], camera) : '';
}

/** The first point grows when a click would close the polygon. */
function dotsPath({ points, isClosing }: Sketch, camera: Camera): string {
  return points
    .map((point, at) => circlePath(point, at === 0 && isClosing ? CLOSING_RADIUS_PX : DOT_RADIUS_PX, camera))
    .join('');
}

function circlePath(point: ImagePoint, radiusPx: number, camera: Camera): string {
  const { x, y } = imageToScreen(camera, point);
  const half = (sweptTo: number) => `a${radiusPx} ${radiusPx} 0 1 0 ${sweptTo} 0`;
  return `M${x - radiusPx} ${y}${half(2 * radiusPx)}${half(-2 * radiusPx)}Z`;
}
