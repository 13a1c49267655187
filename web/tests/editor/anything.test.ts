import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Pile } from '../../src/editor/Pile';
import { boxOfPicture, isInside } from '../../src/geometry/box';
import { hasNoArea, type Region } from '../../src/regions/region';
import { PICTURE, polygon, region, TestEditor } from '../TestEditor';
import {
  boxAct,
  clickAct,
  dragAct,
  grabAct,
  interruptAct,
  KEYS,
  pointerAct,
  polygonAct,
  toolAct,
  wheelAct,
  type Act,
} from './acts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const REGIONS = [
  region('a', [0, 0, 400, 300]),
  region('b', [100.123, 100.456, 160.789, 160.2]),
  region('c', [399, 299, 400, 300]),
  region('d', [10, 10, 11, 200]),
  polygon('e', [200, 50], [300.5, 60], [390, 290], [210, 200]),
];
const sceneAct = fc.oneof(
  fc.subarray(REGIONS).map(
    (regions): Act =>
      (t) =>
        t.editor.setRegions(regions),
  ),
  fc.subarray(['a', 'b', 'c', 'd', 'e', 'gone']).map(
    (ids): Act =>
      (t) =>
        t.editor.setSelection(ids),
  ),
  fc.constantFrom<1 | -1>(1, -1).map(
    (step): Act =>
      (t) =>
        void new Pile(t.editor.state).step(step),
  ),
);
const keyAct = fc.record({ key: fc.constantFrom(...KEYS), shift: fc.boolean(), isUp: fc.boolean() }).map(
  ({ key, shift, isUp }): Act =>
    (t) =>
      void (isUp ? t.keyUp(key, { shift }) : t.keyDown(key, { shift })),
);
const timeAct = fc.integer({ min: 0, max: 600 }).map(
  (ms): Act =>
    () =>
      void vi.advanceTimersByTime(ms),
);
const anything = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: pointerAct },
    { weight: 2, arbitrary: keyAct },
    { weight: 4, arbitrary: fc.oneof(dragAct, clickAct, grabAct, boxAct, polygonAct) },
    { weight: 3, arbitrary: fc.oneof(sceneAct, sceneAct, wheelAct, toolAct, timeAct, interruptAct) },
  ),
  { minLength: 20, maxLength: 60, size: 'max' },
);

function expectKeepable(region: Region): void {
  expect(hasNoArea(region, PICTURE)).toBe(false);
  expect(isInside(region.box, boxOfPicture(PICTURE))).toBe(true);
}

test('whatever a person does, every region that comes out has an area and is inside the picture', () => {
  let emitted = 0;
  fc.assert(
    fc.property(anything, (acts) => {
      const t = new TestEditor(REGIONS);
      for (const act of acts) act(t);
      t.editor.cancel();
      for (const { region } of [...t.drawn, ...t.edited]) expectKeepable(region);
      emitted += t.drawn.length + t.edited.length;
    }),
    { numRuns: 600 },
  );
  // About five come out per run; far fewer would mean that the sequences no longer reach the edits.
  expect(emitted).toBeGreaterThan(1000);
});

test('whatever a person did, cancel leads to the idle state of the chosen tool with no gesture on the screen', () => {
  fc.assert(
    fc.property(anything, (acts) => {
      const t = new TestEditor(REGIONS);
      for (const act of acts) act(t);
      t.editor.cancel();
      t.expectToBeIn(`${t.editor.toolId}.idle`);
      expect(t.editor.state.previews.liveIds).toEqual([]);
      t.editor.discardPreview();
      expect([t.editor.state.previews.draft, t.editor.state.previews.sketch]).toEqual([null, null]);
      for (const shown of t.editor.state.scene.regions) expect(t.editor.state.shownRegion(shown.id)).toBe(shown);
    }),
    { numRuns: 400 },
  );
});

test('whatever a person did, the camera is finite and some of the picture is on the canvas', () => {
  fc.assert(
    fc.property(anything, (acts) => {
      const t = new TestEditor(REGIONS);
      for (const act of acts) act(t);
      const { zoom, offsetX, offsetY } = t.editor.state.camera;
      expect([zoom, offsetX, offsetY].every(Number.isFinite)).toBe(true);
      expect(offsetX).toBeLessThan(800);
      expect(offsetY).toBeLessThan(600);
      expect(offsetX + PICTURE.width * zoom).toBeGreaterThan(0);
      expect(offsetY + PICTURE.height * zoom).toBeGreaterThan(0);
    }),
    { numRuns: 200 },
  );
});
