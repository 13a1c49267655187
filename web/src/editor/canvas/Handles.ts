/** The eight handles of the active region: focusable, named, moved by arrow keys, the same size at every zoom. */

import type { Box } from '../../geometry/box';
import { imageToScreen, type Camera } from '../../geometry/camera';
import { BOX_HANDLES, handlePosition, isHandleShown, type BoxHandle } from '../../regions/box/handles';
import { setAttributes, setShown, svgElement } from './svg';

const SIZE_PX = 9;
const ARROWS = 'ArrowUp ArrowDown ArrowLeft ArrowRight';

export class Handles {
  readonly element = svgElement('g', { role: 'group' });
  readonly #rects = new Map<BoxHandle, SVGRectElement>();

  constructor(onKey: (handle: BoxHandle, event: KeyboardEvent) => void) {
    for (const handle of BOX_HANDLES) {
      const rect = svgElement('rect', {
        width: SIZE_PX,
        height: SIZE_PX,
        role: 'button',
        tabindex: 0,
        'aria-label': handle.name,
        'aria-keyshortcuts': ARROWS,
        'data-handle': handle.id,
      });
      rect.style.cursor = handle.cursor;
      rect.addEventListener('keydown', (event) => onKey(handle, event));
      rect.addEventListener('focus', () => rect.setAttribute('stroke-width', '4'));
      rect.addEventListener('blur', () => rect.setAttribute('stroke-width', '1.5'));
      rect.setAttribute('stroke-width', '1.5');
      this.#rects.set(handle, rect);
      this.element.append(rect);
    }
    this.hide();
  }

  hide(): void {
    setShown(this.element, false);
  }

  show(box: Box, camera: Camera, regionName: string, accent: string): void {
    setShown(this.element, true);
    setAttributes(this.element, { 'aria-label': `Handles of ${regionName}` });
    for (const [handle, rect] of this.#rects) {
      setShown(rect, isHandleShown(box, handle, camera));
      const at = imageToScreen(camera, handlePosition(box, handle));
      setAttributes(rect, { x: at.x - SIZE_PX / 2, y: at.y - SIZE_PX / 2, fill: '#ffffff', stroke: accent });
    }
  }
}
