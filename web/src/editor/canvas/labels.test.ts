import { expect, test } from 'vitest';

import { imagePoint } from '../../geometry/point';
import { boxRegion, labelPoint, polygonRegion } from '../../regions/region';
import type { SceneRegion } from '../../scene/region';
import { haloColourOf, luminance, textColourOn } from './contrast';
import { placePlates, TextRuler } from './labels';
import type { Outline } from './outlines';

const CAMERA = { zoom: 1, offsetX: 0, offsetY: 0, turn: 0 } as const;
/** Every letter is 7 px wide. */
const ruler = new TextRuler((text) => text.length * 7);

function outline(id: string, [x, y, size]: [number, number, number], more: Partial<SceneRegion> = {}): Outline {
  const box = { xMin: x, yMin: y, xMax: x + size, yMax: y + size };
  const usual = { kind: 'suggestion', conceptName: id, colour: '#336699', score: 0.5, state: 'open' } as const;
  const region = { id, ...usual, ...boxRegion(box), hidden: false, instance: null, ...more } as SceneRegion;
  return { region, shown: region, box, isSelected: false };
}

test('plates that would cover each other give way to annotations, then to the higher probability', () => {
  const pile = [
    outline('low', [100, 100, 90], { score: 0.4 }),
    outline('high', [104, 100, 90], { score: 0.9 }),
    outline('mine', [108, 102, 90], { kind: 'annotation', score: null }),
    outline('elsewhere', [300, 300, 90], { score: 0.1 }),
  ];
  expect(placePlates(pile, CAMERA, ruler).map(({ text }) => text)).toEqual(['mine', 'elsewhere 10 %']);
});

test('a region too small for its plate has none', () => {
  expect(placePlates([outline('traffic light', [100, 100, 30])], CAMERA, ruler)).toEqual([]);
  expect(placePlates([outline('traffic light', [100, 100, 30])], { ...CAMERA, zoom: 4 }, ruler)).toHaveLength(1);
});

test('a plate is above its region, and inside the canvas where there is no room above', () => {
  const [above, inside] = placePlates([outline('a', [50, 100, 90]), outline('b', [-20, -30, 90])], CAMERA, ruler);
  expect(above).toMatchObject({ x: 50, y: 83 });
  expect(inside).toMatchObject({ x: 0, y: 0 });
});

test('the plate of a polygon is above its topmost point, wherever the box around it begins', () => {
  const points = [imagePoint(100, 200), imagePoint(180, 120), imagePoint(200, 220)];
  const shown = polygonRegion(points);
  const [plate] = placePlates([{ ...outline('a', [0, 0, 1]), shown, box: shown.box }], CAMERA, ruler);
  expect(plate).toMatchObject({ x: 180, y: 103 });
});

test('a text is measured once', () => {
  let measured = 0;
  const counting = new TextRuler((text) => (measured++, text.length));
  counting.widthOf('sheep');
  counting.widthOf('sheep');
  expect(measured).toBe(1);
  counting.forget();
  counting.widthOf('sheep');
  expect(measured).toBe(2);
});

test.each(['#000000', '#ffffff', '#e6194b', '#3cb44b', '#ffe119', '#4363d8', '#808080'])(
  'text on a plate of %s has a contrast of at least 4.5',
  (colour) => {
    const [a, b] = [luminance(colour), luminance(textColourOn(colour))];
    expect((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).toBeGreaterThanOrEqual(4.5);
  },
);

test('the gaps of a dashed line are told from its colour on any picture', () => {
  for (const colour of ['#e7b040', '#e61919', '#1f4fd8', '#a8ec65', '#ffffff', '#000000', '#8a8f98']) {
    const halo = haloColourOf(colour);
    for (const behind of [0, 255]) {
      const channel = Math.round(0.65 * (halo === '#ffffff' ? 255 : 0) + 0.35 * behind);
      const gap = luminance(`#${channel.toString(16).padStart(2, '0').repeat(3)}`) + 0.05;
      const dash = luminance(colour) + 0.05;
      expect(Math.max(gap, dash) / Math.min(gap, dash), `${colour} on ${behind}`).toBeGreaterThan(1.6);
    }
  }
});

test('a halo is never of the colour it surrounds', () => {
  expect([haloColourOf('#000000'), haloColourOf('#ffffff')]).toEqual(['#ffffff', '#000000']);
});

test('in a turned view a plate is upright, above the corner that is seen at the top left', () => {
  const box = outline('a', [50, 100, 90]);
  const [plate] = placePlates([box], { zoom: 1, offsetX: 400, offsetY: 0, turn: 1 }, ruler);
  expect([plate?.x, plate?.y]).toEqual([400 - 100 - 90, 50 - 17]);
});

test('in a turned view the plate of a polygon is above the point that is seen topmost', () => {
  const shown = polygonRegion([imagePoint(100, 200), imagePoint(300, 100), imagePoint(200, 300)]);
  expect([0, 1, 2, 3].map((turn) => labelPoint(shown, turn as 0 | 1 | 2 | 3))).toEqual([
    imagePoint(300, 100),
    imagePoint(100, 200),
    imagePoint(200, 300),
    imagePoint(300, 100),
  ]);
});
