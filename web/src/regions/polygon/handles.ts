/** The handles of a polygon: one on each point, and one in the middle of each edge, which adds a point there. */

import { imageToScreen, type Camera } from '../../geometry/camera';
import { distance, type ImagePoint, type ScreenPoint } from '../../geometry/point';
import type { Points } from '../../geometry/polygon';
import { edgeMiddle } from './move';

export interface PolygonHandle {
  readonly form: 'polygon';
  readonly id: string;
  /** On a point, or on the edge after it. */
  readonly on: 'point' | 'edge';
  /** Of the point, from 0. */
  readonly index: number;
  /** The accessible name. */
  readonly name: string;
  readonly cursor: string;
}

/** Handles of points nearer to each other than this many CSS pixels could not be told apart: the second has none. */
const MIN_GAP_PX = 10;
/** An edge shorter than this many CSS pixels has no handle in its middle. */
const MIN_EDGE_PX = 32;

/** Return the handles there is room for at this zoom, in the order of Tab: each point, then the edge after it. */
export function polygonHandles(points: Points, camera: Camera): PolygonHandle[] {
  const handles: PolygonHandle[] = [];
  let last: ScreenPoint | null = null;
  points.forEach((point, index) => {
    const at = imageToScreen(camera, point);
    if (!last || distance(last, at) >= MIN_GAP_PX) {
      handles.push(pointHandle(index, points.length));
      last = at;
    }
    const next = points[(index + 1) % points.length] ?? point;
    if (distance(at, imageToScreen(camera, next)) >= MIN_EDGE_PX) handles.push(edgeHandle(index, points.length));
  });
  return handles;
}

/** Return where the handle sits in the picture; null if the polygon has no such point. */
export function polygonHandlePosition(points: Points, handle: PolygonHandle): ImagePoint | null {
  return handle.on === 'point' ? (points[handle.index] ?? null) : edgeMiddle(points, handle.index);
}

/** Return the handle of a point of a polygon of `count` points. */
export function pointHandle(index: number, count: number): PolygonHandle {
  const name = `Point ${index + 1} of ${count}`;
  return { form: 'polygon', id: `point-${index}`, on: 'point', index, name, cursor: 'pointer' };
}

function edgeHandle(index: number, count: number): PolygonHandle {
  const name = `Add a point between ${index + 1} and ${((index + 1) % count) + 1}`;
  return { form: 'polygon', id: `edge-${index}`, on: 'edge', index, name, cursor: 'copy' };
}
