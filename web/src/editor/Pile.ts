/** Regions that overlap the selected one, gone through one by one from the smallest to the largest. */

import { areaOf, type Box } from '../geometry/box';
import { screenToImage } from '../geometry/camera';
import type { EditorState } from './EditorState';

const NOTHING_SELECTED = 'Select a region, or point at one: then those that overlap it follow.';
const ALONE = 'No other region overlaps this one.';

export class Pile {
  readonly #state: EditorState;
  /** The pile that is gone through. */
  #ids: readonly string[] = [];
  /** What was selected in it last; another selection begins another pile. */
  #given: string | null = null;

  constructor(state: EditorState) {
    this.#state = state;
  }

  /** Select the next larger (1) or smaller (-1) one and return it, null if there is none. */
  step(step: 1 | -1): string | null {
    const { selection } = this.#state;
    const [current = null] = selection;
    if (current === null) return this.#begin();
    if (selection.size > 1 || current !== this.#given) this.#ids = this.#overlapping(current);
    const shown = this.#ids.filter((id) => this.#state.shownBox(id) !== null);
    if (shown.length < 2) return this.#refuse(ALONE);
    const at = shown.indexOf(current) + step;
    return this.#select(shown[(at + shown.length) % shown.length] ?? current);
  }

  /** Nothing is selected: take the smallest region under the pointer. */
  #begin(): string | null {
    const { pointer, camera, scene } = this.#state;
    const [smallest] = pointer ? scene.regionsAt(screenToImage(camera, pointer.point), 0) : [];
    return smallest ? this.#select(smallest.id) : this.#refuse(NOTHING_SELECTED);
  }

  #overlapping(id: string): readonly string[] {
    const box = this.#state.shownBox(id);
    if (!box) return [];
    const around = this.#state.scene.regionsIn(box).filter((region) => isOverlapping(region.box, box));
    return around.sort((a, b) => areaOf(a.box) - areaOf(b.box)).map((region) => region.id);
  }

  #select(id: string): string {
    this.#given = id;
    this.#state.select([id]);
    return id;
  }

  #refuse(why: string): null {
    this.#state.say(why);
    return null;
  }
}

/** Boxes that only touch lie beside each other. */
function isOverlapping(a: Box, b: Box): boolean {
  return a.xMin < b.xMax && b.xMin < a.xMax && a.yMin < b.yMax && b.yMin < a.yMax;
}
