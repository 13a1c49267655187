/** The pointers that are down, and the pinch that two of them make. */

import { distance, midpoint, type ScreenPoint } from '../geometry/point';
import { panBy, zoomAt, zoomLimits, type Camera } from '../geometry/camera';
import type { EditorState } from './EditorState';
import type { PointerInput } from './input';

interface Pinch {
  readonly middle: ScreenPoint;
  readonly spread: number;
}

export class Pointers {
  readonly #down = new Map<number, ScreenPoint>();
  /** True from the second pointer on until all are up: what is left of a pinch draws nothing. */
  #isMany = false;

  get isMany(): boolean {
    return this.#isMany;
  }

  get count(): number {
    return this.#down.size;
  }

  has(id: number): boolean {
    return this.#down.has(id);
  }

  press(pointer: PointerInput): void {
    this.#down.set(pointer.id, pointer.point);
    if (this.#down.size > 1) this.#isMany = true;
  }

  release(id: number): void {
    this.#down.delete(id);
    if (this.#down.size === 0) this.#isMany = false;
  }

  clear(): void {
    this.#down.clear();
    this.#isMany = false;
  }

  /** Follow a pointer; while exactly two are down their spread zooms and their middle pans. */
  follow(pointer: PointerInput, state: EditorState): void {
    const before = this.#pinch();
    if (this.#down.has(pointer.id)) this.#down.set(pointer.id, pointer.point);
    const after = this.#pinch();
    if (before && after && state.hasPicture) state.moveCamera(pinched(state, before, after));
  }

  #pinch(): Pinch | null {
    const [a, b] = [...this.#down.values()];
    if (!a || !b || this.#down.size !== 2) return null;
    return { middle: midpoint(a, b), spread: Math.max(distance(a, b), 1) };
  }
}

function pinched(state: EditorState, before: Pinch, after: Pinch): Camera {
  const panned = panBy(state.camera, after.middle.x - before.middle.x, after.middle.y - before.middle.y);
  return zoomAt(
    panned,
    after.middle,
    after.spread / before.spread,
    zoomLimits(state.picture, state.viewport, panned.turn),
  );
}
