import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { NUDGE_GROUP_MS } from '../../src/editor/Nudge';
import { BOX_HANDLES } from '../../src/regions/box/handles';
import { corners, region, TestEditor } from '../TestEditor';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function withSelection(): TestEditor {
  const t = new TestEditor([region('a', [100, 100, 160, 160]), region('b', [200, 200, 260, 260])]);
  t.editor.setSelection(['a']);
  return t;
}

describe('arrow keys', () => {
  test('nudge the selected region by 1 px and by 10 with Shift, as one edit', () => {
    const t = withSelection();
    t.key('ArrowRight');
    t.key('ArrowRight');
    t.key('ArrowUp', { shift: true });
    expect(t.shown('a')).toEqual([102, 90, 162, 150]);
    expect(t.edited).toEqual([]);
    vi.advanceTimersByTime(NUDGE_GROUP_MS);
    expect(t.edited.map(({ region }) => corners(region.box))).toEqual([[102, 90, 162, 150]]);
  });

  test('with a pause between them are two edits', () => {
    const t = withSelection();
    t.key('ArrowRight');
    vi.advanceTimersByTime(NUDGE_GROUP_MS);
    t.key('ArrowRight');
    vi.advanceTimersByTime(NUDGE_GROUP_MS);
    expect(t.edited.map(({ region }) => region.box.xMin)).toEqual([101, 102]);
  });

  test.each([
    ['the window losing focus', (t: TestEditor) => t.editor.cancel()],
    ['another selection', (t: TestEditor) => t.editor.setSelection(['b'])],
    ['another key', (t: TestEditor) => void t.key('z', { mod: true })],
    ['a press of the pointer', (t: TestEditor) => void t.down(300, 10)],
    ['another tool', (t: TestEditor) => t.editor.setTool('box')],
    ['another picture', (t: TestEditor) => t.editor.setPicture(null, 400, 300)],
  ])('%s commits the nudges at once', (_, act) => {
    const t = withSelection();
    t.key('ArrowLeft');
    act(t);
    expect(t.edited.map(({ region }) => region.box.xMin)).toEqual([99]);
    vi.advanceTimersByTime(NUDGE_GROUP_MS);
    expect(t.edited).toHaveLength(1);
  });

  test('Shift pressed between two arrows does not end the group', () => {
    const t = withSelection();
    t.key('ArrowLeft');
    t.keyDown('Shift', { shift: true });
    expect(t.edited).toEqual([]);
  });

  test('Esc takes the nudges back', () => {
    const t = withSelection();
    t.key('ArrowLeft');
    expect(t.key('Escape')).toBe(true);
    vi.advanceTimersByTime(NUDGE_GROUP_MS);
    expect(t.edited).toEqual([]);
    expect(t.shown('a')).toEqual([100, 100, 160, 160]);
  });

  test('stop at the edge of the picture', () => {
    const t = withSelection();
    for (let i = 0; i < 12; i++) t.key('ArrowUp', { shift: true });
    vi.advanceTimersByTime(NUDGE_GROUP_MS);
    expect(corners(t.edited[0]!.region.box)).toEqual([100, 0, 160, 60]);
  });

  test('go to the page when nothing is selected', () => {
    const t = withSelection();
    t.editor.setSelection([]);
    expect(t.key('ArrowDown')).toBe(false);
  });

  test('on a handle move its sides only, and never turn the box over', () => {
    const t = withSelection();
    const right = BOX_HANDLES.find(({ id }) => id === 'right')!;
    const arrow = { type: 'down', alt: false, shift: true, mod: false, repeat: false } as const;
    for (let i = 0; i < 9; i++) t.editor.pressHandle(right, { ...arrow, key: 'ArrowLeft' });
    vi.advanceTimersByTime(NUDGE_GROUP_MS);
    expect(corners(t.edited[0]!.region.box)).toEqual([100, 100, 110, 160]);
  });

  test('a group survives new regions, and ends without a trace when its region is gone', () => {
    const t = withSelection();
    t.key('ArrowLeft');
    t.editor.setRegions([region('a', [100, 100, 160, 160])]);
    expect(t.shown('a')).toEqual([99, 100, 159, 160]);
    t.editor.setRegions([]);
    vi.advanceTimersByTime(NUDGE_GROUP_MS);
    expect(t.edited).toEqual([]);
  });
});

describe('tool keys', () => {
  test.each([
    ['v', 'select.idle'],
    ['b', 'box.idle'],
    ['h', 'hand.idle'],
    ['B', 'box.idle'],
  ])('%s takes up its tool', (key, path) => {
    const t = new TestEditor();
    expect(t.key(key)).toBe(true);
    t.expectToBeIn(path);
  });

  test('Ctrl+B, and keys of the page, are left alone', () => {
    const t = new TestEditor();
    expect(t.key('b', { mod: true })).toBe(false);
    expect(t.key('a')).toBe(false);
    expect(t.key('Delete')).toBe(false);
    t.expectToBeIn('select.idle');
  });

  test('F fits the picture', () => {
    const t = new TestEditor();
    t.key('f');
    expect(t.editor.state.camera.zoom).toBeCloseTo((600 - 48) / 300);
  });
});
