/** Upright rectangles in image pixels, origin top left, upper edges exclusive. */

import { imagePoint, type ImagePoint } from './point';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}

/** The shortest side, in image pixels, of a region that is kept; the server refuses what is smaller. */
export const MIN_SIDE_PX = 1;

/** Return the box that has `a` and `b` as opposite corners, whichever way round. */
export function boxFromCorners(a: ImagePoint, b: ImagePoint): Box {
  return { xMin: Math.min(a.x, b.x), yMin: Math.min(a.y, b.y), xMax: Math.max(a.x, b.x), yMax: Math.max(a.y, b.y) };
}

export function boxOfPicture(picture: Size): Box {
  return { xMin: 0, yMin: 0, xMax: picture.width, yMax: picture.height };
}

/** Return the box of no area at a point. */
export function boxAt({ x, y }: ImagePoint): Box {
  return { xMin: x, yMin: y, xMax: x, yMax: y };
}

export function widthOf(box: Box): number {
  return box.xMax - box.xMin;
}

export function heightOf(box: Box): number {
  return box.yMax - box.yMin;
}

export function areaOf(box: Box): number {
  return widthOf(box) * heightOf(box);
}

export function centreOf(box: Box): ImagePoint {
  return imagePoint((box.xMin + box.xMax) / 2, (box.yMin + box.yMax) / 2);
}

/** Say whether `box` is too small to be kept in `picture` (a picture of less than one pixel allows less). */
export function isTooSmall(box: Box, picture: Size): boolean {
  const minWidth = Math.min(MIN_SIDE_PX, picture.width);
  const minHeight = Math.min(MIN_SIDE_PX, picture.height);
  return !(widthOf(box) >= minWidth && heightOf(box) >= minHeight);
}

export function isInside(box: Box, outer: Box): boolean {
  return box.xMin >= outer.xMin && box.yMin >= outer.yMin && box.xMax <= outer.xMax && box.yMax <= outer.yMax;
}

export function areBoxesEqual(a: Box, b: Box): boolean {
  return a.xMin === b.xMin && a.yMin === b.yMin && a.xMax === b.xMax && a.yMax === b.yMax;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Return a hundredth of a pixel as the finest step of a stored coordinate: more digits are noise of the pointer. */
export function roundToHundredth(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Return the place in the picture nearest to `point`, in hundredths of a pixel. */
export function clampToPicture(point: ImagePoint, picture: Size): ImagePoint {
  return imagePoint(
    clamp(roundToHundredth(point.x), 0, picture.width),
    clamp(roundToHundredth(point.y), 0, picture.height),
  );
}
