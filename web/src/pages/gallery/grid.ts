/** Where tiles of one size stand in a scrolled grid, and which of its rows have to be drawn. Lengths are CSS pixels. */

export const TILE_MIN_WIDTH = 188;
export const CAPTION_HEIGHT = 46;
export const GAP = 12;
export const PADDING = 16;
const OVERSCAN_ROWS = 2;

export interface GridPlan {
  readonly columns: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly pictureHeight: number;
  /** From one row's top to the next one's. */
  readonly rowStep: number;
}

/** Return the grid that fills `width`: as many columns as fit, four to three pictures. */
export function planGrid(width: number): GridPlan {
  const inner = Math.max(width - 2 * PADDING, TILE_MIN_WIDTH);
  const columns = Math.max(1, Math.floor((inner + GAP) / (TILE_MIN_WIDTH + GAP)));
  const tileWidth = (inner - GAP * (columns - 1)) / columns;
  const pictureHeight = Math.round(tileWidth * 0.75);
  const tileHeight = pictureHeight + CAPTION_HEIGHT;
  return { columns, tileWidth, tileHeight, pictureHeight, rowStep: tileHeight + GAP };
}

/** Return the height of `n` tiles. */
export function gridHeight(plan: GridPlan, n: number): number {
  const rows = Math.ceil(n / plan.columns);
  return rows === 0 ? 0 : 2 * PADDING + rows * plan.rowStep - GAP;
}

/** Return the top of a row. */
export function rowTop(plan: GridPlan, row: number): number {
  return PADDING + row * plan.rowStep;
}

/** Return the rows to draw for `n` tiles, first and one after last, with some above and below the view. */
export function rowsInView(plan: GridPlan, n: number, scrollTop: number, height: number): [number, number] {
  const rows = Math.ceil(n / plan.columns);
  const first = Math.floor((scrollTop - PADDING) / plan.rowStep) - OVERSCAN_ROWS;
  const last = Math.ceil((scrollTop + height - PADDING) / plan.rowStep) + OVERSCAN_ROWS;
  return [clamp(first, 0, rows), clamp(last, 0, rows)];
}

/** Return the scroll position nearest to `scrollTop` at which the whole row of a tile is in view. */
export function scrollToTile(plan: GridPlan, index: number, scrollTop: number, height: number): number {
  const top = rowTop(plan, Math.floor(index / plan.columns));
  const lowest = top + plan.tileHeight + PADDING - height;
  return Math.max(0, Math.min(Math.max(scrollTop, lowest), top - PADDING));
}

/** Return the tile to which a key moves from tile `index` of `n`, or null if the key does not move. */
export function moveFocus(plan: GridPlan, key: string, index: number, n: number, height: number): number | null {
  const page = Math.max(1, Math.floor(height / plan.rowStep)) * plan.columns;
  const step = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -plan.columns,
    ArrowDown: plan.columns,
    PageUp: -page,
    PageDown: page,
  }[key];
  if (key === 'Home') return 0;
  if (key === 'End') return n - 1;
  if (step === undefined) return null;
  const target = index + step;
  // Up and down from the outermost rows stay; a page reaches for the end.
  if (key.startsWith('Arrow') && target < 0) return index;
  if (key === 'ArrowDown' && target >= n) return sameRow(plan, index, n - 1) ? index : n - 1;
  return clamp(target, 0, n - 1);
}

function sameRow(plan: GridPlan, a: number, b: number): boolean {
  return Math.floor(a / plan.columns) === Math.floor(b / plan.columns);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
