import { describe, expect, it } from 'vitest';

import type { TileKey } from '../editor/tiled';
import { Tiles } from './tiles';

const LIST = {
  tile_px: 512,
  share_made: 1,
  levels: [
    { width_px: 40_000, height_px: 20_000 },
    { width_px: 512, height_px: 256 },
  ],
  tile_url: '/tiles/{level}/{column}_{row}.jpg?v=1',
};

interface Asked {
  readonly url: string;
  readonly signal: AbortSignal;
  answer(): Promise<void>;
  fail(error: Error): Promise<void>;
}

/** A server that answers when the test says so. */
function setUp() {
  const asked: Asked[] = [];
  const open = new Set<string>();
  const load = (url: string, signal: AbortSignal) =>
    new Promise<ImageBitmap>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      const bitmap = { width: 512, height: 512, close: () => open.delete(url) };
      const settle = async (end: () => void) => {
        end();
        await new Promise((after) => setTimeout(after));
      };
      asked.push({
        url,
        signal,
        answer: () => settle(() => (open.add(url), resolve(bitmap))),
        fail: (error) => settle(() => reject(error)),
      });
    });
  return { tiles: new Tiles(LIST, load), asked, open };
}

function row(n: number, from = 0): TileKey[] {
  return Array.from({ length: n }, (_, at) => ({ level: 0, column: from + at, row: 0 }));
}

const [FIRST, SECOND] = row(2) as [TileKey, TileKey];

describe('the tiles of a large picture', () => {
  it('come in the order they are wanted, a few at once', async () => {
    const { tiles, asked } = setUp();
    tiles.want(row(9));
    expect(asked.map(({ url }) => url)).toEqual([0, 1, 2, 3, 4, 5].map((n) => `/tiles/0/${n}_0.jpg?v=1`));
    await asked[0]?.answer();
    expect(asked).toHaveLength(7);
    expect(tiles.tile(FIRST)).not.toBeNull();
    expect(tiles.tile(SECOND)).toBeNull();
  });

  it('tell when they come', async () => {
    const { tiles, asked } = setUp();
    let told = 0;
    const end = tiles.subscribe(() => told++);
    tiles.want(row(2));
    await asked[0]?.answer();
    end();
    await asked[1]?.answer();
    expect(told).toBe(1);
  });

  it('are left when they are not wanted any more, and not asked for twice', async () => {
    const { tiles, asked } = setUp();
    tiles.want(row(2));
    tiles.want(row(2, 1));
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false, false]);
    await asked[1]?.answer();
    tiles.want(row(2));
    expect(asked).toHaveLength(4);
    expect(tiles.problem).toBeNull();
  });

  it('are kept within bounds, those in view before all', async () => {
    const { tiles, asked, open } = setUp();
    for (let n = 0; n < 200; n++) {
      tiles.want([FIRST, ...row(1, n)]);
      await asked[n]?.answer();
    }
    expect(open.size).toBeLessThanOrEqual(161);
    expect(tiles.tile(FIRST)).not.toBeNull();
    expect(tiles.tile(SECOND)).toBeNull();
    tiles.close();
    expect(open.size).toBe(0);
  });

  it('say why one could not be had, and ask again when told to', async () => {
    const { tiles, asked } = setUp();
    tiles.want(row(1));
    await asked[0]?.fail(new Error('no disk'));
    expect(tiles.problem?.detail).toBe('no disk');
    tiles.want(row(1));
    expect(asked).toHaveLength(1);
    tiles.retry();
    await asked[1]?.answer();
    expect(tiles.tile(FIRST)).not.toBeNull();
  });
});
