/** Moving a polygon, and taking, adding and dropping its points. */

import { clamp, clampToPicture, type Size } from '../../geometry/box';
import { imagePoint, type ImagePoint } from '../../geometry/point';
import { MIN_POINTS, middleOf, polygonArea, type Points } from '../../geometry/polygon';

/** A polygon of less area than this, in square pixels, is none; the server refuses it too. */
const MIN_AREA_PX = 1;

export function hasTooSmallArea(points: Points): boolean {
  return !(points.length >= MIN_POINTS && polygonArea(points) >= MIN_AREA_PX);
}

/** Return the points moved by (dx, dy); rounding takes none of them out of the picture. */
export function movePoints(points: Points, dx: number, dy: number, picture: Size): Points {
  return clipPoints(
    points.map(({ x, y }) => imagePoint(x + dx, y + dy)),
    picture,
  );
}

/** Return the points with those outside of the picture brought to its edge. */
export function clipPoints(points: Points, picture: Size): Points {
  return points.map(({ x, y }) => imagePoint(clamp(x, 0, picture.width), clamp(y, 0, picture.height)));
}

/** Return the points with one of them at `to`, clamped to the picture; all others keep their exact place. */
export function placePoint(points: Points, index: number, to: ImagePoint, picture: Size): Points {
  return points.with(index, clampToPicture(to, picture));
}

/** Return the points with one more on the edge after point `index`: at `to`, clamped to the picture. */
export function addPoint(points: Points, index: number, to: ImagePoint, picture: Size): Points {
  return points.toSpliced(index + 1, 0, clampToPicture(to, picture));
}

/** Return the points without one of them. */
export function dropPoint(points: Points, index: number): Points {
  return points.toSpliced(index, 1);
}

/** Return the middle of the edge after point `index`; null if there is none. */
export function edgeMiddle(points: Points, index: number): ImagePoint | null {
  const [start, end] = [points[index], points[(index + 1) % points.length]];
  return start && end ? middleOf(start, end) : null;
}
