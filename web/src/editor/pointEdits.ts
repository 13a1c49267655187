/** Adding and deleting points of the one selected polygon. */

import { MIN_POINTS } from '../geometry/polygon';
import { dragHandle, positionOf } from '../regions/handles';
import { pointHandle, type PolygonHandle } from '../regions/polygon/handles';
import { dropPoint } from '../regions/polygon/move';
import { polygonRegion, type PolygonRegion } from '../regions/region';
import type { ToolContext } from './tool';

const FEWEST = `A polygon keeps at least ${MIN_POINTS} points.`;

interface SelectedPolygon {
  readonly id: string;
  readonly region: PolygonRegion;
}

/** Return the polygon that is selected alone, as it is on the screen. */
function selectedPolygon(context: ToolContext): SelectedPolygon | null {
  const [id, ...others] = context.selection;
  const region = id === undefined || others.length > 0 ? null : context.shownRegion(id);
  return id !== undefined && region?.form === 'polygon' ? { id, region } : null;
}

/** Return the handle of the selected point. */
export function selectedPointHandle(context: ToolContext): PolygonHandle | null {
  const points = selectedPolygon(context)?.region.points ?? [];
  const index = context.selectedPoint;
  return index !== null && index < points.length ? pointHandle(index, points.length) : null;
}

/** Delete the selected point and select the one before it; say whether a point was selected. */
export function deleteSelectedPoint(context: ToolContext): boolean {
  const polygon = selectedPolygon(context);
  const handle = selectedPointHandle(context);
  if (!polygon || !handle) return false;
  const { points } = polygon.region;
  if (points.length <= MIN_POINTS) context.say(FEWEST);
  else {
    context.commitEdit(polygon.id, polygonRegion(dropPoint(points, handle.index)));
    context.selectPoint(Math.max(handle.index - 1, 0));
  }
  return true;
}

/** Add a point in the middle of an edge and select it. */
export function addPointOnEdge(context: ToolContext, handle: PolygonHandle): void {
  const polygon = selectedPolygon(context);
  const middle = polygon && positionOf(polygon.region, handle);
  if (!polygon || !middle) return;
  context.commitEdit(polygon.id, dragHandle(polygon.region, handle, middle, context.picture));
  context.selectPoint(handle.index + 1);
}
