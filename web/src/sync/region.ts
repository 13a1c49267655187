/** Regions as the server writes them, and as boxes. */

import type { Box } from '../geometry/box';

export type Xyxy = [number, number, number, number];

export function toBox(region: Xyxy | null): Box | null {
  if (region === null) return null;
  const [xMin, yMin, xMax, yMax] = region;
  return { xMin, yMin, xMax, yMax };
}

export function toXyxy(box: Box): Xyxy {
  return [box.xMin, box.yMin, box.xMax, box.yMax];
}
