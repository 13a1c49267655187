import { describe, expect, it } from 'vitest';

import { TOOLS } from '../../tools/createEditor';
import { KEYS, type KeySituation } from './keys';
import { formatHotkey, formatKey, keysOf, listKeys } from './keyWords';
import { findBinding, type PressedKey } from './pressedKey';

const everywhere: KeySituation = {
  isWalking: false,
  canWalkByTab: false,
  hasTargets: true,
  inClassifications: true,
  inObjects: false,
};

function pressed(key: string, ...held: ('ctrl' | 'meta' | 'alt' | 'shift')[]): PressedKey {
  const has = (name: 'ctrl' | 'meta' | 'alt' | 'shift') => held.includes(name);
  return {
    key,
    code: /^\d$/.test(key) ? `Digit${key}` : '',
    ctrlKey: has('ctrl'),
    metaKey: has('meta'),
    altKey: has('alt'),
    shiftKey: has('shift'),
    isNumLocked: false,
  };
}

function coded(code: string, key: string, ...held: ('alt' | 'shift')[]): PressedKey {
  return { ...pressed(key, ...held), code };
}

function idFor(key: PressedKey, situation = everywhere): string | null {
  return findBinding(key, situation)?.binding.id ?? null;
}

describe('the keys', () => {
  it('are each bound once in a situation', () => {
    const all = KEYS.flatMap(({ keys, when }) => keys.map((key) => `${key} ${when ?? ''}`));
    expect(all.filter((key, place) => all.indexOf(key) !== place)).toEqual([]);
    expect(new Set(KEYS.map(({ id }) => id)).size).toBe(KEYS.length);
  });

  it('of a situation come before those of all', () => {
    const general = new Set<string>();
    const hidden = KEYS.flatMap(({ keys, when }) => {
      const late = keys.filter((key) => general.has(key));
      if (when === undefined) keys.forEach((key) => general.add(key));
      return late;
    });
    expect(hidden).toEqual([]);
  });

  it('all have a title for the help sheet', () => {
    expect(KEYS.filter(({ title }) => title.trim() === '')).toEqual([]);
  });

  it('name every tool of the editor by its key', () => {
    expect(TOOLS.map(({ id, key }) => [id, keysOf(id, false).toLowerCase() === key])).toEqual(
      TOOLS.map(({ id }) => [id, true]),
    );
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
    [coded('Numpad2', 'ArrowDown'), 'next'], // Num Lock is off
    [pressed(']'), 'next'],
    [coded('KeyA', 'ф'), 'acceptAll'], // a Russian keyboard
  ])('%o is %s', (key, id) => {
    expect(idFor(key)).toBe(id);
  });

  it.each([
    [coded('Digit1', '1'), '1'],
    [coded('Digit0', ')', 'shift'), 'Shift+0'],
    [coded('Digit1', '!', 'shift'), 'Shift+1'],
    [coded('Digit1', '&'), '1'], // a French keyboard types digits with Shift
    [coded('Digit7', '/', 'shift'), 'Shift+7'], // a German one
    [coded('Numpad7', '7'), '7'],
    [coded('Numpad7', '7', 'shift'), 'Shift+7'], // a Mac has no Num Lock
    [{ ...coded('Numpad7', 'Home', 'shift'), isNumLocked: true }, 'Shift+7'],
  ])('%o is the hotkey %s of the pane in use', (press, key) => {
    expect(findBinding(press, everywhere)).toMatchObject({ binding: { id: 'toggleRow' }, key });
    const inObjects = { ...everywhere, inClassifications: false, inObjects: true };
    expect(findBinding(press, inObjects)).toMatchObject({ binding: { id: 'drawConcept' }, key });
  });

  it.each([
    ['the browser owns', pressed('p', 'ctrl')],
    ['switches tabs', pressed('1', 'ctrl')],
    ['moves a box by ten', pressed('ArrowDown', 'shift')],
    ['places a box', pressed('Enter', 'shift')],
    ['types a sign', pressed('x', 'alt')],
    ['goes to the start', coded('Numpad7', 'Home')],
  ])('leave alone what %s', (_whose, key) => {
    expect(idFor(key)).toBeNull();
  });

  it('act only where they are at home', () => {
    expect(idFor(pressed(' '), { ...everywhere, hasTargets: false })).toBeNull();
    expect(idFor(pressed('1'), { ...everywhere, inClassifications: false })).toBeNull();
  });

  it('accept and reject the selection, or in the walk go on', () => {
    const walking = { ...everywhere, isWalking: true };
    expect([idFor(pressed(' ')), idFor(pressed('x'))]).toEqual(['accept', 'reject']);
    expect([idFor(pressed(' '), walking), idFor(pressed('x'), walking)]).toEqual(['acceptAndGoOn', 'rejectAndGoOn']);
  });

  it('leave Tab to the page, but for the canvas with suggestions', () => {
    expect([idFor(pressed('Tab')), idFor(pressed('Tab', 'shift'))]).toEqual([null, null]);
    const onCanvas = { ...everywhere, canWalkByTab: true };
    expect([idFor(pressed('Tab'), onCanvas), idFor(pressed('Tab', 'shift'), onCanvas)]).toEqual([
      'walkByTab',
      'walkBackByTab',
    ]);
    expect(idFor(pressed('Tab', 'ctrl'), onCanvas)).toBeNull();
  });

  it('are printed as the keyboard has them', () => {
    expect([keysOf('undo', false), keysOf('undo', true), formatKey('Shift+Mod+z', true)]).toEqual([
      'Ctrl+Z',
      '⌘Z',
      '⇧⌘Z',
    ]);
    expect([formatKey(' ', false), formatKey('ArrowUp', false), formatKey('?', false)]).toEqual(['Space', 'Up', '?']);
    expect([formatHotkey('7'), formatHotkey('Shift+7')]).toEqual(['7', '⇧7']);
    expect(listKeys(KEYS.find(({ id }) => id === 'toggleRow')?.keys ?? [], false)).toEqual([
      '1 – 0',
      'Shift+1 – Shift+0',
    ]);
  });
});
