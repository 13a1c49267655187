import { describe, expect, it } from 'vitest';

import type { Concept, Predicate, Relation } from '../../sync/concepts';
import { placeOf, treeOf } from './tree';

const concept = (name: string): Concept => ({ id: name, name, colour: '#000000', hotkey: null, n_annotations: 0 });
const relation = (subject: string, predicate: Predicate, object: string): Relation => ({
  id: `${subject} ${predicate} ${object}`,
  subject_id: subject,
  predicate,
  object_id: object,
});

function shown(names: string, relations: Relation[], search = ''): string[] {
  const vocabulary = { items: [...names].map(concept), relations };
  return treeOf(vocabulary, search).map((row) => '-'.repeat(row.depth) + row.concept.name);
}

describe('the tree of concepts', () => {
  it('lists what is related to nothing by name', () => {
    expect(shown('cab', [])).toEqual(['a', 'b', 'c']);
  });

  it('puts synonyms first, then what is narrower, whichever way round that is said', () => {
    const relations = [relation('d', 'synonym', 'a'), relation('b', 'hyponym', 'a'), relation('a', 'hypernym', 'c')];
    expect(shown('abcd', relations)).toEqual(['a', '-d', '-b', '-c']);
  });

  it('shows a concept below each that is wider', () => {
    const relations = [relation('c', 'hyponym', 'a'), relation('c', 'hyponym', 'b'), relation('d', 'hyponym', 'c')];
    expect(shown('abcd', relations)).toEqual(['a', '-c', '--d', 'b', '-c', '--d']);
  });

  it('shows each concept also where relations lead round', () => {
    const relations = [relation('a', 'hyponym', 'b'), relation('b', 'synonym', 'a')];
    expect(shown('abc', relations)).toEqual(['c', 'a', '-b']);
  });

  it('finds a concept by its synonym, and shows what a match stands below', () => {
    const relations = [relation('s', 'synonym', 'x'), relation('x', 'hyponym', 'y')];
    expect(shown('sxyz', relations, 'S')).toEqual(['y', '-x', '--s']);
    expect(shown('sxyz', relations, 'x')).toEqual(['y', '-x']);
  });

  it('says what a row is to the one above', () => {
    const items = [concept('a'), concept('b')];
    const [, row] = treeOf({ items, relations: [relation('a', 'hypernym', 'b')] }, '');
    expect(row && placeOf(row)).toBe('hyponym of a');
  });
});
