/** The eight handles of a box: where they are, what they are called, which sides they move. */

import type { Camera } from '../../geometry/camera';
import { imagePoint, type ImagePoint } from '../../geometry/point';
import { heightOf, widthOf, type Box } from '../../geometry/box';
import { turnDirection, type QuarterTurn } from '../../geometry/turn';

export type BoxHandleId =
  'top-left' | 'top' | 'top-right' | 'right' | 'bottom-right' | 'bottom' | 'bottom-left' | 'left';

export interface BoxHandle {
  readonly form: 'box';
  readonly id: BoxHandleId;
  /** The accessible name. */
  readonly name: string;
  /** Which vertical side it moves: -1 left, 0 none, 1 right. */
  readonly sideX: -1 | 0 | 1;
  /** Which horizontal side it moves: -1 top, 0 none, 1 bottom. */
  readonly sideY: -1 | 0 | 1;
  readonly cursor: string;
}

/** In the order of Tab: clockwise from the top left. */
export const BOX_HANDLES: readonly BoxHandle[] = (
  [
    { id: 'top-left', name: 'Move top left corner', sideX: -1, sideY: -1, cursor: 'nwse-resize' },
    { id: 'top', name: 'Move top edge', sideX: 0, sideY: -1, cursor: 'ns-resize' },
    { id: 'top-right', name: 'Move top right corner', sideX: 1, sideY: -1, cursor: 'nesw-resize' },
    { id: 'right', name: 'Move right edge', sideX: 1, sideY: 0, cursor: 'ew-resize' },
    { id: 'bottom-right', name: 'Move bottom right corner', sideX: 1, sideY: 1, cursor: 'nwse-resize' },
    { id: 'bottom', name: 'Move bottom edge', sideX: 0, sideY: 1, cursor: 'ns-resize' },
    { id: 'bottom-left', name: 'Move bottom left corner', sideX: -1, sideY: 1, cursor: 'nesw-resize' },
    { id: 'left', name: 'Move left edge', sideX: -1, sideY: 0, cursor: 'ew-resize' },
  ] as const
).map((handle) => ({ form: 'box', ...handle }));

/** Return the handle that this one is seen as: in a view turned to the right, the top left corner is the top right one. */
export function seenBoxHandle(handle: BoxHandle, turn: QuarterTurn): BoxHandle {
  const [sideX, sideY] = turnDirection(handle.sideX, handle.sideY, turn);
  return BOX_HANDLES.find((other) => other.sideX === sideX && other.sideY === sideY) ?? handle;
}

/** A side shorter than this many CSS pixels has no handle of its own: its corners would lie under it. */
const MIN_SIDE_WITH_HANDLE_PX = 28;

/** Return where the handle sits on `box`, in the picture. */
export function handlePosition(box: Box, handle: BoxHandle): ImagePoint {
  return imagePoint(
    ((1 - handle.sideX) * box.xMin + (1 + handle.sideX) * box.xMax) / 2,
    ((1 - handle.sideY) * box.yMin + (1 + handle.sideY) * box.yMax) / 2,
  );
}

/** Say whether there is room for this handle at this zoom; corners always have it. */
export function isHandleShown(box: Box, handle: BoxHandle, camera: Camera): boolean {
  if (handle.sideX === 0) return widthOf(box) * camera.zoom >= MIN_SIDE_WITH_HANDLE_PX;
  if (handle.sideY === 0) return heightOf(box) * camera.zoom >= MIN_SIDE_WITH_HANDLE_PX;
  return true;
}
