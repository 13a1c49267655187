/** The handles of the active region: focusable, named, moved by arrow keys, the same size at every zoom. */

import { boxAt, isInside } from '../../geometry/box';
import { visibleBox } from '../../geometry/camera';
import { handlesOf, positionOf, type Handle } from '../../regions/handles';
import type { Region } from '../../regions/region';
import type { EditorState } from '../EditorState';
import { Knob, type KnobListeners } from './Knob';
import { setAttributes, setShown, svgElement } from './svg';

export class Handles {
  readonly element = svgElement('g', { role: 'group' });
  readonly #knobs: Knob[] = [];

  constructor(private readonly listeners: KnobListeners) {
    this.hide();
  }

  hide(): void {
    setShown(this.element, false);
  }

  /** Show the handles in view; the focus stays on its handle, or goes with the selected point. */
  show(region: Region, state: EditorState, regionName: string): void {
    setShown(this.element, true);
    setAttributes(this.element, { 'aria-label': `Handles of ${regionName}` });
    const { camera, selectedPoint } = state;
    const focused = this.#focusedId();
    const view = visibleBox(camera, state.viewport);
    let shown = 0;
    for (const handle of handlesOf(region, camera)) {
      const position = positionOf(region, handle);
      if (!position || (handle.id !== focused && !isInside(boxAt(position), view))) continue;
      this.#knob(shown++).show(handle, position, camera, isPoint(handle, selectedPoint));
    }
    for (const knob of this.#knobs.slice(shown)) knob.hide();
    if (focused !== null) this.#focus(focused, selectedPoint);
  }

  #knob(at: number): Knob {
    const knob = this.#knobs[at] ?? new Knob(this.listeners);
    if (!this.#knobs[at]) {
      this.#knobs.push(knob);
      this.element.append(knob.element);
    }
    return knob;
  }

  #focusedId(): string | null {
    const { activeElement } = document;
    return this.element.contains(activeElement) ? (activeElement?.getAttribute('data-handle') ?? null) : null;
  }

  #focus(id: string, selectedPoint: number | null): void {
    const wanted = this.#knobs.find(({ handle }) =>
      selectedPoint === null ? handle?.id === id : handle !== null && isPoint(handle, selectedPoint),
    );
    if (wanted && wanted.element !== document.activeElement) wanted.element.focus({ preventScroll: true });
  }
}

function isPoint(handle: Handle, index: number | null): boolean {
  return handle.form === 'polygon' && handle.on === 'point' && handle.index === index;
}
