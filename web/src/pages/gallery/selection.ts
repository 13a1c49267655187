/** Which inputs are selected, and from where a range goes on. Each function returns a new selection. */

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** The input touched last without Shift: a range starts here. */
  readonly anchor: string | null;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null };

/** Select or unselect one input. */
export function toggle(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id };
}

/** Select everything from the anchor to this input, in the order of the list; without an anchor, this input. */
export function selectRange(selection: Selection, id: string, order: readonly { readonly id: string }[]): Selection {
  const from = order.findIndex((item) => item.id === selection.anchor);
  const to = order.findIndex((item) => item.id === id);
  if (from < 0 || to < 0) return { ids: new Set(selection.ids).add(id), anchor: id };
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range.map((item) => item.id)]), anchor: selection.anchor };
}

/** Select all of these. */
export function selectAll(selection: Selection, order: readonly { readonly id: string }[]): Selection {
  return { ids: new Set(order.map((item) => item.id)), anchor: selection.anchor };
}
