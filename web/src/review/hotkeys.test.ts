import { describe, expect, test } from 'vitest';

import { assignHotkeys, hotkeyAt, HOTKEYS, hotkeysByConcept, NO_HOTKEYS as NOTHING } from './hotkeys';

describe('the hotkeys of a pane', () => {
  test('are twenty: the digits, then the digits with Shift', () => {
    expect([hotkeyAt(0), hotkeyAt(9), hotkeyAt(10), hotkeyAt(19), hotkeyAt(20)]).toEqual([
      '1',
      '0',
      'Shift+1',
      'Shift+0',
      null,
    ]);
    expect(new Set(HOTKEYS).size).toBe(20);
  });

  test('go in order to the concepts shown', () => {
    expect([...assignHotkeys([], ['sheep', 'dog'], NOTHING)]).toEqual([
      ['1', 'sheep'],
      ['2', 'dog'],
    ]);
  });

  test("leave out a concept's own, which it has also where it is not shown", () => {
    const concepts = [{ name: 'dog', hotkey: '1' }, { name: 'cow', hotkey: 'Shift+3' }, { name: 'sheep' }];
    const given = assignHotkeys(concepts, ['sheep', 'dog', 'cat'], NOTHING);
    expect(Object.fromEntries(given)).toEqual({ 1: 'dog', 'Shift+3': 'cow', 2: 'sheep', 3: 'cat' });
  });

  test('stay with their concepts when the list moves or one leaves it', () => {
    const before = assignHotkeys([], ['sheep', 'dog'], NOTHING);
    const after = assignHotkeys([], ['cat', 'dog', 'sheep'], before);
    expect(Object.fromEntries(after)).toEqual({ 1: 'sheep', 2: 'dog', 3: 'cat' });
    expect(assignHotkeys([], ['cat'], after)).toEqual(after);
  });

  test('a hotkey that the vocabulary gives away is lost by the concept that had it in passing', () => {
    const before = assignHotkeys([], ['sheep', 'dog'], NOTHING);
    const after = assignHotkeys([{ name: 'cat', hotkey: '1' }], ['sheep', 'dog'], before);
    expect(Object.fromEntries(after)).toEqual({ 1: 'cat', 2: 'dog', 3: 'sheep' });
  });

  test('are given on by concepts that have left the list when there are no others', () => {
    const many = Array.from({ length: 20 }, (_, place) => `concept ${place}`);
    const before = assignHotkeys([], many, NOTHING);
    const after = assignHotkeys([], [...many.slice(0, 19), 'new'], before);
    expect([after.get('Shift+0'), after.get('1')]).toEqual(['new', 'concept 0']);
  });

  test('are found by concept', () => {
    expect(hotkeysByConcept(assignHotkeys([], ['sheep', 'dog'], NOTHING)).get('dog')).toBe('2');
  });

  test('end at the twentieth concept', () => {
    const names = Array.from({ length: 25 }, (_, place) => `concept ${place}`);
    expect(assignHotkeys([], names, NOTHING).size).toBe(20);
  });
});
