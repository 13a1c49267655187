/** Anything a person does to an editor: pointers, keys and whole gestures, at random and at places where something is. */

import fc from 'fast-check';

import { imageToScreen } from '../../src/geometry/camera';
import { imagePoint, screenPoint, type ScreenPoint } from '../../src/geometry/point';
import type { TestEditor } from '../TestEditor';

export type Act = (t: TestEditor) => void;
type Place = (t: TestEditor) => ScreenPoint;

export const KEYS = [
  'Escape',
  'v',
  'b',
  'p',
  'h',
  'f',
  ' ',
  'ArrowLeft',
  'ArrowDown',
  'Enter',
  'Delete',
  'Backspace',
  'Shift',
] as const;

const anywhere = fc.record({ x: fc.integer({ min: -50, max: 850 }), y: fc.integer({ min: -50, max: 650 }) }).map(
  ({ x, y }): Place =>
    () =>
      screenPoint(x, y),
);

/** Corners, the middle of an edge and the inside of what is on the canvas: handles, points and bodies of regions. */
const onRegion = fc
  .record({ nth: fc.nat(), x: fc.constantFrom(0, 0.5, 1), y: fc.constantFrom(0, 0.5, 1), point: fc.nat() })
  .map(({ nth, x, y, point }): Place => (t) => {
    const { state } = t.editor;
    const region = state.scene.regions[nth % Math.max(1, state.scene.regions.length)];
    const shown = region && state.shownRegion(region.id);
    if (!shown) return screenPoint(400, 300);
    const { xMin, yMin, xMax, yMax } = shown.box;
    const at = imagePoint(xMin + x * (xMax - xMin), yMin + y * (yMax - yMin));
    const corner = shown.form === 'polygon' ? shown.points[point % shown.points.length] : undefined;
    const { x: left, y: top } = imageToScreen(state.camera, corner ?? at);
    return screenPoint(left, top);
  });

const place = fc.oneof({ weight: 2, arbitrary: anywhere }, { weight: 3, arbitrary: onRegion });
const modifiers = fc.constantFrom({}, {}, {}, { shift: true }, { alt: true });

export const pointerAct = fc
  .record({
    type: fc.constantFrom('down', 'move', 'move', 'move', 'up', 'cancel', 'leave'),
    at: place,
    id: fc.constantFrom(1, 1, 1, 1, 1, 2),
    device: fc.constantFrom('mouse', 'touch', 'pen'),
    button: fc.constantFrom(0, 0, 0, 1, 2),
    alt: fc.boolean(),
    shift: fc.boolean(),
    mod: fc.boolean(),
  } as const)
  .map(
    ({ type, at, ...options }): Act =>
      (t) =>
        void t.pointer(type, at(t), options),
  );

/** A press, moves and a release in a row, so that whole gestures are common: moving, resizing, drawing, a marquee. */
export const dragAct = fc.tuple(place, place, modifiers).map(([from, to, options]): Act => (t) => {
  const end = to(t);
  t.pointer('down', from(t), options).pointer('move', end, { ...options, button: -1 });
  t.pointer('up', end, options);
});

/** Click: select, with Shift add or take off, with Alt the next one under it, a point of a polygon. */
export const clickAct = fc.tuple(place, modifiers).map(([at, options]): Act => (t) => {
  const where = at(t);
  t.pointer('down', where, options).pointer('up', where, options);
});

/** Let go of everything that earlier acts hold, so that a whole gesture follows. */
function settle(t: TestEditor, tool: string): void {
  t.editor.interrupt();
  t.editor.setTool(tool);
}

/** Select one and take hold of it: only what was selected before is moved by a drag. */
export const grabAct = fc.tuple(onRegion, onRegion, anywhere).map(([select, from, to]): Act => (t) => {
  settle(t, 'select');
  const where = select(t);
  t.pointer('down', where).pointer('up', where);
  const end = to(t);
  t.pointer('down', from(t)).pointer('move', end, { button: -1 }).pointer('up', end);
});

/** Draw a box with the box tool. */
export const boxAct = fc.tuple(place, place).map(([from, to]): Act => (t) => {
  settle(t, 'box');
  const end = to(t);
  t.pointer('down', from(t)).pointer('move', end, { button: -1 }).pointer('up', end);
});

/** Draw a polygon of any shape with the polygon tool, and close it. */
export const polygonAct = fc.array(anywhere, { minLength: 2, maxLength: 5 }).map((corners): Act => (t) => {
  settle(t, 'polygon');
  for (const corner of corners) t.pointer('down', corner(t)).pointer('up', corner(t));
  t.key('Enter');
});

export const wheelAct = fc.integer({ min: -2000, max: 2000 }).map(
  (deltaY): Act =>
    (t) =>
      void t.wheel(200, 150, deltaY),
);

export const toolAct = fc.constantFrom('select', 'box', 'polygon', 'hand').map(
  (id): Act =>
    (t) =>
      t.editor.setTool(id),
);

export const interruptAct = fc.constantFrom<Act>(
  (t) => t.editor.cancel(),
  (t) => t.editor.interrupt(),
  (t) => t.editor.dispatchDoubleClick(),
);
