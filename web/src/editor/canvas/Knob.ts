/** One handle on the canvas: a square on a box, a circle on a point of a polygon, a fainter one on its edges. */

import { imageToScreen, type Camera } from '../../geometry/camera';
import type { ImagePoint } from '../../geometry/point';
import { seenHandle, type Handle } from '../../regions/handles';
import { setAttributes, setShown, svgElement } from './svg';

const SIZE_PX = 9;
const EDGE_SIZE_PX = 7;
const LINE_PX = 1.5;
const FOCUSED_LINE_PX = 4;
/** Handles lie on the picture, whose brightness does not follow the theme. */
const LINE_COLOUR = '#1f4fd8';
const ARROWS = 'ArrowUp ArrowDown ArrowLeft ArrowRight';

export interface KnobListeners {
  readonly onKey: (handle: Handle, event: KeyboardEvent) => void;
  readonly onFocus: (handle: Handle) => void;
}

export class Knob {
  readonly element = svgElement('rect', { role: 'button', tabindex: 0, 'stroke-width': LINE_PX });
  #handle: Handle | null = null;

  constructor({ onKey, onFocus }: KnobListeners) {
    const { element } = this;
    element.addEventListener('keydown', (event) => this.#handle && onKey(this.#handle, event));
    element.addEventListener('focus', () => {
      setAttributes(element, { 'stroke-width': FOCUSED_LINE_PX });
      if (this.#handle) onFocus(this.#handle);
    });
    element.addEventListener('blur', () => setAttributes(element, { 'stroke-width': LINE_PX }));
  }

  get handle(): Handle | null {
    return this.#handle;
  }

  hide(): void {
    this.#handle = null;
    setShown(this.element, false);
  }

  show(handle: Handle, position: ImagePoint, camera: Camera, isSelected: boolean): void {
    this.#handle = handle;
    setShown(this.element, true);
    const seen = seenHandle(handle, camera.turn);
    const at = imageToScreen(camera, position);
    const sizePx = isOnEdge(handle) ? EDGE_SIZE_PX : SIZE_PX;
    setAttributes(this.element, {
      ...namesOf(handle, seen.name),
      x: at.x - sizePx / 2,
      y: at.y - sizePx / 2,
      width: sizePx,
      height: sizePx,
      rx: handle.form === 'box' ? 0 : sizePx / 2,
      fill: isSelected ? LINE_COLOUR : '#ffffff',
      'fill-opacity': isOnEdge(handle) ? 0.6 : 1,
      stroke: LINE_COLOUR,
    });
    if (this.element.style.cursor !== seen.cursor) this.element.style.cursor = seen.cursor;
  }
}

function namesOf(handle: Handle, name: string): Record<string, string> {
  const keys = isOnEdge(handle) ? 'Enter' : handle.form === 'box' ? ARROWS : `${ARROWS} Delete`;
  return { 'aria-label': name, 'aria-keyshortcuts': keys, 'data-handle': handle.id };
}

function isOnEdge(handle: Handle): boolean {
  return handle.form === 'polygon' && handle.on === 'edge';
}
