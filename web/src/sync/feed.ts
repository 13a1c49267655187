/** The live change sets of an app, in order, each once, over any lost connection. */

import type { ChangeSet } from './changes';

export interface FeedListener {
  /** The stream has begun: everything after change number `seq` will come. */
  onBegin(seq: number): void;
  onChangeSet(changeSet: ChangeSet): void;
  /** Told a while after the connection was lost, and at once when it is back. */
  onConnection(isConnected: boolean): void;
}

/** How long a connection may be gone before it is called lost; a server's restart takes about that long. */
const LOST_AFTER_MS = 2500;
/** A browser gives up on a stream that is answered with an error; it is opened anew after this time. */
const REOPEN_MS = 3000;

export class Feed {
  readonly #url: string;
  readonly #listener: FeedListener;
  #source: EventSource | null = null;
  #seq: number | null = null;
  #losing: ReturnType<typeof setTimeout> | null = null;
  #reopening: ReturnType<typeof setTimeout> | null = null;

  constructor(appId: string, listener: FeedListener) {
    this.#url = `/api/v1/apps/${encodeURIComponent(appId)}/events`;
    this.#listener = listener;
    this.#open();
  }

  close(): void {
    this.#source?.close();
    if (this.#losing !== null) clearTimeout(this.#losing);
    if (this.#reopening !== null) clearTimeout(this.#reopening);
  }

  #open(): void {
    const source = new EventSource(this.#seq === null ? this.#url : `${this.#url}?after=${this.#seq}`);
    this.#source = source;
    source.addEventListener('hello', (event) => this.#begin(event));
    source.addEventListener('change_set', (event) => {
      this.#seq = Number(event.lastEventId);
      this.#listener.onChangeSet(JSON.parse(event.data) as ChangeSet);
    });
    source.addEventListener('error', () => this.#lose(source));
  }

  #begin(event: MessageEvent): void {
    if (this.#losing !== null) clearTimeout(this.#losing);
    this.#losing = null;
    this.#seq = Number(event.lastEventId);
    this.#listener.onConnection(true);
    this.#listener.onBegin(this.#seq);
  }

  #lose(source: EventSource): void {
    this.#losing ??= setTimeout(() => this.#listener.onConnection(false), LOST_AFTER_MS);
    if (source.readyState !== EventSource.CLOSED || this.#reopening !== null) return;
    this.#reopening = setTimeout(() => {
      this.#reopening = null;
      this.#open();
    }, REOPEN_MS);
  }
}
