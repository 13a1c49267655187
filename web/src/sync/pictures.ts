/** Decoded pictures, kept ready for the open input and its neighbours. */

import { ConnectionLost, isAbort, problemOf } from './problem';

interface Kept {
  readonly loading: Promise<ImageBitmap>;
  readonly leaving: AbortController;
  bitmap: ImageBitmap | null;
}

export class Pictures {
  readonly #kept = new Map<string, Kept>();

  /** Return the picture if it is decoded already. */
  ready(url: string): ImageBitmap | null {
    return this.#kept.get(url)?.bitmap ?? null;
  }

  /**
   * Load and decode a picture, once.
   *
   * Raises: ProblemError, ConnectionLost, AbortError (it was let go)
   */
  load(url: string): Promise<ImageBitmap> {
    const known = this.#kept.get(url);
    if (known) return known.loading;
    const leaving = new AbortController();
    const kept: Kept = { loading: loadBitmap(url, leaving.signal), leaving, bitmap: null };
    this.#kept.set(url, kept);
    kept.loading.then(
      (bitmap) => {
        if (leaving.signal.aborted) bitmap.close();
        else kept.bitmap = bitmap;
      },
      // Whoever waits for the picture is told; the next one asks again.
      () => this.#kept.get(url) === kept && this.#kept.delete(url),
    );
    return kept.loading;
  }

  /** Let go of all pictures but these. */
  keep(urls: readonly string[]): void {
    for (const [url, kept] of this.#kept) {
      if (urls.includes(url)) continue;
      this.#kept.delete(url);
      kept.leaving.abort();
      kept.bitmap?.close();
    }
  }
}

/**
 * Load and decode a picture, or a tile of one.
 *
 * Raises: ProblemError, ConnectionLost, AbortError
 */
export async function loadBitmap(url: string, signal: AbortSignal): Promise<ImageBitmap> {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw problemOf(await response.json().catch(() => null), response);
    return await createImageBitmap(await response.blob());
  } catch (error) {
    if (error instanceof TypeError && !isAbort(error)) throw new ConnectionLost(error);
    throw error;
  }
}
