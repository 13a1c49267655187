/** Several regions moved as one. */

import type { Box, Size } from '../geometry/box';
import { moveBox } from './box/move';
import { moveRegion, type Region } from './region';

export interface PlacedRegion {
  readonly id: string;
  readonly region: Region;
}

/** Return the regions moved by (dx, dy) image pixels, all by as much: the first at the picture's edge stops the others. */
export function moveTogether(
  placed: readonly PlacedRegion[],
  dx: number,
  dy: number,
  picture: Size,
): readonly PlacedRegion[] {
  const [first, ...others] = placed;
  if (!first) return [];
  const [stepX, stepY] = others.length === 0 ? [dx, dy] : sharedStep(placed, dx, dy, picture);
  return placed.map(({ id, region }) => ({ id, region: moveRegion(region, stepX, stepY, picture) }));
}

function sharedStep(placed: readonly PlacedRegion[], dx: number, dy: number, picture: Size): [number, number] {
  const before = boxAroundAll(placed.map(({ region }) => region.box));
  const after = moveBox(before, dx, dy, picture);
  return [after.xMin - before.xMin, after.yMin - before.yMin];
}

function boxAroundAll(boxes: readonly Box[]): Box {
  return boxes.reduce((around, { xMin, yMin, xMax, yMax }) => ({
    xMin: Math.min(around.xMin, xMin),
    yMin: Math.min(around.yMin, yMin),
    xMax: Math.max(around.xMax, xMax),
    yMax: Math.max(around.yMax, yMax),
  }));
}
