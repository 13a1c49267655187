import { describe, expect, it } from 'vitest';

import { bindingFor, formatKey, hotkeyOf, KEYS, keysOf, type PressedKey } from './keys';

const everywhere = { hasTargets: true, inClassifications: true };

function pressed(key: string, ...held: ('ctrl' | 'meta' | 'alt' | 'shift')[]): PressedKey {
  const has = (name: 'ctrl' | 'meta' | 'alt' | 'shift') => held.includes(name);
  return { key, ctrlKey: has('ctrl'), metaKey: has('meta'), altKey: has('alt'), shiftKey: has('shift') };
}

const idFor = (key: PressedKey, situation = everywhere) => bindingFor(key, situation)?.id ?? null;

describe('the keys', () => {
  it('are each bound once', () => {
    const all = KEYS.flatMap(({ keys }) => keys);
    expect(all.filter((key, place) => all.indexOf(key) !== place)).toEqual([]);
    expect(new Set(KEYS.map(({ id }) => id)).size).toBe(KEYS.length);
  });

  it('all have a title for the help sheet', () => {
    expect(KEYS.filter(({ title }) => title.trim() === '')).toEqual([]);
  });

  it.each([
    [pressed('z', 'ctrl'), 'undo'],
    [pressed('z', 'meta'), 'undo'],
    [pressed('Z', 'ctrl', 'shift'), 'redo'],
    [pressed('y', 'ctrl'), 'redo'],
    [pressed('n'), 'nextOpen'],
    [pressed('N', 'shift'), 'previousOpen'],
    [pressed('A'), 'acceptAll'], // Caps Lock
    [pressed('?', 'shift'), 'help'],
    [pressed('?'), 'help'], // a keyboard with ? of its own
    [pressed('ArrowDown'), 'next'],
    [pressed(']'), 'next'],
    [pressed('7'), 'digit'],
  ])('%o is %s', (key, id) => {
    expect(idFor(key)).toBe(id);
  });

  it.each([
    ['the browser owns', pressed('a', 'ctrl')],
    ['moves a box by ten', pressed('ArrowDown', 'shift')],
    ['places a box', pressed('Enter', 'shift')],
    ['types a sign', pressed('x', 'alt')],
  ])('leave alone what %s', (_whose, key) => {
    expect(idFor(key)).toBeNull();
  });

  it('act only where they are at home', () => {
    expect(idFor(pressed(' '), { ...everywhere, hasTargets: false })).toBeNull();
    expect(idFor(pressed('1'), { ...everywhere, inClassifications: false })).toBeNull();
  });

  it('are printed as the keyboard has them', () => {
    expect([keysOf('undo', false), keysOf('undo', true), formatKey('Shift+Mod+z', true)]).toEqual([
      'Ctrl+Z',
      '⌘Z',
      '⇧⌘Z',
    ]);
    expect([formatKey(' ', false), formatKey('ArrowUp', false), formatKey('?', false)]).toEqual(['Space', 'Up', '?']);
  });

  it('give the first ten rows a digit', () => {
    expect([hotkeyOf(0), hotkeyOf(9), hotkeyOf(10)]).toEqual(['1', '0', null]);
  });
});
