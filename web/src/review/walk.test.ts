import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Box } from '../geometry/box';
import { nextOpen, placeInWalk, walkList } from './next';
import { sortForWalk, WALK_ORDERS } from './order';
import type { Row } from './row';

const box = (xMin: number, yMin: number, xMax: number, yMax: number): Box => ({ xMin, yMin, xMax, yMax });

function row(id: string, score: number, state: Row['state'] = 'open'): Row {
  return {
    id,
    conceptName: id,
    originalName: null,
    colour: '#000000',
    score,
    region: null,
    state,
    suggestionId: id,
    annotationId: state === 'accepted' ? `annotation of ${id}` : null,
    annotators: [],
    isChangeable: true,
    modelVersion: null,
  };
}

const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

describe('the order of the walk', () => {
  const rows = [row('low', 0.45), row('high', 0.95), row('middle', 0.7)];

  test('is the most probable first, or the least certain', () => {
    expect(ids(sortForWalk(rows, 'score', () => null))).toEqual(['high', 'middle', 'low']);
    expect(ids(sortForWalk(rows, 'uncertainty', () => null))).toEqual(['low', 'middle', 'high']);
  });

  test('is line by line, what labels the whole input first', () => {
    const boxes: Readonly<Record<string, Box | null>> = {
      'second line': box(0, 100, 20, 120),
      'right, a little higher': box(200, 2, 240, 30),
      whole: null,
      left: box(5, 10, 40, 40),
      'third line': box(300, 300, 310, 310),
    };
    const placed = Object.keys(boxes).map((id, place) => row(id, 0.4 + place / 100));
    expect(ids(sortForWalk(placed, 'reading', ({ id }) => boxes[id] ?? null))).toEqual([
      'whole',
      'left',
      'right, a little higher',
      'second line',
      'third line',
    ]);
  });

  test('has each suggestion once and does not depend on how they came in', () => {
    const side = fc.integer({ min: 1, max: 500 });
    const placed = fc.uniqueArray(
      fc.record({ x: side, y: side, w: side, h: side, score: fc.double({ min: 0, max: 1, noNaN: true }) }),
      {
        maxLength: 12,
        selector: ({ x, y, score }) => `${x} ${y} ${score}`,
      },
    );
    fc.assert(
      fc.property(placed, fc.constantFrom(...WALK_ORDERS), (facts, order) => {
        const all = facts.map(({ score }, place) => row(String(place), score));
        const boxOf = ({ id }: Row) => {
          const { x, y, w, h } = facts[Number(id)] ?? { x: 0, y: 0, w: 0, h: 0 };
          return box(x, y, x + w, y + h);
        };
        const walked = ids(sortForWalk(all, order, boxOf));
        expect(walked).toEqual(ids(sortForWalk([...all].reverse(), order, boxOf)));
        expect([...walked].sort()).toEqual(ids(all).sort());
      }),
    );
  });
});

describe('the walk', () => {
  const listed = [row('a', 0.9), row('b', 0.8), row('c', 0.7), row('d', 0.6)];
  const next = (open: string, from: string | null, step: 1 | -1) =>
    nextOpen(
      listed,
      listed.filter(({ id }) => open.includes(id)),
      from,
      step,
    )?.id ?? null;

  test.each([
    ['abcd', null, 1, 'a'], // it begins at the first
    ['abcd', null, -1, 'd'], // or at the last
    ['abcd', 'b', 1, 'c'],
    ['abcd', 'b', -1, 'a'],
    ['abcd', 'd', 1, 'a'], // and goes round
    ['abcd', 'a', -1, 'd'],
    ['ad', 'a', 1, 'd'], // what is reviewed is left out
    ['ad', 'b', 1, 'd'], // also where the walk stands
    ['a', 'a', 1, 'a'], // the last one stays
    ['', 'b', 1, null], // all are reviewed
    ['', null, -1, null],
  ] as const)('of %j open, from %j by %i, goes to %j', (open, from, step, expected) => {
    expect(next(open, from, step)).toBe(expected);
  });

  test('reaches every open suggestion once, then the first again', () => {
    const open = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });
    fc.assert(
      fc.property(open, fc.constantFrom(1 as const, -1 as const), (names, step) => {
        const seen: string[] = [];
        for (let at: string | null = null; seen.length < names.length;)
          seen.push((at = next(names.join(''), at, step) ?? ''));
        expect([...seen].sort()).toEqual([...names].sort());
        expect(next(names.join(''), seen.at(-1) ?? null, step)).toBe(seen[0]);
      }),
    );
  });

  test('counts what it has seen open and is reviewed by now, and nothing that is merely not shown any more', () => {
    const rows = [row('a', 0.9, 'accepted'), row('b', 0.8, 'rejected'), row('c', 0.7), row('d', 0.6)];
    const list = walkList([row('d', 0.6)], listed, rows);
    expect(ids(list).sort()).toEqual(['a', 'b', 'd']);
    expect(
      placeInWalk(
        sortForWalk(list, 'score', () => null),
        'd',
      ),
    ).toEqual({ position: 3, total: 3 });
    expect(placeInWalk(list, 'c')).toBeNull();
    expect(placeInWalk(list, null)).toBeNull();
  });

  test('lists what is open again once', () => {
    expect(ids(walkList(listed, listed, listed))).toEqual(['a', 'b', 'c', 'd']);
  });
});
