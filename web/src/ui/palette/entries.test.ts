import { describe, expect, test } from 'vitest';

import { findEntries, type PaletteEntry, type PaletteKind } from './entries';

function entry(kind: PaletteKind, title: string, more: Partial<PaletteEntry> = {}): PaletteEntry {
  return { id: `${kind} ${title}`, kind, title, run: () => undefined, ...more };
}

const ENTRIES = [
  entry('Commands', 'Accept all AI assist predictions', { keys: 'A' }),
  entry('Commands', 'Box'),
  entry('Commands', 'Discard the card'),
  entry('Concepts', 'Café', { detail: 'Draw' }),
  entry('Concepts', 'car', { detail: 'Draw' }),
  entry('Concepts', 'box car', { detail: 'Draw' }),
  entry('Pages', 'All apps'),
  entry('Inputs', 'car.png'),
];

const found = (text: string, entries: readonly PaletteEntry[] = ENTRIES) =>
  findEntries(entries, text).map(({ kind, entries: listed }) =>
    [kind, ...listed.map(({ title }) => title)].join(' | '),
  );

describe('the palette', () => {
  test('begins with commands and pages', () => {
    expect(found(' ')).toEqual([
      'Commands | Accept all AI assist predictions | Box | Discard the card',
      'Pages | All apps',
    ]);
  });

  test('lists the kind with the best entry first, but inputs last', () => {
    expect(found('car')).toEqual(['Concepts | car | box car', 'Commands | Discard the card', 'Inputs | car.png']);
  });

  test('finds every word, in any order, without regard to capitals and accents', () => {
    expect(found('predictions ACCEPT')).toEqual(['Commands | Accept all AI assist predictions']);
    expect(found('cafe')).toEqual(['Concepts | Café']);
    expect(found('draw box')).toEqual(['Concepts | box car']);
    expect(found('zebra')).toEqual([]);
  });

  test('puts what cannot be done now behind what can', () => {
    const entries = [entry('Commands', 'Undo', { isDisabled: true }), entry('Commands', 'Undo everything')];
    expect(found('undo', entries)).toEqual(['Commands | Undo everything | Undo']);
  });

  test('lists no more than eight of a kind', () => {
    const many = Array.from({ length: 30 }, (_, place) => entry('Concepts', `sheep ${place}`));
    expect(findEntries(many, 'sheep')[0]?.entries.length).toBe(8);
  });
});
