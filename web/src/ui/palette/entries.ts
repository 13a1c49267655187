/** What the command palette offers, and which of it a typed text finds. */

import { foldForSearch } from '../../review/search';

export const PALETTE_KINDS = ['Commands', 'Concepts', 'Models', 'Pages', 'Inputs'] as const;
export type PaletteKind = (typeof PALETTE_KINDS)[number];

export interface PaletteEntry {
  readonly id: string;
  readonly kind: PaletteKind;
  readonly title: string;
  /** Said beside the title, and found by it too. */
  readonly detail?: string;
  /** The key that does the same, as it is printed. */
  readonly keys?: string;
  /** `#rrggbb` of a concept. */
  readonly colour?: string;
  readonly isDisabled?: boolean;
  readonly run: () => void;
}

export interface PaletteGroup {
  readonly kind: PaletteKind;
  readonly entries: readonly PaletteEntry[];
}

/** So many of a kind are listed when something is typed; typing on finds the others. */
const MOST_FOUND = 8;

/**
 * Return what to list, in groups: without a text the commands and pages, else the best entries of each kind that hold
 * every word of it. The kind with the best entry comes first, but inputs last: they arrive later than the others.
 */
export function findEntries(entries: readonly PaletteEntry[], text: string): PaletteGroup[] {
  const words = foldForSearch(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return groupsOf(entries.filter(({ kind }) => kind === 'Commands' || kind === 'Pages'));
  const found = entries
    .map((entry) => ({ entry, rank: rankOf(entry, words) }))
    .filter((each) => each.rank !== null) as { entry: PaletteEntry; rank: number }[];
  found.sort((a, b) => isLate(a.entry) - isLate(b.entry) || a.rank - b.rank);
  return groupsOf(found.map(({ entry }) => entry)).map(({ kind, entries: all }) => ({
    kind,
    entries: all.slice(0, MOST_FOUND),
  }));
}

function isLate({ kind }: PaletteEntry): number {
  return Number(kind === 'Inputs');
}

/** Return the entries by kind, the kinds in the order in which they first occur. */
function groupsOf(entries: readonly PaletteEntry[]): PaletteGroup[] {
  const groups = new Map<PaletteKind, PaletteEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.kind);
    if (group) group.push(entry);
    else groups.set(entry.kind, [entry]);
  }
  return [...groups].map(([kind, all]) => ({ kind, entries: all }));
}

/** Return how well an entry fits, 0 best; null where a word is missing. */
function rankOf({ title, detail = '', isDisabled }: PaletteEntry, words: readonly string[]): number | null {
  const name = foldForSearch(title);
  const whole = `${name} ${foldForSearch(detail)}`;
  if (!words.every((word) => whole.includes(word))) return null;
  const text = words.join(' ');
  const place = name === text ? 0 : name.startsWith(text) ? 1 : words.every((word) => begins(name, word)) ? 2 : 3;
  return place + (isDisabled ? 10 : 0);
}

function begins(name: string, word: string): boolean {
  return name.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word));
}
