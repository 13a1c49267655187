import { describe, expect, test } from 'vitest';

import { gridHeight, moveFocus, planGrid, rowsInView, rowTop, scrollToTile, TILE_MIN_WIDTH } from './grid';

const plan = planGrid(1440);

describe('the grid', () => {
  test('fills the width with whole tiles', () => {
    for (const width of [100, 320, 777, 1024, 1440, 3840]) {
      const { columns, tileWidth } = planGrid(width);
      expect(tileWidth).toBeGreaterThanOrEqual(TILE_MIN_WIDTH);
      expect(columns * tileWidth + (columns - 1) * 12).toBeCloseTo(Math.max(width - 32, TILE_MIN_WIDTH));
    }
  });

  test('draws no more tiles for 100,000 inputs than for 1,000', () => {
    const drawn = (n: number) => {
      const [first, last] = rowsInView(plan, n, gridHeight(plan, n) / 2, 900);
      return last - first;
    };
    expect(drawn(100_000)).toBeLessThanOrEqual(drawn(1000) + 1);
    expect(drawn(100_000)).toBeLessThan(12);
  });

  test('draws every row that is in view', () => {
    for (const scrollTop of [0, 100, 5000, 123_456]) {
      const [first, last] = rowsInView(plan, 100_000, scrollTop, 900);
      expect(rowTop(plan, first)).toBeLessThanOrEqual(Math.max(scrollTop, rowTop(plan, 0)));
      expect(rowTop(plan, last)).toBeGreaterThanOrEqual(scrollTop + 900);
    }
  });

  test('draws nothing of an empty list, and only rows that exist', () => {
    expect(rowsInView(plan, 0, 0, 900)).toEqual([0, 0]);
    expect(rowsInView(plan, 1, 99_999, 900)).toEqual([1, 1]);
    expect(gridHeight(plan, 0)).toBe(0);
  });

  test('scrolls only as far as a tile needs', () => {
    const height = 900;
    expect(scrollToTile(plan, 0, 5000, height)).toBe(0);
    const below = scrollToTile(plan, 999, 0, height);
    expect(rowTop(plan, Math.floor(999 / plan.columns)) + plan.tileHeight).toBeLessThanOrEqual(below + height);
    expect(scrollToTile(plan, 999, below, height)).toBe(below);
  });
});

describe('a key', () => {
  const n = plan.columns * 3 + 2;
  const move = (key: string, index: number) => moveFocus(plan, key, index, n, 900);

  test('moves by one, by a row, or to an end', () => {
    expect(move('ArrowRight', 0)).toBe(1);
    expect(move('ArrowDown', 1)).toBe(1 + plan.columns);
    expect(move('ArrowUp', plan.columns)).toBe(0);
    expect(move('End', 0)).toBe(n - 1);
    expect(move('Home', n - 1)).toBe(0);
  });

  test('does not leave the list', () => {
    expect(move('ArrowLeft', 0)).toBe(0);
    expect(move('ArrowUp', 1)).toBe(1);
    expect(move('ArrowRight', n - 1)).toBe(n - 1);
    expect(move('PageDown', n - 1)).toBe(n - 1);
    expect(move('PageUp', 0)).toBe(0);
  });

  test('moves down into a shorter last row, and no further', () => {
    expect(move('ArrowDown', plan.columns * 3 - 1)).toBe(n - 1);
    expect(move('ArrowDown', n - 2)).toBe(n - 2);
  });

  test('that does not move says so', () => {
    expect(move('a', 0)).toBeNull();
  });
});
