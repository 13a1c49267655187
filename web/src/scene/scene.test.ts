import fc from 'fast-check';
import { expect, test } from 'vitest';

import { imagePoint } from '../geometry/point';
import { hitBox } from '../regions/box/hit';
import { regionLabel, regionName, type SceneRegion } from './region';
import { Scene } from './scene';

function box(id: string, xMin: number, yMin: number, xMax: number, yMax: number, hidden = false): SceneRegion {
  const more = { kind: 'suggestion', conceptName: 'dog', colour: '#336699', score: 0.996, state: 'open' } as const;
  return { id, ...more, form: 'box', box: { xMin, yMin, xMax, yMax }, hidden, instance: null };
}

const NESTED = [box('small', 40, 40, 60, 60), box('large', 0, 0, 100, 100), box('middle', 20, 20, 80, 80)];

test('regions under a point come smallest first', () => {
  const found = new Scene(NESTED).regionsAt(imagePoint(50, 50), 0);
  expect(found.map(({ id }) => id)).toEqual(['small', 'middle', 'large']);
});

test('a point a little outside still hits the edge, within the tolerance only', () => {
  const scene = new Scene(NESTED);
  expect(scene.regionsAt(imagePoint(102, 50), 2)).toHaveLength(1);
  expect(scene.regionsAt(imagePoint(103, 50), 2)).toHaveLength(0);
});

test('the pile is walked from the current region on, and round again', () => {
  const scene = new Scene(NESTED);
  const at = imagePoint(50, 50);
  expect(scene.nextRegionAt(at, 0, 'small')?.id).toBe('middle');
  expect(scene.nextRegionAt(at, 0, 'large')?.id).toBe('small');
  expect(scene.nextRegionAt(at, 0, 'elsewhere')?.id).toBe('small');
  expect(scene.nextRegionAt(imagePoint(500, 500), 0, 'small')).toBeNull();
});

test('regions in view come in the order of the list, without the hidden ones', () => {
  const scene = new Scene([...NESTED, box('hidden', 0, 0, 10, 10, true), box('far', 900, 900, 950, 950)]);
  const found = scene.regionsIn({ xMin: 0, yMin: 0, xMax: 50, yMax: 50 });
  expect(found.map(({ id }) => id)).toEqual(['small', 'large', 'middle']);
});

test('an empty scene has nothing anywhere', () => {
  expect(Scene.empty.regionsAt(imagePoint(0, 0), 10)).toEqual([]);
  expect(Scene.empty.find('a')).toBeNull();
});

test('the index finds what going through the whole list finds', () => {
  const side = fc.integer({ min: 0, max: 100 });
  const list = fc.array(fc.tuple(side, side, side, side, fc.boolean()), { maxLength: 200 });
  fc.assert(
    fc.property(list, side, side, fc.integer({ min: 0, max: 5 }), (rows, x, y, tolerance) => {
      const regions = rows.map(([left, top, width, height, hidden], i) =>
        box(`r${i}`, left, top, left + width, top + height, hidden),
      );
      const point = imagePoint(x, y);
      const found = new Scene(regions).regionsAt(point, tolerance).map(({ id }) => id);
      const expected = regions.filter((r) => !r.hidden && hitBox(r.box, point, tolerance) !== 'outside');
      expect(found.sort()).toEqual(expected.map(({ id }) => id).sort());
    }),
  );
});

test('a label has the number of the instance and the probability in whole percent', () => {
  const region = box('a', 0, 0, 1, 1);
  expect(regionLabel({ ...region, instance: 3 })).toBe('dog.3 100 %');
  expect(regionLabel({ ...region, score: null })).toBe('dog');
  expect(regionName({ ...region, instance: 3 })).toBe('dog.3');
});
