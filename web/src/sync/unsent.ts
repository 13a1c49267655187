/** What could not be sent before its viewer was closed: it goes on being tried while the page is open, and is counted. */

import type { BoardStore } from './board';

export class Unsent {
  readonly #stores = new Map<BoardStore, () => void>();
  readonly #listeners = new Set<() => void>();

  /** Look after those of the boards that have something to send. */
  keep(stores: Iterable<BoardStore>): void {
    for (const store of stores) {
      if (store.nWaiting === 0 || this.#stores.has(store)) continue;
      this.#stores.set(
        store,
        store.subscribe(() => this.#look(store)),
      );
    }
    this.#tell();
  }

  /** Give back the board of an input that still has something to send, to be shown again; null if there is none. */
  take(inputId: string): BoardStore | null {
    const found = [...this.#stores].find(([store]) => store.inputId === inputId);
    if (!found) return null;
    const [store, forget] = found;
    forget();
    this.#stores.delete(store);
    this.#tell();
    return store;
  }

  /** How many writes the server has not answered. */
  get nWaiting(): number {
    return [...this.#stores.keys()].reduce((sum, store) => sum + store.nWaiting, 0);
  }

  /** Writes could not be sent. */
  get isOffline(): boolean {
    return [...this.#stores.keys()].some((store) => store.isOffline);
  }

  /** Send again what waits. */
  retryNow(): void {
    this.#stores.forEach((_, store) => store.retryNow());
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #look(store: BoardStore): void {
    if (store.nWaiting === 0) {
      this.#stores.get(store)?.();
      this.#stores.delete(store);
    }
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Of this page. */
export const unsent = new Unsent();
