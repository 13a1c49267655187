/** Polygons in image pixels: their points in order, the last joined to the first. What is inside follows the even-odd rule. */

import type { Box } from './box';
import { imagePoint, type ImagePoint } from './point';

export type Points = readonly ImagePoint[];

/** The fewest points of a polygon. */
export const MIN_POINTS = 3;

/** Return the box as a polygon of four points. */
export function boxPoints({ xMin, yMin, xMax, yMax }: Box): Points {
  return [imagePoint(xMin, yMin), imagePoint(xMax, yMin), imagePoint(xMax, yMax), imagePoint(xMin, yMax)];
}

/** Return the upright box around `points`. */
export function boxAround(points: Points): Box {
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    if (x < xMin) xMin = x;
    if (y < yMin) yMin = y;
    if (x > xMax) xMax = x;
    if (y > yMax) yMax = y;
  }
  return { xMin, yMin, xMax, yMax };
}

/**
 * Return the area in square pixels. Parts of a polygon that crosses itself count against each other.
 *
 * Source: the shoelace formula.
 */
export function polygonArea(points: Points): number {
  let twice = 0;
  forEachEdge(points, (a, b) => (twice += a.x * b.y - b.x * a.y));
  return Math.abs(twice) / 2;
}

/**
 * Say whether `point` is inside.
 *
 * Source: Shimrat, Algorithm 112: position of point relative to polygon, CACM 1962.
 */
export function isInPolygon(points: Points, { x, y }: ImagePoint): boolean {
  let isInside = false;
  forEachEdge(points, (a, b) => {
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) isInside = !isInside;
  });
  return isInside;
}

/** Return how far `point` is from the nearest edge. */
export function distanceToOutline(points: Points, point: ImagePoint): number {
  let nearest = Infinity;
  forEachEdge(points, (a, b) => (nearest = Math.min(nearest, distanceToSegment(point, a, b))));
  return nearest;
}

export function middleOf(a: ImagePoint, b: ImagePoint): ImagePoint {
  return imagePoint((a.x + b.x) / 2, (a.y + b.y) / 2);
}

export function arePointsEqual(a: Points, b: Points): boolean {
  return a.length === b.length && a.every(({ x, y }, at) => x === b[at]?.x && y === b[at]?.y);
}

function forEachEdge(points: Points, visit: (a: ImagePoint, b: ImagePoint) => void): void {
  let previous = points.at(-1);
  for (const point of points) {
    if (previous) visit(previous, point);
    previous = point;
  }
}

function distanceToSegment(point: ImagePoint, a: ImagePoint, b: ImagePoint): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / lengthSquared;
  const nearest = Math.min(Math.max(along, 0), 1);
  return Math.hypot(point.x - a.x - nearest * dx, point.y - a.y - nearest * dy);
}
