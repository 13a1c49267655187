/** Arrow keys move a region, or one of its handles; what follows quickly is one edit. */

import { stepHandle, type Handle } from '../regions/handles';
import { areRegionsEqual, hasNoArea, moveRegion } from '../regions/region';
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

/** Return the step (dx, dy) on the screen of an arrow key, counted in image pixels; null for any other key. */
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

  /** Move the region, or only what the handle moves, by (dx, dy) image pixels. */
  move(regionId: string, handle: Handle | null, dx: number, dy: number): void {
    if (regionId !== this.#regionId) this.commit();
    const region = this.#context.shownRegion(regionId);
    if (!region) return;
    const { picture } = this.#context;
    const moved = handle ? stepHandle(region, handle, dx, dy, picture) : moveRegion(region, dx, dy, picture);
    if (areRegionsEqual(region, moved) || hasNoArea(moved, picture)) return;
    this.#regionId = regionId;
    this.#context.previewEdit(regionId, moved);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.commit(), NUDGE_GROUP_MS);
  }

  commit(): void {
    const regionId = this.#end();
    const region = regionId === null ? null : this.#context.shownRegion(regionId);
    if (regionId !== null && region) this.#context.commitEdit(regionId, region);
  }

  revert(): void {
    const regionId = this.#end();
    if (regionId !== null) this.#context.previewEdit(regionId, null);
  }

  #end(): string | null {
    clearTimeout(this.#timer);
    const regionId = this.#regionId;
    this.#regionId = null;
    return regionId;
  }
}
