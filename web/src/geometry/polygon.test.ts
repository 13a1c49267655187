import fc from 'fast-check';
import { expect, test } from 'vitest';

import { sharedArea } from './overlap';
import { imagePoint } from './point';
import { boxAround, boxPoints, distanceToOutline, isInPolygon, polygonArea, type Points } from './polygon';

const L_SHAPED = polygon([0, 0], [10, 0], [10, 4], [4, 4], [4, 10], [0, 10]);

function polygon(...points: readonly (readonly [number, number])[]): Points {
  return points.map(([x, y]) => imagePoint(x, y));
}

/** Points on rays around a middle, in order: a simple polygon, mostly not convex. */
const simplePolygon = fc
  .record({
    x: fc.integer({ min: 20, max: 80 }),
    y: fc.integer({ min: 20, max: 80 }),
    radii: fc.array(fc.integer({ min: 2, max: 60 }), { minLength: 3, maxLength: 12 }),
  })
  .map(({ x, y, radii }) =>
    radii.map((radius, at) => {
      const angle = (2 * Math.PI * at) / radii.length;
      return imagePoint(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    }),
  );

test('an area does not depend on where the polygon begins, nor on its direction', () => {
  fc.assert(
    fc.property(simplePolygon, fc.nat(), (points, shift) => {
      const turned = [...points.slice(shift % points.length), ...points.slice(0, shift % points.length)];
      expect(polygonArea(turned)).toBeCloseTo(polygonArea(points), 6);
      expect(polygonArea(points.toReversed())).toBeCloseTo(polygonArea(points), 6);
    }),
  );
  expect(polygonArea(L_SHAPED)).toBe(64);
});

test('the box around holds every point and touches all four sides', () => {
  expect(boxAround(L_SHAPED)).toEqual({ xMin: 0, yMin: 0, xMax: 10, yMax: 10 });
});

test.each([
  [2, 8, true],
  [8, 2, true],
  [8, 8, false], // in the notch
  [-1, 5, false],
] as const)('(%d, %d) is inside: %s', (x, y, expected) => {
  expect(isInPolygon(L_SHAPED, imagePoint(x, y))).toBe(expected);
});

test('the distance to the outline is that to the nearest edge, inside and outside', () => {
  expect(distanceToOutline(L_SHAPED, imagePoint(2, 9))).toBe(1);
  expect(distanceToOutline(L_SHAPED, imagePoint(13, 14))).toBeCloseTo(Math.hypot(9, 4), 9);
});

test('the share of points inside is the share of the area', () => {
  fc.assert(
    fc.property(simplePolygon, (points) => {
      let inside = 0;
      for (let x = -50; x < 150; x++) {
        for (let y = -50; y < 150; y++) if (isInPolygon(points, imagePoint(x + 0.5, y + 0.5))) inside++;
      }
      expect(Math.abs(inside - polygonArea(points))).toBeLessThan(points.length * 60);
    }),
    { numRuns: 30 },
  );
});

test('what two polygons share is what a grid of points finds in both', () => {
  fc.assert(
    fc.property(simplePolygon, simplePolygon, (a, b) => {
      const step = 0.5;
      let inBoth = 0;
      for (let x = -50; x < 150; x += step) {
        for (let y = -50; y < 150; y += step) {
          const at = imagePoint(x + step / 2, y + step / 2);
          if (isInPolygon(a, at) && isInPolygon(b, at)) inBoth += step * step;
        }
      }
      expect(Math.abs(sharedArea(a, b) - inBoth)).toBeLessThan(20);
    }),
    { numRuns: 20 },
  );
});

test('a polygon shares its whole area with itself, and the same with another in either order', () => {
  fc.assert(
    fc.property(simplePolygon, simplePolygon, (a, b) => {
      expect(sharedArea(a, a)).toBeCloseTo(polygonArea(a), 6);
      expect(sharedArea(a, b)).toBeCloseTo(sharedArea(b, a), 6);
      expect(sharedArea(a, b)).toBeLessThanOrEqual(Math.min(polygonArea(a), polygonArea(b)) + 1e-6);
    }),
  );
});

test('boxes as polygons share what boxes share', () => {
  const a = boxPoints({ xMin: 0, yMin: 0, xMax: 10, yMax: 10 });
  const b = boxPoints({ xMin: 5, yMin: 4, xMax: 20, yMax: 20 });
  expect(sharedArea(a, b)).toBe(30);
  expect(sharedArea(a, L_SHAPED)).toBe(64);
  expect(sharedArea(b, L_SHAPED)).toBe(0);
});

test('outlines of many hundred points share what the exact ones share, to a thousandth', () => {
  const circle = (x: number, n: number) =>
    Array.from({ length: n }, (_, at) => {
      const angle = (2 * Math.PI * at) / n;
      return imagePoint(x + 100 * Math.cos(angle), 200 + 100 * Math.sin(angle));
    });
  const exact = sharedArea(circle(200, 240), circle(260, 240));
  expect(Math.abs(sharedArea(circle(200, 2000), circle(260, 2000)) / exact - 1)).toBeLessThan(1e-3);
});
