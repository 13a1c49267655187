import { expect, test } from 'vitest';

import { EditedInput } from '../../tests/EditedInput';
import { suggestion } from '../../tests/FakeServer';

test('what is accepted again after an undo can be edited at once', async () => {
  const input = await EditedInput.open([suggestion('b', 'sheep', 0.8, [10, 10, 60, 60])]);
  const { store } = input;
  void store.wish({ action: 'accept', suggestion_ids: ['b'] });
  await input.hearAll();
  void store.undo();
  await input.hearAll();
  void store.wish({ action: 'accept', suggestion_ids: ['b'] });
  const [label] = input.rows;
  void store.wish({
    action: 'edit_regions',
    edits: [{ annotation_id: label?.annotationId ?? null, region: [0, 0, 5, 5] }],
  });
  expect(input.rows[0]?.region?.box.xMax).toBe(5);
  await input.hearAll();
  expect(input.rows[0]?.region?.box.xMax).toBe(5);
});
