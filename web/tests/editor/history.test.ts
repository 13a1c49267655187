import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { boxOfPicture, isInside } from '../../src/geometry/box';
import { hasNoArea } from '../../src/regions/region';
import type { Board } from '../../src/sync/changes';
import { CONCEPTS, EditedInput } from '../EditedInput';
import { suggestion } from '../FakeServer';
import { PICTURE } from '../TestEditor';
import {
  boxAct,
  clickAct,
  dragAct,
  grabAct,
  interruptAct,
  KEYS,
  pointerAct,
  polygonAct,
  toolAct,
  wheelAct,
  type Act,
} from './acts';

// What the server answers comes by setImmediate, which goes on.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const SUGGESTIONS: Board['suggestions'] = [
  suggestion('a', 'sheep', 0.9, [0, 0, 400, 300]),
  suggestion('b', 'sheep', 0.8, [100.123, 100.456, 160.789, 160.2]),
  suggestion('c', 'tree', 0.7, [120, 120, 140, 150]),
  suggestion('d', 'tree', 0.6, [10, 10, 11, 200]),
  {
    ...suggestion('e', 'tree', 0.5, null),
    region: [
      [200, 50],
      [300.5, 60],
      [390, 290],
      [210, 200],
    ],
  },
  suggestion('f', 'sheep', 0.4, null),
];

type Step = (input: EditedInput) => void | Promise<void>;

const onEditor =
  (act: Act): Step =>
  (input) =>
    act(input.t);
const keyStep = fc
  .record({ key: fc.constantFrom(...KEYS, 'u', 'a'), shift: fc.boolean(), isUp: fc.boolean() })
  .map(({ key, shift, isUp }): Step => (input) => {
    if (isUp) input.t.keyUp(key, { shift });
    else input.press(key, { shift });
  });
const commandStep = fc.constantFrom<Step>(
  (input) => input.press('a', { mod: true }),
  (input) => input.press('z', { mod: true }),
  (input) => input.press('z', { mod: true }),
  (input) => input.press('z', { mod: true, shift: true }),
  (input) => input.press('Delete'),
  (input) => input.name('sheep'),
  (input) => input.name('tree'),
  (input) => input.t.editor.setDrawingConcept(CONCEPTS[1]),
  () => void vi.advanceTimersByTime(500),
);
const hearStep = fc.constant<Step>((input) => input.hearOne());
const anything = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: grabAct.map(onEditor) },
    { weight: 3, arbitrary: fc.oneof(dragAct, clickAct, boxAct, polygonAct).map(onEditor) },
    { weight: 1, arbitrary: pointerAct.map(onEditor) },
    { weight: 2, arbitrary: keyStep },
    { weight: 3, arbitrary: commandStep },
    { weight: 3, arbitrary: hearStep },
    { weight: 1, arbitrary: fc.oneof(wheelAct, toolAct, interruptAct).map(onEditor) },
  ),
  { minLength: 15, maxLength: 40, size: 'max' },
);

/** What a person sees of the board, whatever order and revisions the labels have. */
function labels(board: Board | null) {
  const annotations = board?.annotations.map((label) => ({ ...label, revision: null })) ?? [];
  return {
    annotations: annotations.sort((a, b) => a.id.localeCompare(b.id)),
    suggestions: board?.suggestions,
    counts: [board?.input.n_open, board?.input.n_annotations, board?.input.status],
  };
}

function expectKeepable({ regions, t }: EditedInput): void {
  for (const { id } of regions) {
    const shown = t.editor.state.shownRegion(id);
    expect(shown && hasNoArea(shown, PICTURE)).toBe(false);
    expect(shown && isInside(shown.box, boxOfPicture(PICTURE))).toBe(true);
  }
}

test('whatever a person does, undoing all of it gives the first state, and redoing all of it the last', async () => {
  let nSteps = 0;
  const actions = new Set<unknown>();
  await fc.assert(
    fc.asyncProperty(anything, async (steps) => {
      const input = await EditedInput.open(SUGGESTIONS);
      const first = labels(input.server.board);
      for (const step of steps) {
        await step(input);
        input.show();
        expectKeepable(input);
      }
      input.t.editor.cancel();
      await input.hearAll();
      const last = labels(input.server.board);
      expect(labels(input.store.view.board)).toEqual(last);

      await input.goThrough('redo');
      const end = labels(input.server.board);
      const nUndone = await input.goThrough('undo');
      expect(labels(input.server.board)).toEqual(first);
      expect(labels(input.store.view.board)).toEqual(first);
      expect(await input.goThrough('redo')).toBe(nUndone);
      expect(labels(input.server.board)).toEqual(end);
      expect(labels(input.store.view.board)).toEqual(end);
      expect(input.server.refusals).toEqual([]);
      nSteps += nUndone;
      for (const { body } of input.server.writes) actions.add(body?.['action']);
    }),
    { numRuns: 150, endOnFailure: true },
  );
  // About two a run; far fewer would mean that the sequences no longer reach the history.
  expect(nSteps).toBeGreaterThan(150);
  expect([...actions]).toEqual(expect.arrayContaining(['edit_regions', 'add', 'reject', 'delete', 'accept']));
}, 60_000);
