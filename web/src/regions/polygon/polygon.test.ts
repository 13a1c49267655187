import fc from 'fast-check';
import { expect, test } from 'vitest';

import { boxOfPicture, isInside } from '../../geometry/box';
import { imagePoint, screenPoint } from '../../geometry/point';
import type { Points } from '../../geometry/polygon';
import { dragHandle, handleAt, handlesOf, positionOf } from '../handles';
import { areRegionsEqual, hasNoArea, hitRegion, moveRegion, polygonRegion, regionArea } from '../region';

const PICTURE = { width: 640, height: 480 };
const CAMERA = { zoom: 2, offsetX: 10, offsetY: 20, turn: 0 } as const;
const TRIANGLE = polygonRegion(polygon([100, 100], [200, 100], [100, 180]));

function polygon(...points: readonly (readonly [number, number])[]): Points {
  return points.map(([x, y]) => imagePoint(x, y));
}

const anyPoint = fc
  .tuple(fc.double({ min: 0, max: 640, noNaN: true }), fc.double({ min: 0, max: 480, noNaN: true }))
  .map(([x, y]) => imagePoint(x, y));
const anyPolygon = fc.array(anyPoint, { minLength: 3, maxLength: 12 }).map(polygonRegion);
const anywhere = fc.double({ min: -2000, max: 2000, noNaN: true });

test('a moved polygon keeps its form and stays inside the picture', () => {
  fc.assert(
    fc.property(anyPolygon, anywhere, anywhere, (region, dx, dy) => {
      const moved = moveRegion(region, dx, dy, PICTURE);
      expect(isInside(moved.box, boxOfPicture(PICTURE))).toBe(true);
      expect(regionArea(moved)).toBeCloseTo(regionArea(region), 3);
    }),
  );
});

test('a handle dragged anywhere changes or adds one point, inside the picture, and leaves the others exactly', () => {
  fc.assert(
    fc.property(anyPolygon, fc.nat(), anywhere, anywhere, (region, nth, x, y) => {
      const handles = handlesOf(region, CAMERA);
      const handle = handles[nth % handles.length]!;
      const dragged = dragHandle(region, handle, imagePoint(x, y), PICTURE);
      if (dragged.form !== 'polygon' || handle.form !== 'polygon') throw new Error('not a polygon');
      const isAdded = handle.on === 'edge';
      expect(dragged.points).toHaveLength(region.points.length + Number(isAdded));
      expect(isInside(dragged.box, boxOfPicture(PICTURE))).toBe(true);
      const rest = dragged.points.toSpliced(handle.index + Number(isAdded), 1);
      expect(rest).toEqual(isAdded ? region.points : region.points.toSpliced(handle.index, 1));
    }),
  );
});

test('a polygon is hit on its edges and inside them, not in the box around', () => {
  expect(hitRegion(TRIANGLE, imagePoint(110, 110), 3)).toBe('inside');
  expect(hitRegion(TRIANGLE, imagePoint(150, 98), 3)).toBe('edge');
  expect(hitRegion(TRIANGLE, imagePoint(190, 170), 3)).toBe('outside');
});

test('handles are on the points and in the middles of the edges, in the order of the outline', () => {
  expect(handlesOf(TRIANGLE, CAMERA).map(({ name }) => name)).toEqual([
    'Point 1 of 3',
    'Add a point between 1 and 2',
    'Point 2 of 3',
    'Add a point between 2 and 3',
    'Point 3 of 3',
    'Add a point between 3 and 1',
  ]);
});

test('the nearest handle within reach is the one', () => {
  expect(handleAt(TRIANGLE, screenPoint(212, 222), CAMERA, 7)?.id).toBe('point-0');
  expect(handleAt(TRIANGLE, screenPoint(310, 222), CAMERA, 7)?.id).toBe('edge-0');
  expect(handleAt(TRIANGLE, screenPoint(260, 222), CAMERA, 7)).toBeNull();
});

test('where points are crowded on screen some have no handle, and all have one nearer by', () => {
  const circle = polygonRegion(
    Array.from({ length: 100 }, (_, at) => {
      const angle = (2 * Math.PI * at) / 100;
      return imagePoint(300 + 40 * Math.cos(angle), 200 + 40 * Math.sin(angle));
    }),
  );
  const far = handlesOf(circle, { ...CAMERA, zoom: 1 });
  expect(far.length).toBeLessThan(30);
  expect(far.every((handle) => handle.form === 'polygon' && handle.on === 'point')).toBe(true);
  expect(handlesOf(circle, { ...CAMERA, zoom: 16 })).toHaveLength(200);
});

test('a handle of a point that is gone has no place and drags nothing', () => {
  const gone = handlesOf(polygonRegion(polygon([0, 0], [50, 0], [50, 50], [0, 50])), CAMERA).at(-2)!;
  expect(gone.name).toBe('Point 4 of 4');
  expect(positionOf(TRIANGLE, gone)).toBeNull();
  expect(dragHandle(TRIANGLE, gone, imagePoint(1, 1), PICTURE)).toBe(TRIANGLE);
});

test('points on one line, or within less than a pixel, are no area', () => {
  expect(hasNoArea(polygonRegion(polygon([0, 0], [50, 50], [100, 100])), PICTURE)).toBe(true);
  expect(hasNoArea(polygonRegion(polygon([0, 0], [0.5, 0], [0, 90])), PICTURE)).toBe(true);
  expect(hasNoArea(TRIANGLE, PICTURE)).toBe(false);
});

test('regions are equal by form and place', () => {
  expect(areRegionsEqual(TRIANGLE, polygonRegion([...TRIANGLE.points]))).toBe(true);
  expect(areRegionsEqual(TRIANGLE, polygonRegion(TRIANGLE.points.toReversed()))).toBe(false);
  expect(areRegionsEqual(TRIANGLE, { form: 'box', box: TRIANGLE.box })).toBe(false);
});
