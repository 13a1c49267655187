import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { Pile } from '../../src/editor/Pile';
import { NUDGE_GROUP_MS } from '../../src/editor/Nudge';
import { pairs, polygon, region, TestEditor } from '../TestEditor';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const A = region('a', [50, 50, 100, 100]);
const B = region('b', [200, 100, 300.25, 200]);
const C = polygon('c', [320, 20], [380, 20], [350, 80]);
const ALL = region('all', [0, 0, 400, 300]);

describe('moving several', () => {
  test('a drag of one moves all that are selected, as one edit', () => {
    const t = new TestEditor([A, B, C]);
    t.editor.setSelection(['a', 'b', 'c']);
    t.drag([75, 75], [85, 95]);
    expect(t.nEdits).toBe(1);
    expect(t.edited.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(t.shown('a')).toEqual([60, 70, 110, 120]);
    expect(t.shown('b')).toEqual([210, 120, 310.25, 220]);
    expect(t.shownPoints('c')).toEqual([
      [330, 40],
      [390, 40],
      [360, 100],
    ]);
  });

  test('the first at the edge of the picture stops the others: they keep their places to each other', () => {
    const t = new TestEditor([A, B, C]);
    t.editor.setSelection(['a', 'b', 'c']);
    t.drag([75, 75], [375, -500]);
    expect(t.shown('a')).toEqual([70, 30, 120, 80]);
    expect(t.shown('b')).toEqual([220, 80, 320.25, 180]);
    expect(pairs(C.form === 'polygon' ? C.points : []).map(([x = 0, y = 0]) => [x + 20, y - 20])).toEqual(
      t.shownPoints('c'),
    );
  });

  test('Esc in the middle puts all back', () => {
    const t = new TestEditor([A, B]);
    t.editor.setSelection(['a', 'b']);
    t.down(75, 75).move(90, 90).move(120, 120);
    expect(t.shown('b')).not.toEqual([200, 100, 300.25, 200]);
    t.key('Escape');
    t.up(120, 120);
    expect([t.shown('a'), t.shown('b'), t.nEdits]).toEqual([[50, 50, 100, 100], [200, 100, 300.25, 200], 0]);
  });

  test('arrows move all, quick ones as one edit', () => {
    const t = new TestEditor([A, B]);
    t.editor.setSelection(['a', 'b']);
    t.key('ArrowRight');
    t.key('ArrowDown', { shift: true });
    expect(t.nEdits).toBe(0);
    vi.advanceTimersByTime(NUDGE_GROUP_MS);
    expect(t.nEdits).toBe(1);
    expect(t.edited.map(({ region: { box } }) => [box.xMin, box.yMin])).toEqual([
      [51, 60],
      [201, 110],
    ]);
  });

  test('what is hidden meanwhile does not move', () => {
    const t = new TestEditor([A, { ...B, hidden: true }]);
    t.editor.setSelection(['a', 'b']);
    t.drag([75, 75], [85, 85]);
    expect(t.edited.map(({ id }) => id)).toEqual(['a']);
  });
});

describe('a marquee', () => {
  test('Shift+drag adds what it meets to the selection, and moves neither picture nor regions', () => {
    const t = new TestEditor([A, B, C, ALL]);
    t.editor.setSelection(['a']);
    const { camera } = t.editor.state;
    t.drag([290, 10], [330, 120], { shift: true });
    t.expectToBeIn('select.idle');
    expect(t.selections.at(-1)).toEqual(['a', 'b', 'c']);
    expect(t.editor.state.camera).toBe(camera);
    expect([t.nEdits, t.editor.state.previews.marquee]).toEqual([0, null]);
  });

  test('a region that has all of the rectangle inside is around it, not in it', () => {
    const t = new TestEditor([ALL, A]);
    t.drag([40, 40], [110, 110], { shift: true });
    expect(t.selections.at(-1)).toEqual(['a']);
    t.drag([-20, -20], [120, 120], { shift: true });
    expect(t.selections.at(-1)).toEqual(['a', 'all']);
  });

  test('meets a polygon by its lines, not by the box around it', () => {
    const t = new TestEditor([polygon('c', [100, 100], [300, 100], [100, 250])]);
    t.drag([250, 200], [310, 260], { shift: true });
    expect(t.selections).toEqual([]);
    t.drag([150, 150], [310, 260], { shift: true });
    expect(t.selections).toEqual([['c']]);
  });

  test('what the rectangle has left again is not selected, and Esc selects what was', () => {
    const t = new TestEditor([A, B]);
    t.editor.setSelection(['a']);
    t.down(310, 90, { shift: true }).move(250, 150, { shift: true });
    t.expectToBeIn('select.marquee');
    expect([...t.editor.state.selection]).toEqual(['a', 'b']);
    t.move(320, 95, { shift: true });
    expect([...t.editor.state.selection]).toEqual(['a']);
    t.move(250, 150, { shift: true });
    t.key('Escape');
    t.expectToBeIn('select.idle');
    expect([...t.editor.state.selection]).toEqual(['a']);
    expect(t.editor.state.previews.marquee).toBeNull();
  });

  test('begins on a selected region too; without Shift that region moves', () => {
    const t = new TestEditor([ALL, A]);
    t.editor.setSelection(['all']);
    t.drag([40, 40], [110, 110], { shift: true });
    expect([...t.editor.state.selection]).toEqual(['all', 'a']);
    expect(t.nEdits).toBe(0);
  });
});

describe('a pile', () => {
  const nested = [ALL, region('middle', [20, 20, 200, 200]), A, region('apart', [300, 250, 390, 290])];

  test('is gone through from the smallest on and round again, also where no pointer is', () => {
    const t = new TestEditor(nested);
    const pile = new Pile(t.editor.state);
    t.editor.setSelection(['a']);
    const steps = [1, 1, 1, -1, -1].map((step) => pile.step(step as 1 | -1));
    expect(steps).toEqual(['middle', 'all', 'a', 'all', 'middle']);
    expect([...t.editor.state.selection]).toEqual(['middle']);
  });

  test('is another one after another region was selected', () => {
    const t = new TestEditor(nested);
    const pile = new Pile(t.editor.state);
    t.editor.setSelection(['a']);
    pile.step(1);
    t.editor.setSelection(['apart']);
    expect([pile.step(1), pile.step(1)]).toEqual(['all', 'apart']);
  });

  test('begins at the pointer if nothing is selected, and says so if nothing is there', () => {
    const t = new TestEditor(nested);
    const pile = new Pile(t.editor.state);
    expect(pile.step(1)).toBeNull();
    expect(t.messages).toHaveLength(1);
    t.move(75, 75);
    expect(pile.step(1)).toBe('a');
  });

  test('passes over what is hidden, and says so if nothing else is there', () => {
    const t = new TestEditor([A, { ...ALL, hidden: true }]);
    const pile = new Pile(t.editor.state);
    t.editor.setSelection(['a']);
    expect(pile.step(1)).toBeNull();
    expect(t.messages).toEqual(['No other region overlaps this one.']);
  });
});
