import { describe, expect, test } from 'vitest';

import { NO_AREA } from '../../src/editor/EditorState';
import { BOX_HANDLES } from '../../src/regions/box/handles';
import { boxRegion } from '../../src/regions/region';
import { corners, region, TestEditor } from '../TestEditor';

const OUTER = region('outer', [50, 50, 250, 250]);
const INNER = region('inner', [100, 100, 160, 160]);

function selected(id: string): TestEditor {
  const t = new TestEditor([OUTER, INNER]);
  t.editor.setSelection([id]);
  return t;
}

describe('selecting', () => {
  test('a click selects the smallest region under the pointer', () => {
    expect(new TestEditor([INNER, OUTER]).click(120, 120).selections).toEqual([['inner']]);
  });

  test('a click on nothing clears the selection', () => {
    expect(new TestEditor([OUTER]).click(60, 60).click(350, 280).selections).toEqual([['outer'], []]);
  });

  test('Alt+click reaches every region under the pointer in turn', () => {
    const t = new TestEditor([OUTER, INNER]);
    for (let i = 0; i < 3; i++) t.click(120, 120, { alt: true });
    expect(t.selections).toEqual([['inner'], ['outer'], ['inner']]);
  });

  test('Shift+click adds to the selection and takes away from it', () => {
    const t = new TestEditor([OUTER, INNER]).click(60, 60).click(120, 120, { shift: true });
    expect(t.selections.at(-1)).toEqual(['outer', 'inner']);
    t.click(120, 120, { shift: true });
    expect(t.selections.at(-1)).toEqual(['outer']);
  });

  test('a hidden region is neither hit nor hovered', () => {
    const t = new TestEditor([{ ...INNER, hidden: true }]).move(120, 120).click(120, 120);
    expect(t.selections).toEqual([]);
    expect(t.hovers).toEqual([]);
  });

  test('the pointer hovers the smallest region and leaves it again', () => {
    const t = new TestEditor([OUTER, INNER]).move(120, 120).move(200, 200).pointer('leave', new TestEditor().at(0, 0));
    expect(t.hovers).toEqual(['inner', 'outer', null]);
  });

  test('selection and hover set by the lists come back as no event', () => {
    const t = selected('inner');
    t.editor.setHover('outer');
    expect(t.selections).toEqual([]);
    expect(t.hovers).toEqual([]);
    expect(t.editor.state.hovered).toBe('outer');
  });
});

describe('moving', () => {
  test('a drag of a selected region moves it, and tells once at the end', () => {
    const t = selected('inner').down(130, 130).expectToBeIn('select.pointing').move(140, 150);
    t.expectToBeIn('select.dragging');
    expect(t.shown('inner')).toEqual([110, 120, 170, 180]);
    expect(t.edited).toEqual([]);
    t.up(140, 150).expectToBeIn('select.idle');
    expect(t.edited).toEqual([{ id: 'inner', region: boxRegion({ xMin: 110, yMin: 120, xMax: 170, yMax: 180 }) }]);
  });

  test('the new box stays on the canvas until the regions are set again', () => {
    const t = selected('inner').drag([130, 130], [140, 150]);
    expect(t.shown('inner')).toEqual([110, 120, 170, 180]);
    t.editor.setRegions([OUTER, INNER]);
    expect(t.shown('inner')).toEqual([100, 100, 160, 160]);
  });

  test('a drag of what is not selected pans, so that no suggestion is edited by a slip', () => {
    const t = new TestEditor([INNER]).down(130, 130).move(150, 150).expectToBeIn('select.panning');
    t.up(150, 150);
    expect(t.edited).toEqual([]);
    expect(t.editor.state.camera.offsetX).not.toBe(100);
  });

  test('a region stops at the edge of the picture and keeps its size', () => {
    const t = selected('inner').drag([130, 130], [-500, 900]);
    expect(corners(t.edited[0]!.region.box)).toEqual([0, 240, 60, 300]);
  });

  test('a region brought back to where it was is no edit', () => {
    const t = selected('inner').down(130, 130).move(180, 180).move(130, 130).up(130, 130);
    expect(t.edited).toEqual([]);
    expect(t.shown('inner')).toEqual([100, 100, 160, 160]);
  });

  test('a selected region is moved even where a smaller one lies over it', () => {
    const t = selected('outer').drag([130, 130], [135, 130]);
    expect(t.edited.map(({ id }) => id)).toEqual(['outer']);
  });

  test('a gesture ends when its region is gone, and leaves nothing behind', () => {
    const t = selected('inner').down(130, 130).move(150, 150);
    t.editor.setRegions([OUTER]);
    t.expectToBeIn('select.idle').up(150, 150);
    expect(t.edited).toEqual([]);
  });

  test('a gesture goes on when other regions change', () => {
    const t = selected('inner').down(130, 130).move(150, 150);
    t.editor.setRegions([INNER]);
    t.expectToBeIn('select.dragging').up(150, 150);
    expect(t.edited).toHaveLength(1);
  });

  test('Esc puts the region back', () => {
    const t = selected('inner').down(130, 130).move(150, 150);
    t.key('Escape');
    t.up(150, 150);
    expect(t.shown('inner')).toEqual([100, 100, 160, 160]);
    expect(t.edited).toEqual([]);
    expect([...t.editor.state.selection]).toEqual(['inner']);
  });
});

describe('resizing', () => {
  const HANDLE_AT: Record<string, [number, number]> = {
    'top-left': [50, 50],
    top: [150, 50],
    'top-right': [250, 50],
    right: [250, 150],
    'bottom-right': [250, 250],
    bottom: [150, 250],
    'bottom-left': [50, 250],
    left: [50, 150],
  };

  test.each(BOX_HANDLES)('$id moves its sides and leaves the others exactly where they are', (handle) => {
    const [x, y] = HANDLE_AT[handle.id]!;
    const t = selected('outer')
      .down(x, y)
      .move(x + 10, y + 20);
    t.expectToBeIn('select.resizing').up(x + 10, y + 20);
    expect(corners(t.edited[0]!.region.box)).toEqual([
      handle.sideX === -1 ? 60 : 50,
      handle.sideY === -1 ? 70 : 50,
      handle.sideX === 1 ? 260 : 250,
      handle.sideY === 1 ? 270 : 250,
    ]);
  });

  test('a handle grabbed beside its middle does not jump', () => {
    const t = selected('outer').drag([253, 252], [263, 252]);
    expect(corners(t.edited[0]!.region.box)).toEqual([50, 50, 260, 250]);
  });

  test('a side dragged through its opposite turns the box over', () => {
    const t = selected('outer').drag([50, 150], [300, 150]);
    expect(corners(t.edited[0]!.region.box)).toEqual([250, 50, 300, 250]);
  });

  test('a side is clamped to the picture while the opposite one does not tremble', () => {
    const t = selected('outer').down(250, 150).move(900, 150);
    expect(t.shown('outer')).toEqual([50, 50, 400, 250]);
    t.move(-900, 150);
    expect(t.shown('outer')).toEqual([0, 50, 50, 250]);
  });

  test('a box pressed flat is refused and shown as it was', () => {
    const t = selected('outer').drag([50, 150], [250, 150]);
    expect(t.edited).toEqual([]);
    expect(t.messages).toEqual([NO_AREA]);
    expect(t.shown('outer')).toEqual([50, 50, 250, 250]);
  });

  test('handles are grabbed within the same distance on screen at every zoom', () => {
    const t = selected('outer');
    t.editor.state.moveCamera({ zoom: 8, offsetX: -200, offsetY: -200, turn: 0 });
    t.down(50.5, 50.5).move(60, 60).expectToBeIn('select.resizing');
    t.editor.cancel();
    t.down(52, 52).move(60, 60).expectToBeIn('select.dragging');
  });
});
