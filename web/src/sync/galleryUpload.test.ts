import { expect, test } from 'vitest';

import type { Schemas } from './client';
import { ConnectionLost } from './client';
import { BATCH_BYTES, BATCH_FILES, batchesOf, Upload } from './galleryUpload';

type Answer = Schemas['AddedOut'];
const files = (n: number) => Array.from({ length: n }, (_, at) => new File(['x'], `${at}.jpg`));
const heavy = (name: string) => Object.defineProperty(new File([], name), 'size', { value: BATCH_BYTES * 0.6 });
const added = (file: File) => ({ name: file.name, input: { id: `id-${file.name}` }, problem: null }) as Answer;
const refused = (file: File, code: string) =>
  ({ name: file.name, input: null, problem: { code, detail: 'Why.', hint: 'Do.' } }) as Answer;
const outcomes = (upload: Upload) => upload.state.finished.map((file) => file.outcome);

test('files go in batches of a few, heavy ones in smaller ones', () => {
  expect(batchesOf(files(BATCH_FILES * 2 + 1)).map((batch) => batch.length)).toEqual([BATCH_FILES, BATCH_FILES, 1]);
  expect(batchesOf([heavy('a'), heavy('b'), ...files(2)]).map((batch) => batch.length)).toEqual([1, 3]);
  expect(batchesOf([])).toEqual([]);
});

test('each file answers for itself, in the order they were given', async () => {
  const upload = new Upload(
    async (batch) =>
      batch.map((file) => {
        if (file.name === '1.jpg') return refused(file, 'duplicate_input');
        return file.name === '2.jpg' ? refused(file, 'image_truncated') : added(file);
      }),
    () => {},
  );
  await upload.add(files(4));
  expect(outcomes(upload)).toEqual(['added', 'duplicate', 'refused', 'added']);
  expect(upload.state.finished[2]).toMatchObject({ number: 2, name: '2.jpg', detail: 'Why.', hint: 'Do.' });
  expect(upload.state).toMatchObject({ total: 4, isRunning: false });
});

test('a batch that does not get through does not stop the next, and its files can be sent again', async () => {
  let n = 0;
  const upload = new Upload(
    async (batch) => {
      if (n++ === 0) throw new ConnectionLost(null);
      return batch.map(added);
    },
    () => {},
  );
  await upload.add(files(BATCH_FILES + 2));
  expect(outcomes(upload).filter((outcome) => outcome === 'not_sent')).toHaveLength(BATCH_FILES);
  expect(outcomes(upload).slice(-2)).toEqual(['added', 'added']);
  expect(upload.notSent.map((file) => file.name)).toEqual(files(BATCH_FILES).map((file) => file.name));
});

test('cancelling sends nothing more and says what may have got through', async () => {
  let n = 0;
  const upload: Upload = new Upload(
    (_batch, signal) => {
      n++;
      upload.cancel();
      return Promise.reject(signal.reason);
    },
    () => {},
  );
  await upload.add(files(BATCH_FILES + 1));
  expect(n).toBe(1);
  expect(upload.state).toMatchObject({ isCancelled: true, isRunning: false, total: BATCH_FILES + 1 });
  expect(upload.state.finished[0]?.detail).toContain('may have taken it');
  expect(upload.state.finished.at(-1)?.detail).toContain('Not sent');
});

test('files added while others are on their way come after them, in one upload', async () => {
  const upload: Upload = new Upload(
    async (batch) => {
      if (batch[0]?.name === '0.jpg') void upload.add([new File(['y'], 'late.jpg')]);
      return batch.map(added);
    },
    () => {},
  );
  await upload.add(files(2));
  expect(upload.state.finished.map((file) => file.name)).toEqual(['0.jpg', '1.jpg', 'late.jpg']);
});
