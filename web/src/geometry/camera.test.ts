import fc from 'fast-check';
import { expect, test } from 'vitest';

import { clampCamera, fitBox, imageToScreen, screenToImage, visibleBox, zoomAt, zoomLimits } from './camera';
import { imagePoint, screenPoint } from './point';

const VIEWPORT = { width: 800, height: 600, pixelRatio: 2 };
const PICTURE = { width: 4000, height: 3000 };
const coordinate = fc.double({ min: -1e4, max: 1e4, noNaN: true });
const camera = fc.record({
  zoom: fc.double({ min: 0.01, max: 64, noNaN: true }),
  offsetX: coordinate,
  offsetY: coordinate,
});

test('a point goes to the screen and back unchanged', () => {
  fc.assert(
    fc.property(camera, coordinate, coordinate, (view, x, y) => {
      const back = screenToImage(view, imageToScreen(view, imagePoint(x, y)));
      expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1e-6);
    }),
  );
});

test('zooming in and out again by the same factor at the same place is no move', () => {
  const limits = { min: 1e-6, max: 1e6 };
  fc.assert(
    fc.property(camera, coordinate, coordinate, fc.double({ min: 0.1, max: 10, noNaN: true }), (view, x, y, factor) => {
      const there = zoomAt(view, screenPoint(x, y), factor, limits);
      const back = zoomAt(there, screenPoint(x, y), 1 / factor, limits);
      expect(back.zoom).toBeCloseTo(view.zoom, 6);
      expect(Math.abs(back.offsetX - view.offsetX)).toBeLessThan(1e-5);
    }),
  );
});

test('a fitted box is seen whole, in the middle', () => {
  const box = { xMin: 100, yMin: 100, xMax: 1100, yMax: 400 };
  const seen = visibleBox(fitBox(box, VIEWPORT, 20), VIEWPORT);
  expect(seen.xMin).toBeLessThan(100);
  expect(seen.xMax).toBeGreaterThan(1100);
  expect((seen.xMin + seen.xMax) / 2).toBeCloseTo(600);
  expect((seen.yMin + seen.yMax) / 2).toBeCloseTo(250);
});

test('the closest zoom is counted in device pixels, so it halves on a screen of twice the density', () => {
  expect(zoomLimits(PICTURE, VIEWPORT).max).toBe(32);
  expect(zoomLimits(PICTURE, { ...VIEWPORT, pixelRatio: 1 }).max).toBe(64);
});

test('a tiny picture on a large canvas can still be fitted', () => {
  const tiny = { width: 2, height: 2 };
  const fitted = fitBox({ xMin: 0, yMin: 0, xMax: 2, yMax: 2 }, VIEWPORT, 24);
  expect(clampCamera(fitted, tiny, VIEWPORT)).toEqual(fitted);
});

test('a clamped camera is clamped only once', () => {
  fc.assert(
    fc.property(camera, (view) => {
      const once = clampCamera(view, PICTURE, VIEWPORT);
      expect(clampCamera(once, PICTURE, VIEWPORT)).toEqual(once);
    }),
  );
});
