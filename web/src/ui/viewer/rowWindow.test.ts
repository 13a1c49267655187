import { describe, expect, it } from 'vitest';

import { partsOf, windowAt } from './rowWindow';

describe('the window on a long list', () => {
  it('is the whole of a short one', () => {
    expect(windowAt(100, 28, 0, 280)).toEqual({ from: 0, to: 100 });
  });

  it('has the rows in sight and some around them', () => {
    const { from, to } = windowAt(10_000, 28, 28 * 5000, 280);
    expect(from).toBeLessThanOrEqual(5000 - 24);
    expect(to).toBeGreaterThanOrEqual(5010 + 24);
    expect(to - from).toBeLessThan(80);
  });

  it('stays the same while a few rows are scrolled', () => {
    expect(windowAt(10_000, 28, 28 * 5001, 280)).toEqual(windowAt(10_000, 28, 28 * 5005, 280));
  });

  it.each([
    [-9000, 0],
    [28 * 20_000, 10_000],
  ])('keeps within the list where %i px of it are scrolled', (topPx, end) => {
    const { from, to } = windowAt(10_000, 28, topPx, 280);
    expect(from).toBeGreaterThanOrEqual(0);
    expect(to).toBeLessThanOrEqual(10_000);
    expect([from, to]).toContain(end);
  });
});

describe('the parts of a long list', () => {
  it('are as high as all of its rows', () => {
    const parts = partsOf(1000, { from: 40, to: 90 }, [0, 500, 999]);
    const n = parts.reduce((sum, part) => sum + (part.kind === 'room' ? part.n : 1), 0);
    expect(n).toBe(1000);
  });

  it('keep rows far away with their neighbours', () => {
    const rows = partsOf(1000, { from: 0, to: 3 }, [500]).flatMap((part) => (part.kind === 'row' ? [part.index] : []));
    expect(rows).toEqual([0, 1, 2, 498, 499, 500, 501, 502]);
  });

  it('are in order and never twice', () => {
    const parts = partsOf(50, { from: 10, to: 20 }, [12, 19, 21]);
    const places = parts.map(({ index }) => index);
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
  });
});
