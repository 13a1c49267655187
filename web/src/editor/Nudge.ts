/** Arrow keys move a region, or one of its handles; what follows quickly is one edit. */

import { isTooSmall, type Box } from '../geometry/box';
import { imagePoint } from '../geometry/point';
import { handlePosition, type BoxHandle } from '../regions/box/handles';
import { moveBox, resizeBox } from '../regions/box/move';
import type { KeyInput } from './input';
import type { ToolContext } from './tool';

/** The group ends this long after its last key. */
export const NUDGE_GROUP_MS = 400;
const STEP_PX = 1;
const LONG_STEP_PX = 10;

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Return the (dx, dy) in image pixels of an arrow key, null for any other key. */
export function nudgeStep(key: KeyInput): readonly [number, number] | null {
  const direction = DIRECTIONS[key.key];
  if (!direction || key.alt || key.mod) return null;
  const stepPx = key.shift ? LONG_STEP_PX : STEP_PX;
  return [direction[0] * stepPx, direction[1] * stepPx];
}

export class Nudge {
  readonly #context: ToolContext;
  #regionId: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: ToolContext) {
    this.#context = context;
  }

  get isPending(): boolean {
    return this.#regionId !== null;
  }

  /** Move the region, or only the handle's sides, by (dx, dy) image pixels. */
  move(regionId: string, handle: BoxHandle | null, dx: number, dy: number): void {
    if (regionId !== this.#regionId) this.commit();
    const box = this.#context.shownBox(regionId);
    if (!box) return;
    const moved = this.#moved(box, handle, dx, dy);
    if (isTooSmall(moved, this.#context.picture)) return;
    this.#regionId = regionId;
    this.#context.previewEdit(regionId, moved);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.commit(), NUDGE_GROUP_MS);
  }

  commit(): void {
    const regionId = this.#end();
    const box = regionId === null ? null : this.#context.shownBox(regionId);
    if (regionId !== null && box) this.#context.commitEdit(regionId, box);
  }

  revert(): void {
    const regionId = this.#end();
    if (regionId !== null) this.#context.previewEdit(regionId, null);
  }

  #moved(box: Box, handle: BoxHandle | null, dx: number, dy: number): Box {
    const { picture } = this.#context;
    if (!handle) return moveBox(box, dx, dy, picture);
    const at = handlePosition(box, handle);
    const resized = resizeBox(box, handle, imagePoint(at.x + dx, at.y + dy), picture);
    // A key never turns a box over: the handle that has the focus would be another one then.
    const isTurned =
      (handle.sideX !== 0 && resized.xMin !== box.xMin && resized.xMax !== box.xMax) ||
      (handle.sideY !== 0 && resized.yMin !== box.yMin && resized.yMax !== box.yMax);
    return isTurned ? box : resized;
  }

  #end(): string | null {
    clearTimeout(this.#timer);
    const regionId = this.#regionId;
    this.#regionId = null;
    return regionId;
  }
}
