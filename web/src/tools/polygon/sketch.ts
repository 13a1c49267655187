/** What a click means for the polygon that is being drawn. */

import { reachPx, type PointerInput } from '../../editor/input';
import type { ToolContext } from '../../editor/tool';
import { clampToPicture } from '../../geometry/box';
import { imageToScreen, screenToImage } from '../../geometry/camera';
import { distance, type ImagePoint } from '../../geometry/point';
import { MIN_POINTS, type Points } from '../../geometry/polygon';
import { polygonRegion } from '../../regions/region';

const TOO_FEW = `A polygon needs at least ${MIN_POINTS} points.`;
/** A click this near to a point, as a part of the reach, is meant for it: less than the reach, so that small things can be drawn. */
const SAME_POINT_PART_OF_REACH = 0.6;

export type NextPoint =
  { readonly kind: 'add'; readonly point: ImagePoint } | { readonly kind: 'close' } | { readonly kind: 'none' };

/** Return what a click here does: close on the first point, nothing on another point, else add a point. */
export function nextPoint(context: ToolContext, points: Points, pointer: PointerInput): NextPoint {
  const awayPx = (point: ImagePoint) => distance(imageToScreen(context.camera, point), pointer.point);
  const [first] = points;
  const reach = reachPx(pointer.device);
  if (first && points.length >= MIN_POINTS && awayPx(first) <= reach) return { kind: 'close' };
  const point = clampToPicture(screenToImage(context.camera, pointer.point), context.picture);
  const isTaken = points.some(
    (other) => awayPx(other) <= reach * SAME_POINT_PART_OF_REACH || (other.x === point.x && other.y === point.y),
  );
  return isTaken ? { kind: 'none' } : { kind: 'add', point };
}

/** Show the points with a rubber line to the pointer. */
export function showSketch(context: ToolContext, points: Points, pointer: PointerInput | null): void {
  const next = pointer && nextPoint(context, points, pointer);
  const isClosing = next?.kind === 'close';
  const to = next?.kind === 'add' ? next.point : isClosing ? (points[0] ?? null) : null;
  context.previewSketch({ points, next: to, isClosing });
}

/** Hand the polygon out; say whether it was one. */
export function closePolygon(context: ToolContext, points: Points): boolean {
  if (points.length < MIN_POINTS) {
    context.say(TOO_FEW);
    return false;
  }
  if (!context.commitDraft(polygonRegion(points))) return false;
  context.previewSketch(null);
  return true;
}
