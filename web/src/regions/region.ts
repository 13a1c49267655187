/** Where a label is: a box or a polygon. Every form of region knows the upright box around it. */

import { areaOf, areBoxesEqual, isTooSmall, type Box, type Size } from '../geometry/box';
import { imagePoint, type ImagePoint } from '../geometry/point';
import { arePointsEqual, boxAround, boxPoints, polygonArea, type Points } from '../geometry/polygon';
import type { QuarterTurn } from '../geometry/turn';
import { segmentMeetsBox } from '../geometry/segment';
import { hitBox, type Hit } from './box/hit';
import { clipBox, moveBox } from './box/move';
import { hitPolygon } from './polygon/hit';
import { clipPoints, hasTooSmallArea, movePoints } from './polygon/move';

export interface BoxRegion {
  readonly form: 'box';
  readonly box: Box;
}

export interface PolygonRegion {
  readonly form: 'polygon';
  /** Around the points. */
  readonly box: Box;
  /** At least three, in order; the last is joined to the first. */
  readonly points: Points;
}

export type Region = BoxRegion | PolygonRegion;

export function boxRegion(box: Box): BoxRegion {
  return { form: 'box', box };
}

export function polygonRegion(points: Points): PolygonRegion {
  return { form: 'polygon', box: boxAround(points), points };
}

/** Return the points of the outline, in order. */
export function pointsOf(region: Region): Points {
  return region.form === 'box' ? boxPoints(region.box) : region.points;
}

/** Return where a label sits on the region as it is seen: at a box's top left corner, at a polygon's topmost point. */
export function labelPoint(region: Region, turn: QuarterTurn): ImagePoint {
  const corner = topLeftCorner(region.box, turn);
  if (region.form === 'box') return corner;
  const top = region.points.find(({ x, y }) => (turn % 2 === 0 ? y === corner.y : x === corner.x));
  return top ?? corner;
}

/** Return the corner that is seen at the top left. */
function topLeftCorner({ xMin, yMin, xMax, yMax }: Box, turn: QuarterTurn): ImagePoint {
  return imagePoint(turn === 0 || turn === 1 ? xMin : xMax, turn === 0 || turn === 3 ? yMin : yMax);
}

export function regionArea(region: Region): number {
  return region.form === 'box' ? areaOf(region.box) : polygonArea(region.points);
}

export function areRegionsEqual(a: Region, b: Region): boolean {
  if (a.form === 'polygon') return b.form === 'polygon' && arePointsEqual(a.points, b.points);
  return b.form === 'box' && areBoxesEqual(a.box, b.box);
}

/** Say whether a region has too little area to be kept in `picture`. */
export function hasNoArea(region: Region, picture: Size): boolean {
  if (isTooSmall(region.box, picture)) return true;
  return region.form === 'polygon' && hasTooSmallArea(region.points);
}

/** Return whether `point` is on the edge (within `tolerance` image pixels on either side), inside, or outside. */
export function hitRegion(region: Region, point: ImagePoint, tolerance: number): Hit {
  return region.form === 'box' ? hitBox(region.box, point, tolerance) : hitPolygon(region.points, point, tolerance);
}

/** Say whether any of the outline is in `box`. */
export function meetsOutline(region: Region, box: Box): boolean {
  const points = pointsOf(region);
  return points.some((point, at) => segmentMeetsBox(point, points[(at + 1) % points.length] ?? point, box));
}

/** Return the region moved by (dx, dy) image pixels and stopped at the picture's edge; its form never changes. */
export function moveRegion(region: Region, dx: number, dy: number, picture: Size): Region {
  const moved = moveBox(region.box, dx, dy, picture);
  if (region.form === 'box') return boxRegion(moved);
  const [stepX, stepY] = [moved.xMin - region.box.xMin, moved.yMin - region.box.yMin];
  return polygonRegion(movePoints(region.points, stepX, stepY, picture));
}

/** Return the region with everything outside of the picture brought to its edge. */
export function clipRegion(region: Region, picture: Size): Region {
  if (region.form === 'box') return boxRegion(clipBox(region.box, picture));
  return polygonRegion(clipPoints(region.points, picture));
}
