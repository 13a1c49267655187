/** The handles of a region of any form. */

import type { Size } from '../geometry/box';
import { imageToScreen, type Camera } from '../geometry/camera';
import { distance, imagePoint, type ImagePoint, type ScreenPoint } from '../geometry/point';
import type { QuarterTurn } from '../geometry/turn';
import { BOX_HANDLES, handlePosition, isHandleShown, seenBoxHandle, type BoxHandle } from './box/handles';
import { resizeBox, stepSides } from './box/move';
import { polygonHandlePosition, polygonHandles, type PolygonHandle } from './polygon/handles';
import { addPoint, placePoint } from './polygon/move';
import { boxRegion, polygonRegion, type Region } from './region';

export type Handle = BoxHandle | PolygonHandle;

/** Return the handles there is room for at this zoom, in the order of Tab. */
export function handlesOf(region: Region, camera: Camera): readonly Handle[] {
  if (region.form === 'polygon') return polygonHandles(region.points, camera);
  return BOX_HANDLES.filter((handle) => isHandleShown(region.box, handle, camera));
}

/** Return where the handle sits in the picture; null if this region has no such handle. */
export function positionOf(region: Region, handle: Handle): ImagePoint | null {
  if (region.form === 'polygon') return handle.form === 'polygon' ? polygonHandlePosition(region.points, handle) : null;
  return handle.form === 'box' ? handlePosition(region.box, handle) : null;
}

/** Return the handle whose name and cursor this one has in a turned view. */
export function seenHandle(handle: Handle, turn: QuarterTurn): Handle {
  return handle.form === 'box' ? seenBoxHandle(handle, turn) : handle;
}

/** Return the handle within `reachPx` CSS pixels of the pointer, the nearest first; the reach is the same at every zoom. */
export function handleAt(region: Region, pointer: ScreenPoint, camera: Camera, reachPx: number): Handle | null {
  let nearest: Handle | null = null;
  let nearestPx = reachPx;
  for (const handle of handlesOf(region, camera)) {
    const position = positionOf(region, handle);
    const awayPx = position ? distance(imageToScreen(camera, position), pointer) : Infinity;
    if (awayPx > nearestPx || (nearest && awayPx === nearestPx)) continue;
    nearest = handle;
    nearestPx = awayPx;
  }
  return nearest;
}

/** Return the region with the handle at `to`, clamped to the picture: on an edge of a polygon, a new point is there. */
export function dragHandle(region: Region, handle: Handle, to: ImagePoint, picture: Size): Region {
  if (region.form === 'box' && handle.form === 'box') return boxRegion(resizeBox(region.box, handle, to, picture));
  if (region.form === 'polygon' && handle.form === 'polygon' && positionOf(region, handle)) {
    const put = handle.on === 'point' ? placePoint : addPoint;
    return polygonRegion(put(region.points, handle.index, to, picture));
  }
  return region;
}

/** Return the region with the handle moved by (dx, dy) image pixels; a key never turns a box over. */
export function stepHandle(region: Region, handle: Handle, dx: number, dy: number, picture: Size): Region {
  if (region.form === 'box' && handle.form === 'box') return boxRegion(stepSides(region.box, handle, dx, dy, picture));
  const at = positionOf(region, handle);
  return at ? dragHandle(region, handle, imagePoint(at.x + dx, at.y + dy), picture) : region;
}
