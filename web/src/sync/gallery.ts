/** An app's inputs as the gallery lists them: read page by page, read again where something changed. */
import { answerOf, api, isAbort, toProblem, type Schemas } from './client';
import { appendPage, pagesAt, replacePage, type Input, type Page } from './galleryPages';

export type { Input } from './galleryPages';
export type Counts = Schemas['StatusCounts'];

/** Which inputs, in which order. */
export interface Wanted {
  readonly status: Input['status'] | null;
  readonly search: string;
  readonly sort: 'oldest' | 'newest' | 'name' | 'most_suggestions';
}

export interface GalleryState {
  readonly items: readonly Input[];
  readonly counts: Counts | null;
  readonly isLoading: boolean;
  /** Whether the last input of the list is loaded. */
  readonly isComplete: boolean;
  readonly problem: { readonly detail: string; readonly hint: string } | null;
}

export const PAGE_SIZE = 120;
/** Pages are read again with so many inputs more, to find the next page's start even after some have left. */
const REREAD_EXTRA = 120;
const EMPTY: GalleryState = { items: [], counts: null, isLoading: true, isComplete: false, problem: null };

export class GalleryList {
  readonly #appId: string;
  readonly #wanted: Wanted;
  #pages: Page[] = [];
  #leaving = new AbortController();
  #isReading = false;
  #isRefreshing = false;
  #state = EMPTY;
  #listener: (state: GalleryState) => void = () => {};

  constructor(appId: string, wanted: Wanted) {
    this.#appId = appId;
    this.#wanted = wanted;
  }

  get state(): GalleryState {
    return this.#state;
  }

  /** Call `listener` with the state, now and after every change, until the returned function is called. */
  subscribe(listener: (state: GalleryState) => void): () => void {
    if (this.#leaving.signal.aborted) this.#leaving = new AbortController();
    this.#listener = listener;
    listener(this.#state);
    return () => {
      this.#listener = () => {};
      this.#leaving.abort();
    };
  }

  /** Read the next page, unless one is on its way or all is loaded. */
  async loadMore(): Promise<void> {
    if (this.#state.isComplete || this.#isReading) return;
    this.#isReading = true;
    this.#show({ isLoading: true, problem: null });
    const after = this.#pages.at(-1)?.next ?? null;
    await this.#attempt(async () => {
      const { page, counts } = await this.#read(after, PAGE_SIZE);
      // Another read may have changed the end of the list meanwhile.
      if (after === (this.#pages.at(-1)?.next ?? null)) this.#pages = appendPage(this.#pages, page);
      this.#show({ counts });
    });
    this.#isReading = false;
  }

  /** Read again what is on screen: the inputs from number `from` up to, not including, `to`. */
  async refresh(from: number, to: number): Promise<void> {
    if (this.#isRefreshing) return;
    if (this.#pages.length === 0) return this.loadMore();
    this.#isRefreshing = true;
    await this.#attempt(async () => {
      const starts = pagesAt(this.#pages, from, Math.max(to, from + 1)).map((index) => this.#pages[index]);
      if (starts.length === 0) starts.push(this.#pages.at(-1));
      for (const old of starts) {
        if (old) await this.#reread(old);
      }
    });
    this.#isRefreshing = false;
  }

  async #reread(old: Page): Promise<void> {
    const { page, counts } = await this.#read(old.after, PAGE_SIZE + REREAD_EXTRA);
    const index = this.#pages.findIndex((now) => now.after === old.after);
    if (index >= 0) this.#pages = replacePage(this.#pages, index, page);
    this.#show({ counts });
  }

  async #read(after: string | null, limit: number): Promise<{ page: Page; counts: Counts }> {
    const { status, search, sort } = this.#wanted;
    const query = { search, sort, limit, ...(status ? { status } : {}), ...(after ? { cursor: after } : {}) };
    const params = { path: { app_id: this.#appId }, query };
    const signal = this.#leaving.signal;
    const answer = await answerOf(api.GET('/api/v1/apps/{app_id}/inputs', { params, signal }));
    return { page: { after, items: answer.items, next: answer.next_cursor }, counts: answer.counts };
  }

  async #attempt(read: () => Promise<void>): Promise<void> {
    try {
      await read();
      this.#show({ isLoading: false, problem: null });
    } catch (error) {
      const problem = isAbort(error) ? null : toProblem(error);
      this.#show({ isLoading: false, problem });
    }
  }

  #show(change: Partial<GalleryState>): void {
    const items = this.#pages.flatMap((page) => page.items);
    const isComplete = this.#pages.length > 0 && this.#pages.at(-1)?.next === null;
    this.#state = { ...this.#state, isComplete, ...change, items };
    this.#listener(this.#state);
  }
}

/** Return the address from which an app's dataset is downloaded. */
export function exportUrl(appId: string, withSuggestions: boolean): string {
  return `/api/v1/apps/${encodeURIComponent(appId)}/export?format=coco&suggestions=${withSuggestions}`;
}
