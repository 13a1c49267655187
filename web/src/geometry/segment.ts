/** Straight lines between two points. */

import type { Box } from './box';
import type { ImagePoint } from './point';

/**
 * Say whether any of the line from `a` to `b` is in `box`, its edges included.
 *
 * Source: Liang and Barsky, A New Concept and Method for Line Clipping, ACM TOG 1984.
 */
export function segmentMeetsBox(a: ImagePoint, b: ImagePoint, box: Box): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  let [from, to] = [0, 1];
  for (const [step, room] of [
    [-dx, a.x - box.xMin],
    [dx, box.xMax - a.x],
    [-dy, a.y - box.yMin],
    [dy, box.yMax - a.y],
  ] as const) {
    if (step === 0) {
      if (room < 0) return false;
    } else if (step < 0) from = Math.max(from, room / step);
    else to = Math.min(to, room / step);
  }
  return from <= to;
}
