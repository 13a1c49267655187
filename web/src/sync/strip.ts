/** The film strip: the inputs around the open one, in the gallery's order and filter, a window of a list of any length. */

import { countInput, deletes, type ChangeSet, type InputOut } from './changes';
import { answerOf, isAbort, toProblem, type Api, type ConnectionLost, type ProblemError } from './client';

export interface ListQuery {
  readonly status: InputOut['status'] | null;
  readonly search: string;
  readonly sort: 'oldest' | 'newest' | 'name' | 'most_suggestions';
}

/** "3 of 125". */
export interface Place {
  readonly number: number;
  readonly total: number;
}

export interface StripView {
  readonly items: readonly InputOut[];
  /** Where one of the items stands in the whole list, as it was when the list was first opened. */
  readonly anchor: (Place & { readonly inputId: string }) | null;
  readonly problem: ProblemError | ConnectionLost | null;
}

export const EMPTY_STRIP: StripView = { items: [], anchor: null, problem: null };

type Side = 'before' | 'after';

const PAGE = 40;
/** So many loaded neighbours are left when the next page is asked for. */
const AHEAD = 12;

export class Strip {
  readonly #api: Api;
  readonly #appId: string;
  readonly #query: ListQuery;
  readonly #listeners = new Set<() => void>();
  readonly #cursors: Record<Side, string | null> = { before: null, after: null };
  readonly #loading: Record<Side, Promise<void> | null> = { before: null, after: null };
  readonly #deleted = new Set<string>();
  #openId = '';
  #arriving: { readonly inputId: string; readonly loading: Promise<void> } | null = null;
  view: StripView = EMPTY_STRIP;

  constructor(api: Api, appId: string, query: ListQuery) {
    this.#api = api;
    this.#appId = appId;
    this.#query = query;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Have the neighbours of an input ready. Its place counts even where the filter would not show it any more. */
  async open(inputId: string): Promise<void> {
    this.#openId = inputId;
    this.#dropDeleted();
    if (!this.#has(inputId)) await this.#arrive(inputId);
    void this.#loadAhead(inputId);
    if (!this.view.anchor) void this.#attempt(() => this.#askPlace(inputId));
  }

  /** Load the neighbours of an input once, however often they are asked for meanwhile. */
  async #arrive(inputId: string): Promise<void> {
    if (this.#arriving?.inputId !== inputId) {
      this.#arriving = { inputId, loading: this.#attempt(() => this.#loadAround(inputId)) };
    }
    const { loading } = this.#arriving;
    await loading;
    if (this.#arriving?.loading === loading) this.#arriving = null;
  }

  /** Return the input `step` places further, null at the end of the list. */
  async neighbour(inputId: string, step: 1 | -1): Promise<InputOut | null> {
    if (!this.#has(inputId)) await this.#arrive(inputId);
    if (!this.loadedNeighbour(inputId, step)) await this.#extend(step === 1 ? 'after' : 'before');
    return this.loadedNeighbour(inputId, step);
  }

  loadedNeighbour(inputId: string, step: number): InputOut | null {
    const at = this.view.items.findIndex(({ id }) => id === inputId);
    return at < 0 ? null : (this.view.items[at + step] ?? null);
  }

  /** Load one page more on this side. */
  loadMore(side: Side): void {
    void this.#extend(side);
  }

  /** Move the statuses along with what happens. */
  receive(changeSet: ChangeSet): void {
    const { input_id, changes } = changeSet;
    if (input_id === null || !this.#has(input_id)) return;
    const isDeleted = deletes(changeSet, input_id);
    if (isDeleted) this.#deleted.add(input_id);
    else if (isDeleted === false) this.#deleted.delete(input_id);
    this.#dropDeleted();
    const items = this.view.items.map((item) => (item.id === input_id ? countInput(item, changes, input_id) : item));
    this.#show({ items });
  }

  /** Deleted inputs leave the strip; the open one keeps its place until another is opened. */
  #dropDeleted(): void {
    const items = this.view.items.filter(({ id }) => id === this.#openId || !this.#deleted.has(id));
    if (items.length < this.view.items.length) this.#show({ items });
  }

  #has(inputId: string): boolean {
    return this.view.items.some(({ id }) => id === inputId);
  }

  async #loadAround(inputId: string): Promise<void> {
    const path = { app_id: this.#appId, input_id: inputId };
    const params = { path, query: { sort: this.#query.sort } };
    const [{ cursor }, input] = await Promise.all([
      answerOf(this.#api.GET('/api/v1/apps/{app_id}/inputs/{input_id}/position', { params })),
      answerOf(this.#api.GET('/api/v1/inputs/{input_id}', { params: { path: { input_id: inputId } } })),
    ]);
    const [before, after] = await Promise.all([this.#page(cursor, 'before'), this.#page(cursor, 'after')]);
    this.#cursors.before = before.previous_cursor;
    this.#cursors.after = after.next_cursor;
    this.#show({ items: [...before.items, input, ...after.items] });
  }

  async #loadAhead(inputId: string): Promise<void> {
    const at = this.view.items.findIndex(({ id }) => id === inputId);
    if (at < 0) return;
    if (at < AHEAD) await this.#extend('before');
    if (this.view.items.length - at <= AHEAD) await this.#extend('after');
  }

  /** The server counts for this, so it is asked once. */
  async #askPlace(inputId: string): Promise<void> {
    const path = { app_id: this.#appId, input_id: inputId };
    const params = { path, query: this.#query };
    const place = await answerOf(this.#api.GET('/api/v1/apps/{app_id}/inputs/{input_id}/place', { params }));
    this.#show({ anchor: { ...place, inputId } });
  }

  #extend(side: Side): Promise<void> {
    this.#loading[side] ??= this.#attempt(() => this.#loadSide(side)).finally(() => (this.#loading[side] = null));
    return this.#loading[side];
  }

  async #loadSide(side: Side): Promise<void> {
    const cursor = this.#cursors[side];
    if (cursor === null) return;
    const page = await this.#page(cursor, side);
    this.#cursors[side] = side === 'before' ? page.previous_cursor : page.next_cursor;
    const fresh = page.items.filter(({ id }) => !this.#has(id));
    const { items } = this.view;
    this.#show({ items: side === 'before' ? [...fresh, ...items] : [...items, ...fresh] });
  }

  #page(cursor: string, side: Side) {
    const { status, search, sort } = this.#query;
    const query = { status, search, sort, cursor, backward: side === 'before', limit: PAGE };
    const params = { path: { app_id: this.#appId }, query };
    return answerOf(this.#api.GET('/api/v1/apps/{app_id}/inputs', { params }));
  }

  async #attempt(load: () => Promise<void>): Promise<void> {
    try {
      await load();
      if (this.view.problem) this.#show({ problem: null });
    } catch (error) {
      if (!isAbort(error)) this.#show({ problem: toProblem(error) });
    }
  }

  #show(change: Partial<StripView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Return where an input of the strip stands in the whole list; null while that is not known. */
export function placeOf({ items, anchor }: StripView, inputId: string): Place | null {
  const [from, to] = [anchor?.inputId, inputId].map((wanted) => items.findIndex(({ id }) => id === wanted));
  if (!anchor || from === undefined || to === undefined || from < 0 || to < 0) return null;
  const number = anchor.number + to - from;
  return { number, total: Math.max(anchor.total, number) };
}
