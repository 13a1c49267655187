import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { boxOfPicture } from './box';
import {
  boxToScreen,
  centreOn,
  clampCamera,
  fitBox,
  imageToScreen,
  screenToImage,
  transformOf,
  visibleBox,
  zoomAt,
  zoomLimits,
} from './camera';
import { imagePoint, screenPoint } from './point';

const VIEWPORT = { width: 800, height: 600, pixelRatio: 2 };
const PICTURE = { width: 4000, height: 3000 };
const TURNS = [0, 1, 2, 3] as const;
const coordinate = fc.double({ min: -1e4, max: 1e4, noNaN: true });
const cameraOf = (turn: (typeof TURNS)[number]) =>
  fc.record({
    zoom: fc.double({ min: 0.01, max: 64, noNaN: true }),
    offsetX: coordinate,
    offsetY: coordinate,
    turn: fc.constant(turn),
  });

describe.each(TURNS)('turned by %d quarters', (turn) => {
  const camera = cameraOf(turn);

  test('a point goes to the screen and back unchanged', () => {
    fc.assert(
      fc.property(camera, coordinate, coordinate, (view, x, y) => {
        const back = screenToImage(view, imageToScreen(view, imagePoint(x, y)));
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1e-6);
      }),
    );
  });

  test('a place on the screen goes to the picture and back unchanged', () => {
    fc.assert(
      fc.property(camera, coordinate, coordinate, (view, x, y) => {
        const back = imageToScreen(view, screenToImage(view, screenPoint(x, y)));
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1e-6);
      }),
    );
  });

  test('a canvas draws with the transform where a point is', () => {
    fc.assert(
      fc.property(camera, coordinate, coordinate, (view, x, y) => {
        const [a, b, c, d, e, f] = transformOf(view, 2);
        const at = imageToScreen(view, imagePoint(x, y));
        expect(a * x + c * y + e).toBeCloseTo(at.x * 2, 4);
        expect(b * x + d * y + f).toBeCloseTo(at.y * 2, 4);
      }),
    );
  });

  test('zooming in and out again by the same factor at the same place is no move', () => {
    const limits = { min: 1e-6, max: 1e6 };
    const factors = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(camera, coordinate, coordinate, factors, (view, x, y, factor) => {
        const there = zoomAt(view, screenPoint(x, y), factor, limits);
        const back = zoomAt(there, screenPoint(x, y), 1 / factor, limits);
        expect(back.zoom).toBeCloseTo(view.zoom, 6);
        expect(Math.abs(back.offsetX - view.offsetX)).toBeLessThan(1e-5);
        expect(there.turn).toBe(turn);
      }),
    );
  });

  test('zooming keeps the place under the pointer', () => {
    fc.assert(
      fc.property(camera, fc.double({ min: 0.5, max: 2, noNaN: true }), (view, factor) => {
        const pointer = screenPoint(250, 180);
        const before = screenToImage(view, pointer);
        const after = screenToImage(zoomAt(view, pointer, factor, { min: 1e-6, max: 1e6 }), pointer);
        expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(1e-5);
      }),
    );
  });

  test('a fitted box is seen whole, in the middle', () => {
    const box = { xMin: 100, yMin: 100, xMax: 1100, yMax: 400 };
    const seen = visibleBox(fitBox(box, VIEWPORT, 20, turn), VIEWPORT);
    expect(seen.xMin).toBeLessThanOrEqual(100);
    expect(seen.xMax).toBeGreaterThanOrEqual(1100);
    expect(seen.yMin).toBeLessThanOrEqual(100);
    expect(seen.yMax).toBeGreaterThanOrEqual(400);
    expect((seen.xMin + seen.xMax) / 2).toBeCloseTo(600);
    expect((seen.yMin + seen.yMax) / 2).toBeCloseTo(250);
  });

  test('a fitted picture fills the canvas up to the margin on one side', () => {
    const { left, top, width, height } = boxToScreen(
      fitBox(boxOfPicture(PICTURE), VIEWPORT, 20, turn),
      boxOfPicture(PICTURE),
    );
    expect(Math.min(left, top)).toBeCloseTo(20);
    expect(left * 2 + width).toBeCloseTo(VIEWPORT.width);
    expect(top * 2 + height).toBeCloseTo(VIEWPORT.height);
  });

  test('a clamped camera is clamped only once, and leaves some of the picture on the canvas', () => {
    fc.assert(
      fc.property(camera, (view) => {
        const once = clampCamera(view, PICTURE, VIEWPORT);
        expect(clampCamera(once, PICTURE, VIEWPORT)).toEqual(once);
        const { left, top, width, height } = boxToScreen(once, boxOfPicture(PICTURE));
        expect(Math.min(left + width, VIEWPORT.width - left)).toBeGreaterThan(47.9);
        expect(Math.min(top + height, VIEWPORT.height - top)).toBeGreaterThan(47.9);
      }),
    );
  });

  test('a tiny picture on a large canvas can still be fitted', () => {
    const tiny = { width: 2, height: 2 };
    const fitted = fitBox({ xMin: 0, yMin: 0, xMax: 2, yMax: 2 }, VIEWPORT, 24, turn);
    expect(clampCamera(fitted, tiny, VIEWPORT)).toEqual(fitted);
  });
});

test('a view turned once shows the upper left corner of the picture at the upper right', () => {
  const view = centreOn({ xMin: 0, yMin: 0, xMax: 100, yMax: 50 }, VIEWPORT, 1, 1);
  const [corner, right] = [imageToScreen(view, imagePoint(0, 0)), imageToScreen(view, imagePoint(100, 0))];
  expect([corner.x, corner.y]).toEqual([425, 250]);
  expect([right.x, right.y]).toEqual([425, 350]);
});

test('the closest zoom is counted in device pixels, so it halves on a screen of twice the density', () => {
  expect(zoomLimits(PICTURE, VIEWPORT, 0).max).toBe(32);
  expect(zoomLimits(PICTURE, { ...VIEWPORT, pixelRatio: 1 }, 0).max).toBe(64);
});
