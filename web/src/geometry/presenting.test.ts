import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Box } from './box';
import { fitBox, visibleBox, type Camera } from './camera';
import { cameraPresenting } from './presenting';

const viewport = { width: 1000, height: 600, pixelRatio: 1 };
const whole = fitBox({ xMin: 0, yMin: 0, xMax: 4000, yMax: 3000 }, viewport, 0, 0);
const at = (x: number, y: number, width: number, height = width): Box => ({
  xMin: x,
  yMin: y,
  xMax: x + width,
  yMax: y + height,
});

function shownPx(box: Box, camera: Camera): number {
  return Math.max(box.xMax - box.xMin, box.yMax - box.yMin) * camera.zoom;
}

describe('the camera', () => {
  test('stays where a region is shown well', () => {
    expect(cameraPresenting(at(500, 500, 600), whole, viewport)).toBeNull();
  });

  test('moves without zooming to a region of good size that is out of view', () => {
    const near = { zoom: 1, offsetX: 0, offsetY: 0, turn: 0 } as const;
    expect(cameraPresenting(at(3000, 2000, 200), near, viewport)?.zoom).toBe(1);
  });

  test('zooms in on a region that is too small, but not on one of a few pixels until it is blocks', () => {
    const small = cameraPresenting(at(500, 500, 100), whole, viewport);
    expect(small && shownPx(at(500, 500, 100), small)).toBeCloseTo(240);
    expect(cameraPresenting(at(500, 500, 4), whole, viewport)?.zoom).toBe(6);
  });

  test('zooms out of a region that is larger than the canvas', () => {
    const near = { zoom: 3, offsetX: 0, offsetY: 0, turn: 0 } as const;
    const far = cameraPresenting(at(0, 0, 1000), near, viewport);
    expect(far && shownPx(at(0, 0, 1000), far)).toBeCloseTo(510);
  });

  test('shows every region whole, and then stays', () => {
    const coordinate = fc.double({ min: 0, max: 4000, noNaN: true });
    const side = fc.double({ min: 1, max: 3000, noNaN: true });
    const zooms = fc.double({ min: 0.05, max: 60, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, side, side, zooms, coordinate, (x, y, width, height, zoom, offset) => {
        const box = at(x, y, width, height);
        const camera = { zoom, offsetX: -offset, offsetY: offset, turn: 0 } as const;
        const shown = cameraPresenting(box, camera, viewport) ?? camera;
        const view = visibleBox(shown, viewport);
        expect(view.xMin <= box.xMin && view.yMin <= box.yMin && view.xMax >= box.xMax && view.yMax >= box.yMax).toBe(
          true,
        );
        expect(cameraPresenting(box, shown, viewport)).toBeNull();
      }),
    );
  });
});
