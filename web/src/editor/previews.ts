/** Regions on the screen that the scene does not have: of a running gesture, or emitted and awaiting the answer. */

import type { Box } from '../geometry/box';
import type { ImagePoint } from '../geometry/point';
import type { Points } from '../geometry/polygon';
import type { Region } from '../regions/region';

/** A polygon that is being drawn. */
export interface Sketch {
  readonly points: Points;
  /** Where the next point would be; null while the pointer is elsewhere. */
  readonly next: ImagePoint | null;
  /** A click would close it. */
  readonly isClosing: boolean;
}

export class Previews {
  readonly #live = new Map<string, Region>();
  readonly #awaiting = new Map<string, Region>();
  #liveDraft: Region | null = null;
  #awaitingDraft: Region | null = null;
  sketch: Sketch | null = null;
  /** The rectangle drawn around regions to select them. */
  marquee: Box | null = null;

  /** The region being drawn, or drawn and not yet answered. */
  get draft(): Region | null {
    return this.#liveDraft ?? this.#awaitingDraft;
  }

  /** Whether a drawn region waits for its concept or for the server. */
  get hasAwaitingDraft(): boolean {
    return this.#awaitingDraft !== null;
  }

  get liveIds(): readonly string[] {
    return [...this.#live.keys()];
  }

  regionOf(id: string): Region | null {
    return this.#live.get(id) ?? this.#awaiting.get(id) ?? null;
  }

  showEdit(id: string, region: Region | null): void {
    if (region) this.#live.set(id, region);
    else this.#live.delete(id);
  }

  showDraft(region: Region | null): void {
    this.#liveDraft = region;
  }

  awaitEdit(id: string, region: Region): void {
    this.#live.delete(id);
    this.#awaiting.set(id, region);
  }

  awaitDraft(region: Region): void {
    this.#liveDraft = null;
    this.#awaitingDraft = region;
  }

  /** The scene has answered: what was awaited is in it, or was refused. A running gesture goes on. */
  answer(): void {
    this.#awaiting.clear();
    this.#awaitingDraft = null;
  }

  clear(): void {
    this.answer();
    this.#live.clear();
    this.#liveDraft = null;
    this.sketch = null;
    this.marquee = null;
  }
}
