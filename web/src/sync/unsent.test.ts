import { expect, it } from 'vitest';

import { accepting, boardOf, changeSet, FakeServer, ME, reviewed, settled, suggestion } from '../../tests/FakeServer';
import { BoardStore } from './board';
import { Unsent } from './unsent';
import { Vocabulary } from './vocabulary';

const sheep = suggestion('s1', 'sheep', 0.9, [0, 0, 10, 10]);

async function opened() {
  const server = new FakeServer(boardOf([sheep]));
  const store = new BoardStore(server.api, new Vocabulary(ME), 'in');
  await store.open('model:m');
  return { server, store };
}

it('counts what is on its way until the server has answered', async () => {
  const { server, store } = await opened();
  void store.wish({ action: 'accept', suggestion_ids: ['s1'] });
  await settled();
  const unsent = new Unsent();
  const heard: number[] = [];
  unsent.subscribe(() => heard.push(unsent.nWaiting));
  unsent.keep([store]);
  expect(unsent.nWaiting).toBe(1);
  await server.last.answer(reviewed(server.board, changeSet(11, 'accept', accepting(sheep, 'a1'))));
  expect([unsent.nWaiting, heard.at(-1)]).toEqual([0, 0]);
});

it('does not look after boards that have nothing to send', async () => {
  const { store } = await opened();
  const unsent = new Unsent();
  unsent.keep([store]);
  void store.wish({ action: 'accept', suggestion_ids: ['s1'] });
  expect(unsent.nWaiting).toBe(0);
});

it('gives a board that waits back when its input is opened again, with what waits on it', async () => {
  const { server, store } = await opened();
  const unsent = new Unsent();
  void store.wish({ action: 'accept', suggestion_ids: ['s1'] });
  await settled();
  unsent.keep([store]);
  expect(unsent.take('other')).toBeNull();
  expect(unsent.take('in')).toBe(store);
  expect(store.view.board?.annotations).toHaveLength(1);
  expect([unsent.nWaiting, unsent.take('in')]).toEqual([0, null]);
  await server.last.answer(reviewed(server.board, changeSet(11, 'accept', accepting(sheep, 'a1'))));
  expect(unsent.nWaiting).toBe(0);
});
