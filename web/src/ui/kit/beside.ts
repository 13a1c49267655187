/** Where a small box goes beside a control, inside the window. */

export type Side = 'top' | 'bottom' | 'left' | 'right';

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where an element is on the screen; without one, the upper middle of the window. */
export function rectOf(element: Element | null): Rect {
  if (!element) return { left: innerWidth / 2, top: innerHeight / 4, width: 0, height: 0 };
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

const GAP_PX = 6;
const MARGIN_PX = 8;
const OPPOSITE: Readonly<Record<Side, Side>> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' };

/** Return the left top corner of a box on this side of the control, on the other side if there is no room for it. */
export function placeBeside(control: Rect, box: Extent, side: Side, window: Extent): { left: number; top: number } {
  const wished = cornerOn(side, control, box);
  const place = fits(wished, box, side, window) ? wished : cornerOn(OPPOSITE[side], control, box);
  return {
    left: Math.max(MARGIN_PX, Math.min(place.left, window.width - box.width - MARGIN_PX)),
    top: Math.max(MARGIN_PX, Math.min(place.top, window.height - box.height - MARGIN_PX)),
  };
}

function cornerOn(side: Side, control: Rect, box: Extent): { left: number; top: number } {
  const centred = {
    left: control.left + (control.width - box.width) / 2,
    top: control.top + (control.height - box.height) / 2,
  };
  switch (side) {
    case 'top':
      return { ...centred, top: control.top - box.height - GAP_PX };
    case 'bottom':
      return { ...centred, top: control.top + control.height + GAP_PX };
    case 'left':
      return { ...centred, left: control.left - box.width - GAP_PX };
    case 'right':
      return { ...centred, left: control.left + control.width + GAP_PX };
  }
}

function fits(place: { left: number; top: number }, box: Extent, side: Side, window: Extent): boolean {
  if (side === 'top' || side === 'bottom') return place.top >= 0 && place.top + box.height <= window.height;
  return place.left >= 0 && place.left + box.width <= window.width;
}
