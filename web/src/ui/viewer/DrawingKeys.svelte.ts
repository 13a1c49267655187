/** The hotkeys of the Objects pane: each starts drawing a concept. */

import { assignHotkeys, hotkeysByConcept, NO_HOTKEYS, type Hotkeys } from '../../review/hotkeys';
import type { Viewer } from './Viewer.svelte';

export class DrawingKeys {
  /** What the keys of this input have been so far: they stay while the list moves. */
  #given = NO_HOTKEYS;
  #inputId = '';
  readonly #viewer: Viewer;

  readonly #assigned: Hotkeys = $derived.by(() => {
    const { concepts, inputId, labels } = this.#viewer;
    const shown = labels.panes.objects.groups.map(({ conceptName }) => conceptName);
    const before = inputId === this.#inputId ? this.#given : NO_HOTKEYS;
    this.#inputId = inputId;
    return (this.#given = assignHotkeys(concepts, shown, before));
  });
  readonly #byConcept = $derived(hotkeysByConcept(this.#assigned));

  constructor(viewer: Viewer) {
    this.#viewer = viewer;
  }

  /** Return the hotkey of a concept, null if it has none. */
  of(conceptName: string): string | null {
    return this.#byConcept.get(conceptName) ?? null;
  }

  /** Return the concept that a hotkey draws, null if it has none. */
  conceptOf(hotkey: string): string | null {
    return this.#assigned.get(hotkey) ?? null;
  }
}
