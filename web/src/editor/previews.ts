/** Boxes on the screen that the scene does not have: of a running gesture, or emitted and awaiting the answer. */

import type { Box } from '../geometry/box';

export class Previews {
  readonly #live = new Map<string, Box>();
  readonly #awaiting = new Map<string, Box>();
  #liveDraft: Box | null = null;
  #awaitingDraft: Box | null = null;

  /** The region being drawn, or drawn and not yet answered. */
  get draft(): Box | null {
    return this.#liveDraft ?? this.#awaitingDraft;
  }

  /** Whether a drawn region waits for its concept or for the server. */
  get hasAwaitingDraft(): boolean {
    return this.#awaitingDraft !== null;
  }

  get liveIds(): readonly string[] {
    return [...this.#live.keys()];
  }

  boxOf(id: string): Box | null {
    return this.#live.get(id) ?? this.#awaiting.get(id) ?? null;
  }

  showEdit(id: string, box: Box | null): void {
    if (box) this.#live.set(id, box);
    else this.#live.delete(id);
  }

  showDraft(box: Box | null): void {
    this.#liveDraft = box;
  }

  awaitEdit(id: string, box: Box): void {
    this.#live.delete(id);
    this.#awaiting.set(id, box);
  }

  awaitDraft(box: Box): void {
    this.#liveDraft = null;
    this.#awaitingDraft = box;
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
  }
}
