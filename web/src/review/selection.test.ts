import { expect, test } from 'vitest';

import { rangeOf, toggled, unionOf } from './selection';

const LISTED = ['a', 'b', 'c', 'd'];

test.each([
  ['b', 'd', ['b', 'c', 'd'], 'down'],
  ['d', 'b', ['d', 'c', 'b'], 'up: the first stays the first'],
  ['c', 'c', ['c'], 'itself'],
  ['gone', 'c', ['c'], 'from what is not listed any more'],
])('the range from %s to %s is %j: %s', (from, to, expected) => {
  expect(rangeOf(LISTED, from, to)).toEqual(expected);
});

test('toggling takes off or adds at the end, and a union has each once', () => {
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  expect(toggled(['b'], 'a')).toEqual(['b', 'a']);
  expect(unionOf(['b', 'a'], ['a', 'c'])).toEqual(['b', 'a', 'c']);
});
