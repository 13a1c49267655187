/** Arrow keys move the selected regions, or one handle; what follows quickly is one edit. */

import { moveTogether, type PlacedRegion } from '../regions/group';
import { stepHandle, type Handle } from '../regions/handles';
import { areRegionsEqual, hasNoArea } from '../regions/region';
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
  #ids: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: ToolContext) {
    this.#context = context;
  }

  get isPending(): boolean {
    return this.#ids.length > 0;
  }

  /** Move the regions, or only what the handle moves of the one there is, by (dx, dy) image pixels. */
  move(ids: readonly string[], handle: Handle | null, dx: number, dy: number): void {
    if (ids.length !== this.#ids.length || ids.some((id) => !this.#ids.includes(id))) this.commit();
    const before = this.#shown(ids);
    const moved = this.#moved(before, handle, dx, dy);
    const { picture } = this.#context;
    const isMoved = moved.some(({ region }, at) => before[at] && !areRegionsEqual(before[at].region, region));
    if (!isMoved || moved.some(({ region }) => hasNoArea(region, picture))) return;
    this.#ids = ids;
    for (const { id, region } of moved) this.#context.previewEdit(id, region);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.commit(), NUDGE_GROUP_MS);
  }

  commit(): void {
    this.#context.commitEdits(this.#shown(this.#end()));
  }

  revert(): void {
    for (const id of this.#end()) this.#context.previewEdit(id, null);
  }

  #moved(before: readonly PlacedRegion[], handle: Handle | null, dx: number, dy: number): readonly PlacedRegion[] {
    const { picture } = this.#context;
    if (!handle) return moveTogether(before, dx, dy, picture);
    return before.map(({ id, region }) => ({ id, region: stepHandle(region, handle, dx, dy, picture) }));
  }

  #shown(ids: readonly string[]): readonly PlacedRegion[] {
    return ids.flatMap((id) => {
      const region = this.#context.shownRegion(id);
      return region ? [{ id, region }] : [];
    });
  }

  #end(): readonly string[] {
    clearTimeout(this.#timer);
    const ids = this.#ids;
    this.#ids = [];
    return ids;
  }
}
