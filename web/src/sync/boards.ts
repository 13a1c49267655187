/** The boards of an app that this page has open or keeps ready: one for each input, all fed by one live stream. */

import { BoardStore } from './board';
import type { ChangeSet } from './changes';
import type { Api } from './client';
import { Feed } from './feed';
import { unsent } from './unsent';
import type { Vocabulary } from './vocabulary';

export interface Connection {
  /** The live stream is there. */
  readonly isLive: boolean;
  /** Writes that the server has not answered. */
  readonly nWaiting: number;
  /** Writes could not be sent. */
  readonly isOffline: boolean;
}

export class Boards {
  readonly #api: Api;
  readonly #vocabulary: Vocabulary;
  readonly #stores = new Map<string, BoardStore>();
  readonly #listeners = new Set<() => void>();
  readonly #changeListeners = new Set<(changeSet: ChangeSet) => void>();
  readonly #beginListeners = new Set<() => void>();
  readonly #forgetUnsent = unsent.subscribe(() => this.#tell());
  #feed: Feed | null = null;
  #isLive = true;
  #seq = 0;

  constructor(api: Api, vocabulary: Vocabulary) {
    this.#api = api;
    this.#vocabulary = vocabulary;
  }

  /** Begin to listen to the app's live stream; until `close`. */
  listen(appId: string): void {
    this.#feed = new Feed(appId, {
      onBegin: (seq) => this.#begin(seq),
      onChangeSet: (changeSet) => this.receive(changeSet),
      onConnection: (isLive) => {
        this.#isLive = isLive;
        this.#tell();
      },
    });
  }

  close(): void {
    this.#feed?.close();
    this.#forgetUnsent();
    this.#stores.forEach((store) => store.leave());
    unsent.keep(this.#stores.values());
  }

  /** Hear of every change of the connection. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hear of every change set of the app. */
  onChangeSet(listener: (changeSet: ChangeSet) => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  /** Hear that the server is reached, at first and after every lost connection. */
  onBegin(listener: () => void): () => void {
    this.#beginListeners.add(listener);
    return () => this.#beginListeners.delete(listener);
  }

  receive(changeSet: ChangeSet): void {
    this.#seq = changeSet.seq;
    for (const [inputId, store] of this.#stores) {
      // Change sets of other inputs count too: they carry the numbers in between.
      const isOwn = changeSet.input_id === inputId || changeSet.input_id === null;
      store.receive(isOwn ? changeSet : { ...changeSet, changes: changeSet.changes.filter(concernsApp) });
    }
    for (const listener of [...this.#changeListeners]) listener(changeSet);
  }

  store(inputId: string): BoardStore {
    const known = this.#stores.get(inputId);
    if (known) return known;
    // What waits since this input was open last is on its board.
    const waiting = unsent.take(inputId);
    const store = waiting ?? new BoardStore(this.#api, this.#vocabulary, inputId);
    waiting?.catchUp(this.#seq);
    store.subscribe(() => this.#tell());
    this.#stores.set(inputId, store);
    return store;
  }

  /** Let go of all boards but these, and those whose writes are still on their way. */
  keep(inputIds: readonly string[]): void {
    for (const [inputId, store] of this.#stores) {
      if (inputIds.includes(inputId) || store.nWaiting > 0) continue;
      store.leave();
      this.#stores.delete(inputId);
    }
  }

  /** Send again what waits. */
  retryNow(): void {
    this.#stores.forEach((store) => store.retryNow());
    unsent.retryNow();
  }

  get connection(): Connection {
    const stores = [...this.#stores.values()];
    return {
      isLive: this.#isLive,
      nWaiting: stores.reduce((sum, store) => sum + store.nWaiting, unsent.nWaiting),
      isOffline: unsent.isOffline || stores.some((store) => store.isOffline),
    };
  }

  #begin(seq: number): void {
    this.#seq = seq;
    this.#stores.forEach((store) => store.catchUp(seq));
    unsent.retryNow();
    for (const listener of [...this.#beginListeners]) listener();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function concernsApp({ kind }: ChangeSet['changes'][number]): boolean {
  return kind === 'concept' || kind === 'relation';
}
