import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { NO_AREA } from '../../src/editor/EditorState';
import { NUDGE_GROUP_MS } from '../../src/editor/Nudge';
import { pairs, polygon, TestEditor } from '../TestEditor';

function withPolygonTool(): TestEditor {
  const t = new TestEditor();
  t.editor.setDrawingConcept({ name: 'sheep', colour: '#ff8800' });
  t.editor.setTool('polygon');
  return t;
}

function drawnPoints(t: TestEditor): number[][][] {
  return t.drawn.map(({ region }) => (region.form === 'polygon' ? pairs(region.points) : []));
}

function placed(t: TestEditor): number {
  return t.editor.state.previews.sketch?.points.length ?? 0;
}

const TRIANGLE = [
  [50, 50],
  [150, 60],
  [90, 160],
];

describe('the polygon tool', () => {
  test('places a point per click and closes on the first', () => {
    const t = withPolygonTool().click(50, 50).expectToBeIn('polygon.drawing').click(150, 60).click(90, 160);
    expect(t.drawn).toEqual([]);
    t.click(52, 48).expectToBeIn('polygon.idle');
    expect(drawnPoints(t)).toEqual([TRIANGLE]);
    expect(t.drawn[0]?.conceptName).toBe('sheep');
  });

  test('closes by Enter, and by a double click, which places one point', () => {
    const t = withPolygonTool().click(50, 50).click(150, 60).click(90, 160);
    expect(t.key('Enter')).toBe(true);
    t.editor.discardPreview();
    t.click(50, 50).click(150, 60).doubleClick(90, 160).expectToBeIn('polygon.idle');
    expect(drawnPoints(t)).toEqual([TRIANGLE, TRIANGLE]);
  });

  test('a double click on the first point closes and begins no other', () => {
    const t = withPolygonTool().click(50, 50).click(150, 60).click(90, 160).doubleClick(50, 50);
    t.expectToBeIn('polygon.idle');
    expect(drawnPoints(t)).toEqual([TRIANGLE]);
  });

  test('a click on a point that is there adds none', () => {
    const t = withPolygonTool().click(50, 50).click(150, 60).click(152, 61).click(90, 160).click(149, 62);
    expect(placed(t)).toBe(3);
  });

  test('a rubber line leads to the pointer, and to the first point where a click would close', () => {
    const t = withPolygonTool().click(50, 50).click(150, 60).click(90, 160).move(40, 120);
    expect(t.editor.state.previews.sketch?.next).toMatchObject({ x: 40, y: 120 });
    t.move(53, 47);
    expect(t.editor.state.previews.sketch).toMatchObject({ next: { x: 50, y: 50 }, isClosing: true });
    expect(t.editor.cursor).toBe('pointer');
    t.pointer('leave', t.at(53, 47));
    expect(t.editor.state.previews.sketch?.next).toBeNull();
  });

  test.each(['Backspace', 'Delete'])('%s takes the last point back, until there is none', (key) => {
    const t = withPolygonTool().click(50, 50).click(150, 60);
    t.key(key);
    expect(placed(t)).toBe(1);
    t.key(key);
    t.expectToBeIn('polygon.idle');
    expect(t.key(key)).toBe(false);
  });

  test('undo takes the last point back and leaves the labels alone', () => {
    const t = withPolygonTool().click(50, 50).click(150, 60);
    expect(t.key('z', { mod: true })).toBe(true);
    expect(placed(t)).toBe(1);
  });

  test('Esc drops the polygon first, then the tool', () => {
    const t = withPolygonTool().click(50, 50).click(150, 60);
    t.key('Escape');
    t.expectToBeIn('polygon.idle');
    expect(t.editor.state.previews.sketch).toBeNull();
    t.key('Escape');
    t.expectToBeIn('select.idle');
  });

  test('outside of the picture is clamped to its edge', () => {
    const t = withPolygonTool().click(-50, 20).click(500, 20).click(500, 400).click(10, 400);
    t.key('Enter');
    expect(drawnPoints(t)).toEqual([
      [
        [0, 20],
        [400, 20],
        [400, 300],
        [10, 300],
      ],
    ]);
  });

  test('a polygon of no area is refused with a message and can be drawn on', () => {
    const t = withPolygonTool().click(50, 50).click(100, 50).click(150, 50);
    t.key('Enter');
    expect([t.messages, t.drawn]).toEqual([[NO_AREA], []]);
    t.click(90, 160).key('Enter');
    expect(t.drawn).toHaveLength(1);
  });

  test('two points are no polygon, and Enter says so instead of going to the next input', () => {
    const t = withPolygonTool().click(50, 50).click(100, 50);
    expect(t.key('Enter')).toBe(true);
    expect(t.messages).toEqual(['A polygon needs at least 3 points.']);
    t.expectToBeIn('polygon.drawing');
  });

  test('Enter belongs to the page while nothing is drawn; arrows do not leave the input while something is', () => {
    const t = withPolygonTool();
    expect([t.key('Enter'), t.key('ArrowDown')]).toEqual([false, false]);
    t.click(50, 50);
    expect([t.key('ArrowDown'), t.key('ArrowUp')]).toEqual([true, true]);
  });

  test('panning by Space, zooming and a lost window keep the points', () => {
    const t = withPolygonTool().click(50, 50).click(150, 60);
    t.keyDown(' ');
    t.drag([100, 100], [120, 110]);
    t.keyUp(' ');
    t.expectToBeIn('polygon.drawing').wheel(100, 100, -300);
    t.editor.interrupt();
    t.click(90, 160).key('Enter');
    expect(t.drawn[0]?.region.box).toMatchObject({ xMin: 50, yMin: 50, xMax: 150 });
  });

  test('another concept, and the same tool again, keep the points', () => {
    const t = withPolygonTool().click(50, 50).click(150, 60);
    t.editor.setDrawingConcept({ name: 'goat', colour: '#112233' });
    t.editor.setTool('polygon');
    t.click(90, 160).key('Enter');
    expect(t.drawn).toMatchObject([{ conceptName: 'goat', region: { form: 'polygon' } }]);
  });

  test('another tool drops it', () => {
    const t = withPolygonTool().click(50, 50).click(150, 60);
    t.key('v');
    t.expectToBeIn('select.idle');
    expect(t.editor.state.previews.sketch).toBeNull();
  });

  test('a second finger pinches: the point under the first is dropped, those before stay', () => {
    const touch = { device: 'touch' } as const;
    const t = withPolygonTool().click(50, 50, touch).click(150, 60, touch);
    t.down(90, 160, touch)
      .down(200, 200, { ...touch, id: 2 })
      .move(220, 220, { ...touch, id: 2 });
    t.up(90, 160, touch)
      .up(220, 220, { ...touch, id: 2 })
      .expectToBeIn('polygon.drawing');
    expect(placed(t)).toBe(2);
  });

  test('Shift+Enter places a polygon in the middle of the view', () => {
    const t = withPolygonTool();
    expect(t.key('Enter', { shift: true })).toBe(true);
    expect(t.drawn[0]?.region.form).toBe('polygon');
    expect(drawnPoints(t)[0]).toHaveLength(4);
  });
});

const SQUARE: [number, number][] = [
  [100, 100],
  [200, 100],
  [200, 200],
  [100, 200],
];

function withSquare(): TestEditor {
  const t = new TestEditor([polygon('a', ...SQUARE)]);
  t.editor.setSelection(['a']);
  return t;
}

function moved(index: number, to: [number, number]): number[][] {
  return SQUARE.with(index, to);
}

describe('editing a polygon', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('a drag inside moves it whole and stops at the picture’s edge', () => {
    const t = withSquare().drag([130, 130], [-300, 150]);
    expect(t.shownPoints('a')).toEqual([
      [0, 120],
      [100, 120],
      [100, 220],
      [0, 220],
    ]);
    expect(t.edited).toHaveLength(1);
  });

  test('a drag of a point moves only that point', () => {
    const t = withSquare().drag([200, 200], [250, 220]);
    expect(t.shownPoints('a')).toEqual(moved(2, [250, 220]));
  });

  test('a point dragged outside of the picture stops at its edge', () => {
    const t = withSquare().drag([200, 200], [250, 900]);
    expect(t.shownPoints('a')).toEqual(moved(2, [250, 300]));
  });

  test('a drag of the middle of an edge adds a point there, a click adds it in the middle', () => {
    const t = withSquare().drag([150, 100], [160, 60]);
    expect(t.shownPoints('a')).toEqual(SQUARE.toSpliced(1, 0, [160, 60]));
    const other = withSquare().click(100, 150);
    expect(other.shownPoints('a')).toEqual([...SQUARE, [100, 150]]);
    expect(other.editor.state.selectedPoint).toBe(4);
  });

  test.each(['Delete', 'Backspace'])('%s deletes the selected point, never below three', (key) => {
    const t = withSquare().click(200, 100);
    expect(t.editor.state.selectedPoint).toBe(1);
    expect(t.key(key)).toBe(true);
    expect(t.shownPoints('a')).toEqual(SQUARE.toSpliced(1, 1));
    expect(t.key(key)).toBe(true);
    expect(t.shownPoints('a')).toHaveLength(3);
    expect(t.messages).toEqual(['A polygon keeps at least 3 points.']);
  });

  test('without a selected point Delete is the page’s', () => {
    const t = withSquare().click(200, 100);
    t.key('Escape');
    expect([t.editor.state.selectedPoint, [...t.editor.state.selection]]).toEqual([null, ['a']]);
    expect(t.key('Delete')).toBe(false);
  });

  test('a point no longer counts as selected when something else is', () => {
    const t = withSquare().click(200, 100).click(150, 150);
    expect(t.editor.state.selectedPoint).toBeNull();
    t.click(200, 100);
    t.editor.setSelection([]);
    t.editor.setSelection(['a']);
    expect(t.editor.state.selectedPoint).toBeNull();
  });

  test('arrows nudge the polygon whole, or the selected point', () => {
    const t = withSquare();
    t.key('ArrowRight');
    t.key('ArrowDown', { shift: true });
    vi.advanceTimersByTime(NUDGE_GROUP_MS);
    expect(t.shownPoints('a')).toEqual(SQUARE.map(([x, y]) => [x + 1, y + 10]));
    t.editor.setRegions([polygon('a', ...SQUARE)]);
    t.click(200, 200).key('ArrowLeft', { shift: true });
    vi.advanceTimersByTime(NUDGE_GROUP_MS);
    expect(t.shownPoints('a')).toEqual(moved(2, [190, 200]));
    expect(t.edited).toHaveLength(2);
  });

  test('a click hits the polygon, not the box around it', () => {
    const t = new TestEditor([polygon('a', [100, 100], [200, 100], [100, 200])]);
    t.click(190, 190);
    expect(t.selections).toEqual([]);
    t.click(120, 120);
    expect(t.selections).toEqual([['a']]);
  });

  test('dragged to no area it is refused with a message and stays', () => {
    const t = new TestEditor([polygon('a', [100, 100], [200, 100], [100, 200])]);
    t.editor.setSelection(['a']);
    t.drag([100, 200], [150, 100]);
    expect([t.edited, t.messages]).toEqual([[], [NO_AREA]]);
    expect(t.shownPoints('a')).toEqual([
      [100, 100],
      [200, 100],
      [100, 200],
    ]);
  });

  test('Esc in a drag of an edge’s middle takes the new point back', () => {
    const t = withSquare().down(150, 100).move(160, 60);
    expect(t.shownPoints('a')).toHaveLength(5);
    t.key('Escape');
    expect(t.shownPoints('a')).toEqual(SQUARE);
    expect(t.edited).toEqual([]);
  });
});
