/** The tiles of a large picture: asked for as they come into view, left when they go out of it, kept within bounds. */

import { tileWord, type TiledPicture, type TileKey } from '../editor/tiled';
import type { Size } from '../geometry/box';
import { answerOf, isAbort, toProblem, type Api, type ConnectionLost, type ProblemError } from './client';
import { loadBitmap } from './pictures';

export interface TileList {
  readonly tile_px: number;
  /** In [0, 1]; tiles can be had at 1. */
  readonly share_made: number;
  readonly levels: readonly { readonly width_px: number; readonly height_px: number }[];
  readonly tile_url: string;
}

const MAX_AT_ONCE = 6;
/** Decoded tiles that are kept: 1 MB each at 512 pixels a side. */
const MAX_KEPT = 160;

export async function getTiles(api: Api, inputId: string, signal: AbortSignal): Promise<TileList> {
  const params = { path: { input_id: inputId } };
  return answerOf(api.GET('/api/v1/inputs/{input_id}/tiles', { params, signal }));
}

type LoadTile = (url: string, signal: AbortSignal) => Promise<ImageBitmap>;

export class Tiles implements TiledPicture {
  readonly tilePx: number;
  readonly levels: readonly Size[];
  readonly #url: string;
  readonly #load: LoadTile;
  readonly #listeners = new Set<() => void>();
  /** The one used longest ago comes first. */
  readonly #kept = new Map<string, ImageBitmap>();
  readonly #loading = new Map<string, AbortController>();
  #wanted = new Map<string, TileKey>();
  #isClosed = false;
  /** Why a tile could not be had; asking again clears it. */
  problem: ProblemError | ConnectionLost | null = null;

  constructor(list: TileList, load: LoadTile = loadBitmap) {
    this.tilePx = list.tile_px;
    this.levels = list.levels.map(({ width_px, height_px }) => ({ width: width_px, height: height_px }));
    this.#url = list.tile_url;
    this.#load = load;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tile(key: TileKey): ImageBitmap | null {
    return this.#kept.get(tileWord(key)) ?? null;
  }

  want(keys: readonly TileKey[]): void {
    this.#wanted = new Map(keys.map((key) => [tileWord(key), key]));
    for (const [word, leaving] of this.#loading) {
      if (this.#wanted.has(word)) continue;
      this.#loading.delete(word);
      leaving.abort();
    }
    for (const word of this.#wanted.keys()) this.#touch(word);
    this.#begin();
  }

  /** Get the tile that shows the whole picture. */
  async first(signal: AbortSignal): Promise<void> {
    const whole = { level: this.levels.length - 1, column: 0, row: 0 };
    this.#keep(tileWord(whole), await this.#load(this.#urlOf(whole), signal));
  }

  /** Ask again for what could not be had. */
  retry(): void {
    this.problem = null;
    this.#begin();
  }

  close(): void {
    this.#isClosed = true;
    this.want([]);
    for (const bitmap of this.#kept.values()) bitmap.close();
    this.#kept.clear();
  }

  #begin(): void {
    for (const [word, key] of this.#wanted) {
      if (this.#loading.size >= MAX_AT_ONCE || this.problem) return;
      if (!this.#kept.has(word) && !this.#loading.has(word)) void this.#fetch(word, key);
    }
  }

  async #fetch(word: string, key: TileKey): Promise<void> {
    const leaving = new AbortController();
    this.#loading.set(word, leaving);
    try {
      this.#keep(word, await this.#load(this.#urlOf(key), leaving.signal));
    } catch (error) {
      if (isAbort(error)) return;
      this.problem = toProblem(error);
    } finally {
      if (this.#loading.get(word) === leaving) this.#loading.delete(word);
    }
    this.#begin();
    for (const listener of [...this.#listeners]) listener();
  }

  #keep(word: string, bitmap: ImageBitmap): void {
    if (this.#isClosed) return bitmap.close();
    this.#kept.set(word, bitmap);
    for (const [oldest, old] of this.#kept) {
      if (this.#kept.size <= MAX_KEPT) break;
      if (this.#wanted.has(oldest)) continue;
      this.#kept.delete(oldest);
      old.close();
    }
  }

  #touch(word: string): void {
    const bitmap = this.#kept.get(word);
    if (!bitmap) return;
    this.#kept.delete(word);
    this.#kept.set(word, bitmap);
  }

  #urlOf({ level, column, row }: TileKey): string {
    return this.#url.replace('{level}', `${level}`).replace('{column}', `${column}`).replace('{row}', `${row}`);
  }
}
