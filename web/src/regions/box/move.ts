/** Moving and resizing a box inside its picture. */

import { clamp, heightOf, roundToHundredth, widthOf, type Box, type Size } from '../../geometry/box';
import { imagePoint, type ImagePoint } from '../../geometry/point';
import { handlePosition, type BoxHandle } from './handles';

/** Return `box` moved by (dx, dy) image pixels and stopped at the picture's edge; its size never changes. */
export function moveBox(box: Box, dx: number, dy: number, picture: Size): Box {
  const stepX = clamp(roundToHundredth(dx), Math.min(0, -box.xMin), Math.max(0, picture.width - box.xMax));
  const stepY = clamp(roundToHundredth(dy), Math.min(0, -box.yMin), Math.max(0, picture.height - box.yMax));
  const xMin = within(box.xMin + stepX, picture.width - widthOf(box));
  const yMin = within(box.yMin + stepY, picture.height - heightOf(box));
  return {
    xMin,
    yMin,
    xMax: Math.min(picture.width, stepX === 0 ? box.xMax : xMin + widthOf(box)),
    yMax: Math.min(picture.height, stepY === 0 ? box.yMax : yMin + heightOf(box)),
  };
}

function within(value: number, high: number): number {
  return clamp(value, 0, Math.max(0, high));
}

/**
 * Return `box` with the handle's sides at `point`, clamped to the picture.
 *
 * The sides that the handle does not move keep their exact value, so they do not tremble. A side dragged through its
 * opposite turns the box over.
 */
export function resizeBox(box: Box, handle: BoxHandle, point: ImagePoint, picture: Size): Box {
  const [xMin, xMax] = moveSide(box.xMin, box.xMax, handle.sideX, point.x, picture.width);
  const [yMin, yMax] = moveSide(box.yMin, box.yMax, handle.sideY, point.y, picture.height);
  return { xMin, yMin, xMax, yMax };
}

/**
 * Return `box` with the handle's sides moved by (dx, dy) image pixels, as keys do.
 *
 * Sides never turn the box over: the handle that has the focus would be another one then.
 */
export function stepSides(box: Box, handle: BoxHandle, dx: number, dy: number, picture: Size): Box {
  const at = handlePosition(box, handle);
  const resized = resizeBox(box, handle, imagePoint(at.x + dx, at.y + dy), picture);
  const isTurned =
    (handle.sideX !== 0 && resized.xMin !== box.xMin && resized.xMax !== box.xMax) ||
    (handle.sideY !== 0 && resized.yMin !== box.yMin && resized.yMax !== box.yMax);
  return isTurned ? box : resized;
}

function moveSide(low: number, high: number, side: -1 | 0 | 1, to: number, limit: number): [number, number] {
  if (side === 0) return [low, high];
  const moved = clamp(roundToHundredth(to), 0, limit);
  const fixed = side === -1 ? high : low;
  return [Math.min(moved, fixed), Math.max(moved, fixed)];
}

/** Return the part of `box` that is in the picture. */
export function clipBox(box: Box, picture: Size): Box {
  return {
    xMin: clamp(box.xMin, 0, picture.width),
    yMin: clamp(box.yMin, 0, picture.height),
    xMax: clamp(box.xMax, 0, picture.width),
    yMax: clamp(box.yMax, 0, picture.height),
  };
}
