/** Which tiles a view needs, and in which order it wants them. */

import { clamp, type Box, type Size } from '../../geometry/box';
import { parentOf, tileWord, type TileKey } from '../tiled';

/** A rectangle of tiles of one level; the ends are not part of it. */
export interface TileRange {
  readonly level: number;
  readonly fromColumn: number;
  readonly toColumn: number;
  readonly fromRow: number;
  readonly toRow: number;
}

/** Tiles so many levels smaller come first: sixteen of those asked for are in one of them. */
const COARSER_BY = 2;

/** Return the smallest level that has a pixel for every device pixel. */
export function levelFor(devicePxPerImagePx: number, nLevels: number): number {
  return clamp(Math.floor(Math.log2(1 / devicePxPerImagePx)), 0, nLevels - 1);
}

/** Return the tiles of a level that `seen`, in image pixels, touches. */
export function rangeOf(seen: Box, level: number, size: Size, tilePx: number): TileRange {
  const step = tilePx * 2 ** level;
  const columns = Math.ceil(size.width / tilePx);
  const rows = Math.ceil(size.height / tilePx);
  return {
    level,
    fromColumn: clamp(Math.floor(seen.xMin / step), 0, columns),
    toColumn: clamp(Math.ceil(seen.xMax / step), 0, columns),
    fromRow: clamp(Math.floor(seen.yMin / step), 0, rows),
    toRow: clamp(Math.ceil(seen.yMax / step), 0, rows),
  };
}

/** Return the keys of the range, the middle of it first. */
export function keysIn({ level, fromColumn, toColumn, fromRow, toRow }: TileRange): TileKey[] {
  const keys: TileKey[] = [];
  for (let row = fromRow; row < toRow; row++) {
    for (let column = fromColumn; column < toColumn; column++) keys.push({ level, column, row });
  }
  const [x, y] = [(fromColumn + toColumn - 1) / 2, (fromRow + toRow - 1) / 2];
  const distance = ({ column, row }: TileKey) => Math.hypot(column - x, row - y);
  return keys.sort((a, b) => distance(a) - distance(b));
}

/** Return what to ask for to show a range: the single tile of the last level, coarser tiles, then the range itself. */
export function wantedFor(range: TileRange, nLevels: number): TileKey[] {
  const keys = keysIn(range);
  const last = nLevels - 1;
  const coarse = keys.map((key) => ancestorOf(key, Math.min(range.level + COARSER_BY, last)));
  const wanted = [{ level: last, column: 0, row: 0 }, ...coarse, ...keys];
  return [...new Map(wanted.map((key) => [tileWord(key), key])).values()];
}

function ancestorOf(key: TileKey, level: number): TileKey {
  let ancestor = key;
  while (ancestor.level < level) ancestor = parentOf(ancestor);
  return ancestor;
}
