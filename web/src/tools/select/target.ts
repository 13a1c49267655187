/** What lies under the pointer for the select tool. */

import { reachPx, type PointerInput } from '../../editor/input';
import type { ToolContext } from '../../editor/tool';
import { screenToImage } from '../../geometry/camera';
import { handleAt, type BoxHandle } from '../../regions/box/handles';
import { hitBox } from '../../regions/box/hit';

export type Target =
  | { readonly kind: 'handle'; readonly regionId: string; readonly handle: BoxHandle }
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
  const box = context.shownBox(regionId);
  const handle = box && handleAt(box, pointer.point, context.camera, reachPx(pointer.device));
  return handle ? { kind: 'handle', regionId, handle } : null;
}

function selectedTarget(context: ToolContext, pointer: PointerInput): Target | null {
  const point = screenToImage(context.camera, pointer.point);
  for (const regionId of context.selection) {
    const box = context.shownBox(regionId);
    if (box && hitBox(box, point, edgeTolerance(context, pointer)) !== 'outside') return { kind: 'selected', regionId };
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
