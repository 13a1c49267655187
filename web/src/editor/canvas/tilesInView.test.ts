import { describe, expect, it } from 'vitest';

import { keysIn, levelFor, rangeOf, wantedFor } from './tilesInView';

const FULL = { width: 20_000, height: 10_000 };
const N_LEVELS = 7;

describe('the level', () => {
  it.each([
    [1, 0],
    [8, 0],
    [0.51, 0],
    [0.5, 1],
    [0.05, 4],
    [0.0001, 6],
  ])('at %f device pixels per image pixel is %i', (devicePx, level) => {
    expect(levelFor(devicePx, N_LEVELS)).toBe(level);
  });
});

describe('the tiles in view', () => {
  it('are those the view touches', () => {
    const range = rangeOf({ xMin: 511, yMin: 512, xMax: 1025, yMax: 1024 }, 0, FULL, 512);
    expect(range).toEqual({ level: 0, fromColumn: 0, toColumn: 3, fromRow: 1, toRow: 2 });
  });

  it('end with the picture, whose last tiles are smaller', () => {
    const size = { width: 1250, height: 625 };
    const range = rangeOf({ xMin: -900, yMin: -900, xMax: 99_999, yMax: 99_999 }, 4, size, 512);
    expect(range).toEqual({ level: 4, fromColumn: 0, toColumn: 3, fromRow: 0, toRow: 2 });
  });

  it('are wanted from the middle on', () => {
    const keys = keysIn({ level: 0, fromColumn: 4, toColumn: 7, fromRow: 2, toRow: 5 });
    expect(keys).toHaveLength(9);
    expect(keys[0]).toEqual({ level: 0, column: 5, row: 3 });
  });

  it('are wanted after coarser ones, each once, the whole picture first', () => {
    const wanted = wantedFor({ level: 0, fromColumn: 2, toColumn: 6, fromRow: 0, toRow: 4 }, N_LEVELS);
    expect(wanted[0]).toEqual({ level: 6, column: 0, row: 0 });
    expect(wanted.filter(({ level }) => level === 2)).toHaveLength(2);
    expect(wanted.filter(({ level }) => level === 0)).toHaveLength(16);
    expect(wanted).toHaveLength(19);
    expect(wanted.map(({ level }) => level)).toEqual(wanted.map(({ level }) => level).sort((a, b) => b - a));
  });

  it('are few at the coarsest levels', () => {
    const wanted = wantedFor({ level: 6, fromColumn: 0, toColumn: 1, fromRow: 0, toRow: 1 }, N_LEVELS);
    expect(wanted).toEqual([{ level: 6, column: 0, row: 0 }]);
  });
});
