import fc from 'fast-check';
import { expect, test } from 'vitest';

import { boxOfPicture, isInside, type Box } from '../../geometry/box';
import { imagePoint, screenPoint } from '../../geometry/point';
import { handleAt, seenHandle } from '../handles';
import { boxRegion } from '../region';
import { BOX_HANDLES, isHandleShown } from './handles';
import { hitBox } from './hit';
import { moveBox, resizeBox } from './move';

const PICTURE = { width: 640, height: 480 };
const CAMERA = { zoom: 2, offsetX: 10, offsetY: 20, turn: 0 } as const;
const BOX: Box = { xMin: 100, yMin: 100, xMax: 200, yMax: 180 };
const anyBox = fc
  .tuple(fc.double({ min: 0, max: 639, noNaN: true }), fc.double({ min: 0, max: 479, noNaN: true }))
  .chain(([xMin, yMin]) =>
    fc.record({
      xMin: fc.constant(xMin),
      yMin: fc.constant(yMin),
      xMax: fc.double({ min: xMin, max: 640, noNaN: true }),
      yMax: fc.double({ min: yMin, max: 480, noNaN: true }),
    }),
  );
const anywhere = fc.double({ min: -2000, max: 2000, noNaN: true });

test('a moved box keeps its size and stays inside the picture', () => {
  fc.assert(
    fc.property(anyBox, anywhere, anywhere, (box, dx, dy) => {
      const moved = moveBox(box, dx, dy, PICTURE);
      expect(isInside(moved, boxOfPicture(PICTURE))).toBe(true);
      expect(moved.xMax - moved.xMin).toBeCloseTo(box.xMax - box.xMin, 6);
      expect(moved.yMax - moved.yMin).toBeCloseTo(box.yMax - box.yMin, 6);
    }),
  );
});

test('a resized box stays inside, upright, and keeps one side of each direction to the last bit', () => {
  fc.assert(
    fc.property(anyBox, fc.constantFrom(...BOX_HANDLES), anywhere, anywhere, (box, handle, x, y) => {
      const resized = resizeBox(box, handle, imagePoint(x, y), PICTURE);
      expect(isInside(resized, boxOfPicture(PICTURE))).toBe(true);
      expect(resized.xMin <= resized.xMax && resized.yMin <= resized.yMax).toBe(true);
      const fixedX = handle.sideX === -1 ? box.xMax : box.xMin;
      const fixedY = handle.sideY === -1 ? box.yMax : box.yMin;
      expect([resized.xMin, resized.xMax]).toContain(fixedX);
      expect([resized.yMin, resized.yMax]).toContain(fixedY);
    }),
  );
});

test.each([
  [150, 140, 'inside'],
  [102, 140, 'edge'],
  [97, 140, 'edge'],
  [96, 140, 'outside'],
  [97, 96, 'outside'], // beside a corner, too far in one direction
] as const)('(%d, %d) is %s', (x, y, expected) => {
  expect(hitBox(BOX, imagePoint(x, y), 3)).toBe(expected);
});

test('the nearest handle within reach is the one', () => {
  expect(handleAt(boxRegion(BOX), screenPoint(212, 222), CAMERA, 7)?.id).toBe('top-left');
  expect(handleAt(boxRegion(BOX), screenPoint(310, 222), CAMERA, 7)?.id).toBe('top');
  expect(handleAt(boxRegion(BOX), screenPoint(260, 222), CAMERA, 7)).toBeNull();
});

test('a side too short on screen has no handle of its own, its corners stay', () => {
  const small: Box = { xMin: 0, yMin: 0, xMax: 10, yMax: 100 };
  const shown = BOX_HANDLES.filter((handle) => isHandleShown(small, handle, CAMERA)).map(({ id }) => id);
  expect(shown).toEqual(['top-left', 'top-right', 'right', 'bottom-right', 'bottom-left', 'left']);
});

test('the eight handles have eight accessible names', () => {
  expect(new Set(BOX_HANDLES.map(({ name }) => name)).size).toBe(8);
});

test('in a view turned to the right the top left handle is named and points as the top right one', () => {
  const [topLeft, top] = BOX_HANDLES;
  expect(seenHandle(topLeft!, 1)).toMatchObject({ name: 'Move top right corner', cursor: 'nesw-resize' });
  expect(seenHandle(top!, 3)).toMatchObject({ name: 'Move left edge', cursor: 'ew-resize' });
  expect(BOX_HANDLES.map((handle) => seenHandle(handle, 2).id)).toEqual(
    [4, 5, 6, 7, 0, 1, 2, 3].map((at) => BOX_HANDLES[at]!.id),
  );
});
