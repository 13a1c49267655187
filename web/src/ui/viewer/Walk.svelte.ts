/** The walk through the open suggestions, one by one: where it is, and what accepting or rejecting there does. */

import { nextOpen, placeInWalk, walkList } from '../../review/next';
import { sortForWalk } from '../../review/order';
import { isOpen, type Row } from '../../review/row';
import type { Viewer } from './Viewer.svelte';

export class Walk {
  readonly #viewer: Viewer;
  isOn = $state(false);
  #currentId = $state.raw<string | null>(null);
  /** What was open and shown when the walk last moved. */
  #seen = $state.raw<readonly Row[]>([]);

  /** What the panes show of open suggestions, but for what the eye hides. */
  readonly open: readonly Row[] = $derived.by(() => {
    const { panes, hidden } = this.#viewer.labels;
    const shown = [...panes.classifications.rows, ...panes.objects.rows].filter(isOpen);
    return hidden.size === 0 ? shown : shown.filter(({ id }) => !hidden.has(id));
  });
  readonly #listed: readonly Row[] = $derived.by(() => {
    if (!this.isOn) return [];
    const list = walkList(this.open, this.#seen, this.#viewer.labels.rows);
    return sortForWalk(list, this.#viewer.walkOrder, ({ region }) => region?.box ?? null);
  });
  /** Where the walk is; null before the first and when all are reviewed. */
  readonly current: Row | null = $derived.by(() => {
    const id = this.isOn ? this.#currentId : null;
    return this.#viewer.labels.rows.find((row) => row.id === id) ?? null;
  });
  readonly place = $derived(placeInWalk(this.#listed, this.#currentId));

  constructor(viewer: Viewer) {
    this.#viewer = viewer;
  }

  /** Go to the next (1) or previous (-1) open suggestion; the first step begins at the selection. */
  step(step: 1 | -1): void {
    const { labels } = this.#viewer;
    if (this.open.length === 0 && !this.isOn) return labels.say('No suggestion is open.');
    this.isOn = true;
    this.#remember();
    this.#show(nextOpen(this.#listed, this.open, this.#currentId ?? labels.selection[0] ?? null, step));
  }

  /** Accept the current suggestion, if it is open yet, and go on. */
  accept(): void {
    this.#review((row) => this.#viewer.labels.accept([row]));
  }

  reject(): void {
    this.#review((row) => this.#viewer.labels.reject([row]));
  }

  /** The person has selected something: the walk goes on from there, or ends if it is nothing to walk to. */
  follow(ids: readonly string[]): void {
    if (!this.isOn || this.#currentId === null || (ids.length === 1 && ids[0] === this.#currentId)) return;
    const found = ids.length === 1 ? this.open.find(({ id }) => id === ids[0]) : undefined;
    if (found) this.#currentId = found.id;
    else this.end();
  }

  end(): void {
    this.isOn = false;
    this.#currentId = null;
    this.#seen = [];
  }

  #review(act: (row: Row) => void): void {
    const { current } = this;
    this.#remember();
    if (current && isOpen(current)) act(current);
    this.#show(nextOpen(this.#listed, this.open, current?.id ?? null, 1));
  }

  /** Keep counting what was open until now. */
  #remember(): void {
    this.#seen = walkList(this.open, this.#seen, this.#viewer.labels.rows);
  }

  #show(row: Row | null): void {
    this.#currentId = row?.id ?? null;
    this.#viewer.labels.mark(row ? [row.id] : []);
    if (row?.region) this.#viewer.editor.present(row.id);
  }
}
