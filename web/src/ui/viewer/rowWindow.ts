/** Which rows of a long list are in the page: those in sight with some around them, and a few that must stay. */

/** A list of no more rows than this is in the page as a whole. */
const FEW_ROWS = 100;
/** So many rows are kept ready above and below those in sight. */
const AROUND = 24;
/** The window moves by whole steps, so that scrolling seldom changes the page. */
const STEP = 8;
/** Rows beside one that must stay, so that the arrow keys always find the next. */
const NEIGHBOURS = 2;

/** Rows from `from` to before `to`. */
export interface RowWindow {
  readonly from: number;
  readonly to: number;
}

/** A run of rows that are in the page, or room for so many that are not. */
export type ListPart =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'room'; readonly index: number; readonly n: number };

/** Return the window on `n` rows of `rowPx` where the list's part from `topPx` on, `heightPx` high, is in sight. */
export function windowAt(n: number, rowPx: number, topPx: number, heightPx: number): RowWindow {
  if (n <= FEW_ROWS || rowPx <= 0) return { from: 0, to: n };
  const first = Math.floor(topPx / rowPx / STEP) * STEP - AROUND;
  const last = Math.ceil((topPx + heightPx) / rowPx / STEP) * STEP + AROUND;
  return { from: Math.min(Math.max(first, 0), n), to: Math.min(Math.max(last, 0), n) };
}

/** Return the list in parts: every row of the window, and each row that must stay with its neighbours. */
export function partsOf(n: number, { from, to }: RowWindow, kept: readonly number[]): ListPart[] {
  const shown = new Set<number>();
  for (let index = from; index < Math.min(to, n); index++) shown.add(index);
  for (const middle of kept) {
    const last = Math.min(middle + NEIGHBOURS, n - 1);
    for (let index = Math.max(middle - NEIGHBOURS, 0); index <= last; index++) shown.add(index);
  }
  const parts: ListPart[] = [];
  let next = 0;
  for (const index of [...shown].sort((a, b) => a - b)) {
    if (index > next) parts.push({ kind: 'room', index: next, n: index - next });
    parts.push({ kind: 'row', index });
    next = index + 1;
  }
  if (next < n) parts.push({ kind: 'room', index: next, n: n - next });
  return parts;
}
