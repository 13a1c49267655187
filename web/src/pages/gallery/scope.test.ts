import { expect, test } from 'vitest';

import { WHOLE_LIST } from '../../ui/shell/route';
import { scopeOf, wordsOfScope } from './scope';

const counts = { all: 1204, unlabeled: 4, has_suggestions: 0, labeled: 1000, done: 200 };
const nothing = new Set<string>();

test('a selection wins over the filter', () => {
  const query = { ...WHOLE_LIST, status: 'done' as const, search: 'cat' };
  expect(scopeOf(new Set(['a', 'b']), query)).toEqual({ input_ids: ['a', 'b'], status: null, search: '' });
  expect(wordsOfScope(new Set(['a', 'b']), query, counts)).toBe('2 selected inputs.');
});

test('without a selection, all that match the filter are meant, loaded or not', () => {
  const query = { ...WHOLE_LIST, status: 'unlabeled' as const };
  expect(scopeOf(nothing, query)).toEqual({ input_ids: null, status: 'unlabeled', search: '' });
  expect(wordsOfScope(nothing, query, counts)).toBe('All 4 inputs with status “Unlabeled”.');
  expect(wordsOfScope(nothing, WHOLE_LIST, counts)).toBe('All 1,204 inputs.');
});

test('a search has no count of its own', () => {
  const query = { ...WHOLE_LIST, search: 'cat' };
  expect(wordsOfScope(nothing, query, counts)).toBe('All inputs with “cat” in their name.');
});
