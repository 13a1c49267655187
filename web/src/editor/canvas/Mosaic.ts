/** The part in view of a picture of tiles, put together without a scale, so that no seam shows between tiles. */

import type { Box } from '../../geometry/box';
import { parentOf, tileWord, type TiledPicture, type TileKey } from '../tiled';
import type { Level } from './pyramid';
import { keysIn, levelFor, rangeOf, wantedFor, type TileRange } from './tilesInView';

export class Mosaic {
  readonly #canvas = document.createElement('canvas');
  readonly #ctx = this.#canvas.getContext('2d', { alpha: false });
  /** From which tile each place of the range was drawn; a coarser one stands in until its own has come. */
  readonly #drawn = new Map<string, string>();
  #range: TileRange | null = null;

  constructor(private readonly tiled: TiledPicture) {}

  /** Return the picture where it is `seen`, as sharp as the tiles that have come; ask for those that have not. */
  levelFor(devicePxPerImagePx: number, seen: Box): Level {
    const { levels, tilePx } = this.tiled;
    const level = levelFor(devicePxPerImagePx, levels.length);
    const range = rangeOf(seen, level, levels[level] ?? { width: 0, height: 0 }, tilePx);
    if (!this.#range || !isSameRange(this.#range, range)) this.#begin(range);
    for (const key of keysIn(range)) this.#drawPlace(key, range);
    return { source: this.#canvas, box: boxOf(range, tilePx) };
  }

  #begin(range: TileRange): void {
    const { tilePx, levels } = this.tiled;
    this.#range = range;
    this.#drawn.clear();
    this.#canvas.width = Math.max(1, range.toColumn - range.fromColumn) * tilePx;
    this.#canvas.height = Math.max(1, range.toRow - range.fromRow) * tilePx;
    this.tiled.want(wantedFor(range, levels.length));
  }

  #drawPlace(key: TileKey, range: TileRange): void {
    const found = this.#nearest(key);
    if (!found || !this.#ctx || this.#drawn.get(tileWord(key)) === tileWord(found.key)) return;
    const { tilePx } = this.tiled;
    const by = found.key.level - key.level;
    const part = tilePx / 2 ** by;
    const left = (key.column - (found.key.column << by)) * part;
    const top = (key.row - (found.key.row << by)) * part;
    const width = Math.min(part, found.bitmap.width - left);
    const height = Math.min(part, found.bitmap.height - top);
    const x = (key.column - range.fromColumn) * tilePx;
    const y = (key.row - range.fromRow) * tilePx;
    this.#ctx.drawImage(found.bitmap, left, top, width, height, x, y, width * 2 ** by, height * 2 ** by);
    this.#drawn.set(tileWord(key), tileWord(found.key));
  }

  /** Return the tile itself, or the nearest coarser one that shows it, if any is there. */
  #nearest(wanted: TileKey): { readonly key: TileKey; readonly bitmap: ImageBitmap } | null {
    for (let key = wanted; key.level < this.tiled.levels.length; key = parentOf(key)) {
      const bitmap = this.tiled.tile(key);
      if (bitmap) return { key, bitmap };
    }
    return null;
  }
}

function isSameRange(a: TileRange, b: TileRange): boolean {
  const isSameColumns = a.fromColumn === b.fromColumn && a.toColumn === b.toColumn;
  return a.level === b.level && isSameColumns && a.fromRow === b.fromRow && a.toRow === b.toRow;
}

/** In image pixels; at the right and lower edge it reaches over the picture, where no tile has anything. */
function boxOf({ level, fromColumn, toColumn, fromRow, toRow }: TileRange, tilePx: number): Box {
  const step = tilePx * 2 ** level;
  return { xMin: fromColumn * step, yMin: fromRow * step, xMax: toColumn * step, yMax: toRow * step };
}
