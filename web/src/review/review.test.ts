import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { countConcepts, groupByConcept, sortByScore } from './order';
import { isMatch, searchItems } from './search';
import type { Scored } from './suggestion';
import { filterByThreshold, histogram, isInRange, normaliseRange } from './threshold';

const item = (id: string, conceptName: string, score: number | null): Scored => ({ id, conceptName, score });

describe('threshold', () => {
  test.each([
    [0.999, 0.4, 1, true],
    [1, 0.4, 1, true],
    [0, 0, 1, true],
    [0.4, 0.4, 0.6, true], // both ends are inclusive
    [0.6, 0.4, 0.6, true],
    [0.3999, 0.4, 0.6, false], // counts as it is, though it reads 40 %
    [0.6001, 0.4, 0.6, false],
  ])('a score of %d in [%d, %d]: %s', (score, min, max, expected) => {
    expect(isInRange(score, { min, max })).toBe(expected);
  });

  test('an accepted annotation never disappears', () => {
    const items = [
      { kind: 'annotation', score: 0.1 },
      { kind: 'suggestion', score: 0.1 },
      { kind: 'annotation', score: null },
    ] as const;
    expect(filterByThreshold(items, { min: 0.5, max: 1 })).toEqual([items[0], items[2]]);
  });

  test.each([
    [0.7, 0.3, 0.3, 0.7], // the ends were dragged past each other
    [-1, 2, 0, 1],
    [0.123, 0.456, 0.12, 0.46],
    [NaN, NaN, 0, 1], // typed text that is no number
    [0.29, 0.57, 0.29, 0.57],
  ])('the range (%d, %d) becomes (%d, %d)', (min, max, wantedMin, wantedMax) => {
    expect(normaliseRange({ min, max })).toEqual({ min: wantedMin, max: wantedMax });
  });

  test('the histogram counts every score once, 1.0 in the last bin', () => {
    expect(histogram([0, 0.05, 0.1, 0.3, 0.999, 1], 10)).toEqual([2, 1, 0, 1, 0, 0, 0, 0, 0, 2]);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.integer({ min: 1, max: 50 }),
        (scores, bins) => {
          expect(histogram(scores, bins).reduce((sum, count) => sum + count, 0)).toBe(scores.length);
        },
      ),
    );
  });
});

describe('order', () => {
  test('rows go by descending probability, then by name', () => {
    const rows = [item('1', 'zebra', 0.5), item('2', 'ant', 0.5), item('3', 'bee', 0.9), item('4', 'cow', null)];
    expect(sortByScore(rows).map(({ conceptName }) => conceptName)).toEqual(['cow', 'bee', 'ant', 'zebra']);
  });

  test('the order does not depend on the order they came in', () => {
    const rows = [item('1', 'ant', 0.5), item('2', 'ant', 0.5), item('3', 'bee', 0.5), item('4', 'Ant', 0.5)];
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 4 }), (shuffled) => {
        expect(sortByScore(shuffled)).toEqual(sortByScore(rows));
      }),
    );
  });

  test('objects are grouped by concept and numbered as listed', () => {
    const objects = [item('a', 'sheep', 0.6), item('b', 'dog', 0.8), item('c', 'sheep', 0.9), item('d', 'sheep', 0.7)];
    const groups = groupByConcept(objects);
    expect(
      groups.map(({ conceptName, instances }) => [conceptName, instances.map((i) => `${i.item.id}${i.instance}`)]),
    ).toEqual([
      ['sheep', ['c1', 'd2', 'a3']],
      ['dog', ['b1']],
    ]);
    expect(countConcepts(objects)).toBe(2);
  });

  test('a group keeps its place when its best is gone, and none is empty', () => {
    const listed = [item('a', 'sheep', 0.3), item('b', 'dog', 0.8)];
    const gone = [item('c', 'sheep', 0.9), item('d', 'cat', 0.95)];
    expect(groupByConcept(listed, gone).map(({ conceptName }) => conceptName)).toEqual(['sheep', 'dog']);
  });
});

describe('search', () => {
  test.each([
    ['', ['anything'], true],
    ['SHEEP', ['sheep'], true],
    ['cafe', ['Café'], true],
    ['羊', ['绵羊'], true],
    ['lamb', ['sheep', 'lamb'], true], // the original name of a renamed concept
    ['dog', ['sheep'], false],
    ['  ', ['sheep'], true],
  ])('"%s" in %j: %s', (search, names, expected) => {
    expect(isMatch(search, names)).toBe(expected);
  });

  test('keeps what matches in its order', () => {
    const found = searchItems(['dog', 'cat', 'hot dog'], 'dog', (name) => [name]);
    expect(found).toEqual(['dog', 'hot dog']);
  });
});
