import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { imageToScreen, screenToImage } from '../../src/geometry/camera';
import { imagePoint, screenPoint } from '../../src/geometry/point';
import { corners, polygon, region, TestEditor } from '../TestEditor';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Where (1, 0) of the screen points in the picture, by turn. */
const RIGHT_IN_PICTURE = [
  [1, 0],
  [0, -1],
  [-1, 0],
  [0, 1],
] as const;

describe.each([0, 1, 2, 3] as const)('in a view turned by %d quarters', (turn) => {
  const turned = (...regions: ConstructorParameters<typeof TestEditor>[0] & object) => {
    const t = new TestEditor(regions);
    t.editor.turnView(turn);
    return t;
  };

  test('a box is drawn where the pointer was, in pixels of the picture', () => {
    const t = turned();
    t.key('b');
    t.drag([20, 30], [120.5, 80]);
    expect(t.drawn.map((event) => corners(event.region.box))).toEqual([[20, 30, 120.5, 80]]);
  });

  test('a polygon is drawn, and closed on its first point', () => {
    const t = turned();
    t.key('p');
    t.click(50, 50).click(150, 50).click(150, 150).click(50, 50);
    expect(t.drawn.map((event) => corners(event.region.box))).toEqual([[50, 50, 150, 150]]);
  });

  test('a region is clicked, moved and stopped at the edge of the picture', () => {
    const t = turned(region('a', [10, 10, 110, 60]), polygon('b', [200, 100], [300, 100], [250, 200]));
    t.click(250, 130);
    expect(t.selections).toEqual([['b']]);
    t.click(60, 35).drag([60, 35], [-200, 95]);
    expect(t.edited.map((event) => corners(event.region.box))).toEqual([[0, 70, 100, 120]]);
  });

  test('a corner is taken hold of where it is seen, and the others stay', () => {
    const t = turned(region('a', [100, 100, 200, 180]));
    t.click(150, 140).drag([200, 180], [230, 210]);
    expect(t.shown('a')).toEqual([100, 100, 230, 210]);
  });

  test('the right arrow key moves a region to the right of the screen', () => {
    const t = turned(region('a', [100, 100, 200, 180]));
    t.editor.setSelection(['a']);
    const { camera } = t.editor.state;
    const before = imageToScreen(camera, imagePoint(100, 100));
    t.key('ArrowRight', { shift: true });
    vi.advanceTimersByTime(500);
    const [x, y] = RIGHT_IN_PICTURE[turn];
    expect(t.edited.map((event) => corners(event.region.box))).toEqual([
      [100 + 10 * x, 100 + 10 * y, 200 + 10 * x, 180 + 10 * y],
    ]);
    const after = imageToScreen(camera, imagePoint(100 + 10 * x, 100 + 10 * y));
    expect(after.x - before.x).toBeCloseTo(10 * camera.zoom);
    expect(after.y - before.y).toBeCloseTo(0);
  });

  test('the wheel, fit and bringing a region into view keep the turn', () => {
    const t = turned(region('a', [300, 200, 340, 230]));
    for (let nTurns = 0; nTurns < 4; nTurns++) t.wheel(10, 10, -900);
    expect(t.editor.state.camera.turn).toBe(turn);
    t.editor.reveal('a');
    const middle = screenToImage(t.editor.state.camera, screenPoint(400, 300));
    expect(middle.x).toBeCloseTo(320);
    expect(middle.y).toBeCloseTo(215);
    expect(t.editor.state.camera.turn).toBe(turn);
    t.editor.fit();
    expect(t.editor.state.camera.zoom).toBeCloseTo(552 / (turn % 2 === 0 ? 300 : 400));
    t.editor.setViewport({ width: 500, height: 900, pixelRatio: 1 });
    expect(t.editor.state.camera.turn).toBe(turn);
    expect(t.editor.state.camera.zoom).toBeCloseTo(turn % 2 === 0 ? 452 / 400 : 452 / 300);
  });

  test('a box placed by key has its size on the screen', () => {
    const t = turned();
    t.editor.fit();
    t.editor.dispatchWheel({ point: screenPoint(400, 300), deltaY: -600, pinch: false });
    t.key('b');
    t.key('Enter', { shift: true });
    const [placed] = t.drawn;
    const { zoom } = t.editor.state.camera;
    const sides = [800 / 3 / zoom, 600 / 3 / zoom];
    const [width, height] = turn % 2 === 0 ? sides : sides.reverse();
    expect(placed!.region.box.xMax - placed!.region.box.xMin).toBeCloseTo(width!, 1);
    expect(placed!.region.box.yMax - placed!.region.box.yMin).toBeCloseTo(height!, 1);
  });
});

test('turning keeps the middle of the view where it is, and four turns are none', () => {
  const t = new TestEditor();
  t.wheel(320, 80, -700);
  const before = t.editor.state.camera;
  const middle = screenToImage(before, screenPoint(400, 300));
  for (const turn of [1, 2, 3, 0] as const) {
    t.editor.turnView(turn);
    const now = screenToImage(t.editor.state.camera, screenPoint(400, 300));
    expect(now.x).toBeCloseTo(middle.x);
    expect(now.y).toBeCloseTo(middle.y);
  }
  expect(t.editor.state.camera.offsetX).toBeCloseTo(before.offsetX);
  expect(t.editor.state.camera.zoom).toBe(before.zoom);
});

test('another picture is upright unless it comes turned', () => {
  const t = new TestEditor();
  t.editor.turnView(1);
  t.editor.setPicture(null, 400, 300, { keepCamera: true });
  expect(t.editor.state.camera.turn).toBe(1);
  t.editor.setPicture(null, 400, 300);
  expect(t.editor.state.camera.turn).toBe(0);
  t.editor.setPicture(null, 400, 300, { turn: 3 });
  expect(t.editor.state.camera.turn).toBe(3);
});

test('turning ends a gesture without effect', () => {
  const t = new TestEditor();
  t.key('b');
  t.down(10, 10).move(60, 60);
  t.editor.turnView(1);
  t.expectToBeIn('box.idle');
  expect(t.drawn).toEqual([]);
});
