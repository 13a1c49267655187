import { expect, test } from 'vitest';

import { NOTHING_SELECTED, selectAll, selectRange, toggle } from './selection';

const order = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
const listed = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join('');

test('selecting twice unselects', () => {
  const once = toggle(NOTHING_SELECTED, 'b');
  expect(listed(once)).toBe('b');
  expect(listed(toggle(once, 'b'))).toBe('');
  expect(listed(NOTHING_SELECTED)).toBe('');
});

test('a range goes from the input touched last, in both directions', () => {
  const from = toggle(NOTHING_SELECTED, 'c');
  expect(listed(selectRange(from, 'e', order))).toBe('cde');
  expect(listed(selectRange(selectRange(from, 'e', order), 'a', order))).toBe('abcde');
});

test('a range keeps what was selected elsewhere', () => {
  const two = toggle(toggle(NOTHING_SELECTED, 'a'), 'd');
  expect(listed(selectRange(two, 'e', order))).toBe('ade');
});

test('a range without a start, or from an input that left the list, selects the one input', () => {
  expect(listed(selectRange(NOTHING_SELECTED, 'd', order))).toBe('d');
  expect(listed(selectRange(toggle(NOTHING_SELECTED, 'gone'), 'd', order))).toBe('dgone');
});

test('all means all that is listed', () => {
  expect(listed(selectAll(toggle(NOTHING_SELECTED, 'gone'), order))).toBe('abcde');
});
