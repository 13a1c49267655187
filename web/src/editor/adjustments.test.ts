import fc from 'fast-check';
import { expect, test } from 'vitest';

import { filterOf, isUnadjusted, scaleStep, UNADJUSTED } from './adjustments';

test('a picture as it is has no filter, so that showing it costs nothing', () => {
  expect(filterOf(UNADJUSTED)).toBe('');
  expect(isUnadjusted(UNADJUSTED)).toBe(true);
});

test('the ends of the scales quarter and quadruple the light, and take all colour or triple it', () => {
  expect(filterOf({ ...UNADJUSTED, brightness: 100, contrast: -100 })).toBe('brightness(4) contrast(0.25)');
  expect(filterOf({ ...UNADJUSTED, saturation: -100 })).toBe('saturate(0)');
  expect(filterOf({ ...UNADJUSTED, saturation: 100 })).toBe('saturate(3)');
});

test('a negative is made first: brighter then means what is seen', () => {
  expect(filterOf({ ...UNADJUSTED, isInverted: true, brightness: 50 })).toBe('invert(1) brightness(2)');
  expect(isUnadjusted({ ...UNADJUSTED, isInverted: true })).toBe(false);
});

test('whatever is typed becomes a whole step within the scale', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (value) => {
      const step = scaleStep(value);
      expect(Number.isInteger(step) && Math.abs(step) <= 100).toBe(true);
      expect(Object.is(step, -0)).toBe(false);
    }),
  );
});
