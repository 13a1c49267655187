/** Large pictures for the open input and its neighbours: their tiles are made by the server, then got as they come into view. */

import type { InputOut } from './changes';
import { api, type ConnectionLost, type ProblemError } from './client';
import { getTiles, Tiles } from './tiles';

/** How often the server is asked how far it is. */
const ASK_AGAIN_MS = 250;

type Input = Pick<InputOut, 'id'>;

export class LargePictures {
  readonly #open = new Map<string, Tiles>();
  readonly #leaving = new Map<string, AbortController>();
  readonly #onProblem: (problem: ProblemError | ConnectionLost) => void;

  constructor(onProblem: (problem: ProblemError | ConnectionLost) => void) {
    this.#onProblem = onProblem;
  }

  /** Return the picture if it can be shown already. */
  ready({ id }: Input): Tiles | null {
    const tiles = this.#open.get(id) ?? null;
    tiles?.retry();
    return tiles;
  }

  /** Have the tiles made, without waiting for them. */
  async prepare({ id }: Input): Promise<void> {
    await getTiles(api, id, this.#leave(id).signal);
  }

  /**
   * Wait until the picture can be shown.
   *
   * Raises: ProblemError, ConnectionLost, AbortError (it was let go)
   */
  async load({ id }: Input, tell: (shareMade: number) => void): Promise<Tiles> {
    const { signal } = this.#leave(id);
    let list = await getTiles(api, id, signal);
    while (list.share_made < 1) {
      tell(list.share_made);
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      list = await getTiles(api, id, signal);
    }
    const tiles = new Tiles(list);
    await tiles.first(signal);
    this.#open.set(id, tiles);
    tiles.subscribe(() => tiles.problem && this.#onProblem(tiles.problem));
    return tiles;
  }

  /** Let go of all pictures but these. */
  keep(ids: readonly string[]): void {
    for (const [id, leaving] of this.#leaving) {
      if (ids.includes(id)) continue;
      this.#leaving.delete(id);
      leaving.abort();
      this.#open.get(id)?.close();
      this.#open.delete(id);
    }
  }

  #leave(id: string): AbortController {
    const known = this.#leaving.get(id);
    if (known) return known;
    const leaving = new AbortController();
    this.#leaving.set(id, leaving);
    return leaving;
  }
}
