/** A picture too large to be loaded whole: tiles at full size and at every halved size, got as they are wanted. */

import type { Size } from '../geometry/box';

export interface TileKey {
  /** 0 is full size; every next level has half as many pixels along each side. */
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

export interface TiledPicture {
  readonly tilePx: number;
  /** Full size first; the last is a single tile. */
  readonly levels: readonly Size[];
  /** Return a tile if it is there. */
  tile(key: TileKey): ImageBitmap | null;
  /** Ask for these tiles, the first ones first; what was asked for before and is not among them is left. */
  want(keys: readonly TileKey[]): void;
  /** Call `listener` whenever a tile has come; the returned function ends it. */
  subscribe(listener: () => void): () => void;
}

/** Return a word for a tile, the same for equal keys. */
export function tileWord({ level, column, row }: TileKey): string {
  return `${level}/${column}_${row}`;
}

/** Return the tile of the next level that shows this one smaller, among others. */
export function parentOf({ level, column, row }: TileKey): TileKey {
  return { level: level + 1, column: column >> 1, row: row >> 1 };
}
