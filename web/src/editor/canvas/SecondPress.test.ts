import { expect, test } from 'vitest';

import { SecondPress } from './SecondPress';

test.each([
  [300, 2, true],
  [600, 2, false], // too late
  [300, 9, false], // elsewhere
])('a press %d ms later and %d px away is the second of a double click: %s', (timeStamp, clientX, expected) => {
  const second = new SecondPress();
  expect(second.isSecond({ clientX: 0, clientY: 0, timeStamp: 0 })).toBe(false);
  expect(second.isSecond({ clientX, clientY: 0, timeStamp })).toBe(expected);
});
