import fc from 'fast-check';
import { expect, test } from 'vitest';

import { imagePoint } from './point';
import { segmentMeetsBox } from './segment';

const BOX = { xMin: 10, yMin: 10, xMax: 20, yMax: 20 };

test.each([
  [0, 15, 30, 15, true, 'through'],
  [12, 12, 13, 18, true, 'inside'],
  [12, 12, 50, 50, true, 'out of it'],
  [0, 10, 30, 10, true, 'along an edge'],
  [0, 20, 20, 40, false, 'past a corner'],
  [0, 30, 30, 0, true, 'through the middle, aslant'],
  [0, 21, 30, 21, false, 'below'],
  [0, 15, 9, 15, false, 'ends before'],
  [15, 15, 15, 15, true, 'a point inside'],
  [5, 15, 5, 15, false, 'a point outside'],
] as const)('the line from (%d, %d) to (%d, %d): %s, %s', (ax, ay, bx, by, expected: boolean, _why: string) => {
  expect(segmentMeetsBox(imagePoint(ax, ay), imagePoint(bx, by), BOX)).toBe(expected);
});

test('a line meets a box if one of its points is in it, and the same from both ends', () => {
  const coordinate = fc.integer({ min: 0, max: 30 });
  const point = fc.tuple(coordinate, coordinate).map(([x, y]) => imagePoint(x, y));
  fc.assert(
    fc.property(point, point, (a, b) => {
      const at = (part: number) => imagePoint(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part);
      const isIn = ({ x, y }: { x: number; y: number }) => x >= 10 && x <= 20 && y >= 10 && y <= 20;
      const isMet = Array.from({ length: 101 }, (_, step) => at(step / 100)).some(isIn);
      if (isMet) expect(segmentMeetsBox(a, b, BOX)).toBe(true);
      expect(segmentMeetsBox(a, b, BOX)).toBe(segmentMeetsBox(b, a, BOX));
    }),
  );
});
