import { describe, expect, test } from 'vitest';

import { NO_AREA } from '../../src/editor/EditorState';
import { boxRegion } from '../../src/regions/region';
import { corners, region, TestEditor } from '../TestEditor';

function withBoxTool(): TestEditor {
  const t = new TestEditor();
  t.editor.setDrawingConcept({ name: 'sheep', colour: '#ff8800' });
  t.key('b');
  return t;
}

describe('the box tool', () => {
  test('a drag draws a box with the concept in use', () => {
    const t = withBoxTool().down(10, 20).expectToBeIn('box.pointing').move(60, 90).expectToBeIn('box.drawing');
    t.up(60, 90).expectToBeIn('box.idle');
    expect(t.drawn).toEqual([{ conceptName: 'sheep', region: boxRegion({ xMin: 10, yMin: 20, xMax: 60, yMax: 90 }) }]);
  });

  test('a drag up and to the left draws the same box as one down and to the right', () => {
    const t = withBoxTool().drag([60, 90], [10, 20]);
    expect(t.drawn[0]?.region.box).toEqual({ xMin: 10, yMin: 20, xMax: 60, yMax: 90 });
  });

  test('without a concept the box is handed over with none, and stays on the canvas until the answer', () => {
    const t = new TestEditor();
    t.key('b');
    t.drag([10, 10], [50, 50]);
    expect(t.drawn[0]?.conceptName).toBeNull();
    expect(t.editor.state.previews.draft).toEqual(boxRegion({ xMin: 10, yMin: 10, xMax: 50, yMax: 50 }));
    t.editor.setRegions([region('new', [10, 10, 50, 50])]);
    expect(t.editor.state.previews.draft).toBeNull();
  });

  test('a drawn box that got no concept can be discarded, by call or by Esc', () => {
    const t = new TestEditor();
    t.key('b');
    t.drag([10, 10], [50, 50]).editor.discardPreview();
    expect(t.editor.state.previews.draft).toBeNull();
    t.drag([10, 10], [50, 50]).key('Escape');
    expect(t.editor.state.previews.draft).toBeNull();
    t.expectToBeIn('box.idle');
  });

  test('drawing beyond the picture is clamped to its edge', () => {
    const t = withBoxTool().drag([-50, -20], [900, 100]);
    expect(corners(t.drawn[0]!.region.box)).toEqual([0, 0, 400, 100]);
  });

  test('a click draws nothing and says nothing', () => {
    const t = withBoxTool().click(50, 50);
    expect(t.drawn).toEqual([]);
    expect(t.messages).toEqual([]);
  });

  test.each([
    ['flat', [10, 10], [80, 10]],
    ['outside the picture on one side', [-80, 10], [-10, 200]],
  ] as const)('a drag that is %s is refused with a message', (_, from, to) => {
    const t = withBoxTool().drag([...from], [...to]);
    expect(t.drawn).toEqual([]);
    expect(t.messages).toEqual([NO_AREA]);
    expect(t.editor.state.previews.draft).toBeNull();
  });

  test('the start stays at its place in the picture when the wheel zooms while drawing', () => {
    const t = withBoxTool().down(100, 100).move(150, 150).wheel(150, 150, -300);
    t.up(200, 200);
    expect(t.drawn[0]?.region.box.xMin).toBeCloseTo(100, 1);
    expect(t.drawn[0]?.region.box.xMax).toBeCloseTo(200, 1);
  });

  test.each([
    ['Esc', (t: TestEditor) => void t.key('Escape')],
    ['a lost pointer', (t: TestEditor) => void t.pointer('cancel', t.at(60, 60))],
    ['the window losing focus', (t: TestEditor) => t.editor.cancel()],
    ['a second pointer', (t: TestEditor) => void t.down(90, 90, { id: 2, device: 'touch' })],
    ['another tool', (t: TestEditor) => t.editor.setTool('box')],
    ['another picture', (t: TestEditor) => t.editor.setPicture(null, 100, 100)],
  ])('%s ends drawing without a box', (_, interrupt) => {
    const t = withBoxTool().down(10, 10).move(60, 60).expectToBeIn('box.drawing');
    interrupt(t);
    t.expectToBeIn('box.idle');
    t.move(80, 80).up(80, 80);
    expect(t.drawn).toEqual([]);
    expect(t.editor.state.previews.draft).toBeNull();
  });

  test('Esc leaves the tool and the concept once nothing is being drawn', () => {
    const t = withBoxTool();
    expect(t.key('Escape')).toBe(true);
    t.expectToBeIn('select.idle');
    expect(t.toolChanges.at(-1)).toEqual({ tool: 'select', drawingConcept: null });
    expect(t.key('Escape')).toBe(false);
  });

  test('Shift+Enter places a box in the middle of the view, for people without a pointer', () => {
    const t = withBoxTool();
    t.editor.fit();
    expect(t.key('Enter', { shift: true })).toBe(true);
    const { xMin, xMax, yMin, yMax } = t.drawn[0]!.region.box;
    expect((xMin + xMax) / 2).toBeCloseTo(200, 1);
    expect((yMin + yMax) / 2).toBeCloseTo(150, 1);
  });

  test('Enter alone is left for the page', () => {
    expect(withBoxTool().key('Enter')).toBe(false);
  });
});
