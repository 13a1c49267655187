import { expect, test } from 'vitest';

import { toRegion, toRegionJson, type RegionJson } from './region';

const BOX: RegionJson = [1, 2, 30, 40];
const POLYGON: RegionJson = [
  [1, 2],
  [30, 4.25],
  [5, 60],
];

test.each([{ json: BOX }, { json: POLYGON }])('a region comes back as it was written: $json', ({ json }) => {
  const region = toRegion(json);
  expect(region && toRegionJson(region)).toEqual(json);
});

test('the form is told by what is in the list', () => {
  expect(toRegion(BOX)).toEqual({ form: 'box', box: { xMin: 1, yMin: 2, xMax: 30, yMax: 40 } });
  expect(toRegion(POLYGON)).toMatchObject({ form: 'polygon', box: { xMin: 1, yMin: 2, xMax: 30, yMax: 60 } });
  expect(toRegion(null)).toBeNull();
});

test('a polygon that is read again is the same region', () => {
  expect(toRegion(POLYGON)).toBe(toRegion(POLYGON));
});
