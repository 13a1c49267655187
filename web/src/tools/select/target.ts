/** What lies under the pointer for the select tool. */

import { reachPx, type PointerInput } from '../../editor/input';
import type { ToolContext } from '../../editor/tool';
import { screenToImage } from '../../geometry/camera';
import { handleAt, type Handle } from '../../regions/handles';
import { hitRegion } from '../../regions/region';

export type Target =
  | { readonly kind: 'handle'; readonly regionId: string; readonly handle: Handle }
  | { readonly kind: 'selected'; readonly regionId: string }
  | { readonly kind: 'region'; readonly regionId: string }
  | { readonly kind: 'nothing' };

/** Edges are grabbed a little outside; less than handles, so that neighbours can be told apart. */
const EDGE_PART_OF_REACH = 0.5;

/** Return how far from an edge a press still hits it, in image pixels. */
export function edgeTolerance(context: ToolContext, pointer: PointerInput): number {
  return (reachPx(pointer.device) * EDGE_PART_OF_REACH) / context.camera.zoom;
}

/** Return what a press here would take hold of: handles before selected regions before the smallest of the others. */
export function targetAt(context: ToolContext, pointer: PointerInput): Target {
  return handleTarget(context, pointer) ?? selectedTarget(context, pointer) ?? regionTarget(context, pointer);
}

function handleTarget(context: ToolContext, pointer: PointerInput): Target | null {
  const [regionId, ...others] = context.selection;
  if (regionId === undefined || others.length > 0 || pointer.alt) return null;
  const region = context.shownRegion(regionId);
  const handle = region && handleAt(region, pointer.point, context.camera, reachPx(pointer.device));
  return handle ? { kind: 'handle', regionId, handle } : null;
}

/** Return which point of a polygon a drag of the handle moves: the one it is on, or the one it adds; null for a box. */
export function pointOf(handle: Handle): number | null {
  if (handle.form === 'box') return null;
  return handle.on === 'point' ? handle.index : handle.index + 1;
}

function selectedTarget(context: ToolContext, pointer: PointerInput): Target | null {
  const point = screenToImage(context.camera, pointer.point);
  for (const regionId of context.selection) {
    const region = context.shownRegion(regionId);
    const isHit = region && hitRegion(region, point, edgeTolerance(context, pointer)) !== 'outside';
    if (isHit) return { kind: 'selected', regionId };
  }
  return null;
}

function regionTarget(context: ToolContext, pointer: PointerInput): Target {
  const regionId = smallestAt(context, pointer);
  return regionId === null ? { kind: 'nothing' } : { kind: 'region', regionId };
}

/** Return the smallest region under the pointer: the one a click selects. */
export function smallestAt(context: ToolContext, pointer: PointerInput): string | null {
  const point = screenToImage(context.camera, pointer.point);
  return context.scene.regionsAt(point, edgeTolerance(context, pointer))[0]?.id ?? null;
}
