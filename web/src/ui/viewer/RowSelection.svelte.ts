/** Which rows are selected: one by a click, several with Shift and with Ctrl or Cmd, as in lists everywhere. */

import type { Row } from '../../review/row';
import { rangeOf, setOf, toggled, unionOf } from '../../review/selection';
import type { Labels } from './Labels.svelte';

export interface Modifiers {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export class RowSelection {
  readonly #labels: Labels;
  /** Where a range begins. */
  #anchor: string | null = null;
  readonly #ids: ReadonlySet<string> = $derived.by(() => setOf(this.#labels.selection));
  readonly rows: readonly Row[] = $derived.by(() => this.#labels.rows.filter(({ id }) => this.#ids.has(id)));
  /** What is done goes for all of them. */
  readonly isMany = $derived(this.rows.length > 1);

  constructor(labels: Labels) {
    this.#labels = labels;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Click a row: with Shift from the last one on, with Ctrl or Cmd in addition, else alone. */
  pick(id: string, { shiftKey, ctrlKey, metaKey }: Modifiers): void {
    const selected = this.#labels.selection;
    const isAdding = ctrlKey || metaKey;
    if (shiftKey) {
      const range = rangeOf(this.#listed(), this.#start ?? id, id);
      return this.#labels.mark(isAdding ? unionOf(selected, range) : range);
    }
    this.#anchor = id;
    if (!isAdding) return this.#labels.select([id]);
    this.#labels.mark(toggled(selected, id));
  }

  /** Go on with Shift from one row to another by the keyboard. */
  extend(from: string, to: string): void {
    if (this.#anchor === null || !this.has(this.#anchor)) this.#anchor = from;
    this.#labels.mark(rangeOf(this.#listed(), this.#anchor, to));
  }

  /** Select every region that is listed and not hidden. */
  all(): void {
    const { regions } = this.#labels;
    this.#labels.mark(regions.flatMap(({ id, hidden }) => (hidden ? [] : [id])));
  }

  /** The row picked last, else what was selected last on the canvas. */
  get #start(): string | null {
    if (this.#anchor !== null && this.has(this.#anchor)) return this.#anchor;
    return this.#labels.selection.at(-1) ?? null;
  }

  /** As it is listed, from the top. */
  #listed(): readonly string[] {
    const { classifications, objects } = this.#labels.panes;
    const instances = objects.groups.flatMap((group) => group.instances.map(({ item }) => item));
    return [...classifications.rows, ...instances].map(({ id }) => id);
  }
}
