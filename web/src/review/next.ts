/** The walk through the open suggestions: what it lists, which comes next, and how far it is. */

import { isOpen, type Row } from './row';

/**
 * Return what the walk goes through, not in order: the open suggestions, and those it has seen open that are reviewed by
 * now, so that its count does not move while it is worked off.
 *
 * Args:
 *   open: the open suggestions shown now.
 *   seen: those that were shown when the walk last moved, as they were.
 *   rows: everything as it is now.
 */
export function walkList(open: readonly Row[], seen: readonly Row[], rows: readonly Row[]): Row[] {
  const openIds = new Set(open.map(({ id }) => id));
  const gone = seen.filter(({ id }) => !openIds.has(id));
  if (gone.length === 0) return [...open];
  const now = new Map(rows.map((row) => [row.id, row]));
  const isReviewed = ({ id }: Row) => {
    const row = now.get(id);
    return row !== undefined && !isOpen(row);
  };
  return [...open, ...gone.filter(isReviewed)];
}

/**
 * Return the open suggestion after (1) or before (-1) the current one in the list, going round at its ends; where there
 * is no current one, the first or the last. null: none is open.
 */
export function nextOpen<T extends { readonly id: string }>(
  listed: readonly T[],
  open: readonly { readonly id: string }[],
  currentId: string | null,
  step: 1 | -1,
): T | null {
  const openIds = new Set(open.map(({ id }) => id));
  const at = listed.findIndex(({ id }) => id === currentId);
  const from = at < 0 && step === -1 ? listed.length : at;
  for (let moved = 1; moved <= listed.length; moved++) {
    const found = listed[(from + step * moved + listed.length * 2) % listed.length];
    if (found && openIds.has(found.id)) return found;
  }
  return null;
}

export interface WalkPlace {
  /** From 1. */
  readonly position: number;
  readonly total: number;
}

/** Return "3 of 17"; null where the list does not hold it. */
export function placeInWalk(listed: readonly { readonly id: string }[], id: string | null): WalkPlace | null {
  const at = listed.findIndex((item) => item.id === id);
  return at < 0 ? null : { position: at + 1, total: listed.length };
}
