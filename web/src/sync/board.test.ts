import { afterEach, describe, expect, it, vi } from 'vitest';

import { accepting, boardOf, changeSet, FakeServer, ME, reviewed, settled, suggestion } from '../../tests/FakeServer';
import { BoardStore } from './board';
import { invertChanges, type Change } from './changes';
import { Vocabulary } from './vocabulary';
import type { Wish } from './wish';

const sheep = suggestion('s1', 'sheep', 0.9, [0, 0, 10, 10]);
const dog = suggestion('s2', 'dog', 0.6, [50, 50, 60, 60]);

async function opened(suggestions = [sheep, dog]) {
  const server = new FakeServer(boardOf(suggestions));
  const store = new BoardStore(server.api, new Vocabulary(ME), 'in');
  await store.open('model:m');
  return { server, store };
}

const stateOf = (store: BoardStore, id: string) => store.view.board?.suggestions.find((line) => line.id === id)?.state;
const annotations = (store: BoardStore) => store.view.board?.annotations ?? [];
const accept = (id: string): Wish => ({ action: 'accept', suggestion_ids: [id] });

afterEach(() => vi.useRealTimers());

describe('a wish', () => {
  it('shows at once and stays when the server agrees', async () => {
    const { server, store } = await opened();
    const done = store.wish(accept('s1'));
    expect(stateOf(store, 's1')).toBe('accepted');
    expect(annotations(store)).toMatchObject([{ concept_name: 'sheep', suggestion_id: 's1', annotator_name: 'Ada' }]);
    await settled();
    await server.last.answer(reviewed(server.board, changeSet(11, 'accept', accepting(sheep, 'a1'))));
    await expect(done).resolves.toMatchObject({ changeSet: { id: 'cs11' } });
    expect(annotations(store)).toMatchObject([{ id: 'a1', revision: 11, suggestion_id: 's1' }]);
    expect(store.view.board?.input).toMatchObject({ status: 'labeled', n_annotations: 1, n_open: 1 });
    expect(store.nWaiting).toBe(0);
  });

  it('is taken back when the server refuses, and the board is loaded again', async () => {
    const { server, store } = await opened();
    const done = store.wish(accept('s1'));
    await settled();
    const loads = server.calls.length;
    const refused = expect(done).rejects.toMatchObject({ code: 'suggestion_rejected' });
    await server.last.refuse('suggestion_rejected', 409);
    await refused;
    expect(stateOf(store, 's1')).toBe('open');
    expect(annotations(store)).toEqual([]);
    expect(server.calls.length).toBe(loads + 1);
  });

  it('can be undone even if the input is left before it is answered', async () => {
    const { server, store } = await opened();
    void store.wish(accept('s1'));
    void store.wish({ action: 'reject', suggestion_ids: ['s2'] });
    await settled();
    await server.last.answer(reviewed(server.board, changeSet(11, 'accept', accepting(sheep, 'a1'))));
    void store.undo();
    void store.undo();
    store.forgetHistory();
    const rejecting: Change = { kind: 'suggestion', id: 's2', before: { state: 'open' }, after: { state: 'rejected' } };
    await server.last.answer(reviewed(server.board, changeSet(12, 'reject', [rejecting])));
    expect(server.last.path).toBe('/api/v1/change-sets/cs12/undo');
    await server.last.answer({ change_set: changeSet(13, 'undo', []), inputs: [], failures: [] });
    expect(server.last.path).toBe('/api/v1/change-sets/cs11/undo');
    await server.last.answer({ change_set: changeSet(14, 'undo', []), inputs: [], failures: [] });
    expect([store.nWaiting, store.view.canUndo, store.view.canRedo]).toEqual([0, false, false]);
  });

  it('that changes nothing leaves nothing to undo', async () => {
    const { server, store } = await opened();
    const done = store.wish(accept('s1'));
    await settled();
    await server.last.answer(reviewed(server.board, null));
    await expect(done).resolves.toEqual({ changeSet: null, failures: [] });
    expect(stateOf(store, 's1')).toBe('open');
    expect(store.view.canUndo).toBe(false);
  });
});

describe('the queue', () => {
  it('sends one write after the other, in order', async () => {
    const { server, store } = await opened();
    void store.wish(accept('s1'));
    void store.wish({ action: 'reject', suggestion_ids: ['s2'] });
    await settled();
    expect(server.writes.map(({ body }) => body?.['action'])).toEqual(['accept']);
    expect([stateOf(store, 's1'), stateOf(store, 's2'), store.nWaiting]).toEqual(['accepted', 'rejected', 2]);
    await server.last.answer(reviewed(server.board, changeSet(11, 'accept', accepting(sheep, 'a1'))));
    expect(server.writes.map(({ body }) => body?.['action'])).toEqual(['accept', 'reject']);
    expect([stateOf(store, 's1'), stateOf(store, 's2')]).toEqual(['accepted', 'rejected']);
  });

  it('sends the id that the server gave to what was added a moment ago', async () => {
    const { server, store } = await opened();
    void store.wish({ action: 'add', concept_name: 'barn', region: [0, 0, 5, 5] });
    const provisional = annotations(store)[0]!;
    const key = store.keyOf(provisional);
    void store.wish({ action: 'delete', annotation_ids: [provisional.id] });
    expect(annotations(store)).toEqual([]);
    await settled();
    const { annotation_id, ...fields } = { ...provisional, annotation_id: 'a9', input_id: 'in', concept_id: 'c9' };
    const made: Change[] = [
      { kind: 'concept', id: 'c9', before: null, after: { name: 'barn', colour: '#00aa00' } },
      { kind: 'annotation', id: annotation_id, before: null, after: { ...fields } },
    ];
    await server.last.answer(reviewed(server.board, changeSet(11, 'add', made)));
    expect(server.last.body).toEqual({ action: 'delete', annotation_ids: ['a9'] });
    expect(store.keyOf({ id: 'a9', suggestion_id: null })).toBe(key);
  });

  it('keeps what could not be sent, and sends it again with the same key', async () => {
    const { server, store } = await opened();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const done = store.wish(accept('s1'));
    await settled();
    await server.last.lose();
    expect([store.isOffline, store.nWaiting, stateOf(store, 's1')]).toEqual([true, 1, 'accepted']);
    await vi.advanceTimersByTimeAsync(1000);
    await settled();
    expect(server.writes).toHaveLength(2);
    expect(server.writes[1]?.key).toBe(server.writes[0]?.key);
    await server.last.answer(reviewed(server.board, changeSet(11, 'accept', accepting(sheep, 'a1'))));
    await expect(done).resolves.toMatchObject({ changeSet: { seq: 11 } });
    expect([store.isOffline, store.nWaiting]).toEqual([false, 0]);
  });
});

describe('change sets of the live stream', () => {
  const byOther = { actor_id: 'bob', id: 'other' };

  it('are shown when they come', async () => {
    const { store } = await opened();
    const changes: Change[] = [
      { kind: 'suggestion', id: 's2', before: { state: 'open' }, after: { state: 'rejected' } },
    ];
    store.receive(changeSet(11, 'reject', changes, byOther));
    expect(stateOf(store, 's2')).toBe('rejected');
  });

  it('of this page are not taken in twice', async () => {
    const { server, store } = await opened();
    void store.wish(accept('s1'));
    await settled();
    const mine = changeSet(11, 'accept', accepting(sheep, 'a1'));
    store.receive(mine);
    expect(annotations(store)).toHaveLength(1);
    await server.last.answer(reviewed(server.board, mine));
    store.receive(mine);
    expect(annotations(store).map(({ id }) => id)).toEqual(['a1']);
    expect(store.view.board?.input.n_annotations).toBe(1);
  });

  it('wait for an earlier one of another person, while the own change stays shown', async () => {
    const { server, store } = await opened();
    void store.wish(accept('s1'));
    await settled();
    await server.last.answer(reviewed(server.board, changeSet(12, 'accept', accepting(sheep, 'a1'))));
    expect(stateOf(store, 's1')).toBe('accepted');
    expect(store.view.board?.app_seq).toBe(10);
    const changes: Change[] = [
      { kind: 'suggestion', id: 's2', before: { state: 'open' }, after: { state: 'rejected' } },
    ];
    store.receive(changeSet(11, 'reject', changes, byOther));
    expect([stateOf(store, 's1'), stateOf(store, 's2'), store.view.board?.app_seq]).toEqual([
      'accepted',
      'rejected',
      12,
    ]);
  });

  it('with a gap that stays load the board again', async () => {
    const { server, store } = await opened();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    server.board = boardOf([{ ...sheep, state: 'rejected' }, dog], 13);
    store.receive(changeSet(13, 'reject', [], byOther));
    expect(stateOf(store, 's1')).toBe('open');
    await vi.advanceTimersByTimeAsync(1600);
    await settled();
    expect([stateOf(store, 's1'), store.view.board?.app_seq]).toEqual(['rejected', 13]);
  });

  it.each([
    ['a relation', { kind: 'relation', id: 'r', before: null, after: {} }],
    ['an unknown concept', { kind: 'annotation', id: 'x', before: null, after: { input_id: 'in', concept_id: '?' } }],
  ] as [string, Change][])('that name %s load the board again', async (_what, change) => {
    const { server, store } = await opened();
    server.board = boardOf([dog], 11);
    store.receive(changeSet(11, 'rename', [change], byOther));
    await settled();
    expect(store.view.board?.suggestions.map(({ id }) => id)).toEqual(['s2']);
  });

  it('that came before the stream began are loaded', async () => {
    const { server, store } = await opened();
    server.board = boardOf([dog], 12);
    store.catchUp(12);
    await settled();
    expect(store.view.board?.app_seq).toBe(12);
    const calls = server.calls.length;
    store.catchUp(12);
    expect(server.calls.length).toBe(calls);
  });
});

describe('undo and redo', () => {
  it('show at once and take back one change set after the other', async () => {
    const { server, store } = await opened();
    const accepted = accepting(sheep, 'a1');
    void store.wish(accept('s1'));
    await settled();
    await server.last.answer(reviewed(server.board, changeSet(11, 'accept', accepted)));
    expect([store.view.canUndo, store.view.canRedo]).toEqual([true, false]);

    void store.undo();
    expect([stateOf(store, 's1'), annotations(store).length]).toEqual(['open', 0]);
    expect([store.view.canUndo, store.view.canRedo]).toEqual([false, true]);
    await settled();
    expect(server.last.path).toBe('/api/v1/change-sets/cs11/undo');
    await server.last.answer({ change_set: changeSet(12, 'undo', invertChanges(accepted)), inputs: [], failures: [] });

    void store.redo();
    expect(stateOf(store, 's1')).toBe('accepted');
    await settled();
    expect(server.last.path).toBe('/api/v1/change-sets/cs12/undo');
    await server.last.answer({ change_set: changeSet(13, 'redo', accepted), inputs: [], failures: [] });
    expect([store.view.canUndo, store.view.canRedo]).toEqual([true, false]);
    expect(annotations(store).map(({ id }) => id)).toEqual(['a1']);
  });

  it('work on a wish that is not answered yet', async () => {
    const { server, store } = await opened();
    void store.wish(accept('s1'));
    void store.undo();
    expect(stateOf(store, 's1')).toBe('open');
    await settled();
    await server.last.answer(reviewed(server.board, changeSet(11, 'accept', accepting(sheep, 'a1'))));
    expect(server.last.path).toBe('/api/v1/change-sets/cs11/undo');
    expect(stateOf(store, 's1')).toBe('open');
  });

  it('have nothing left after a refusal, and after the input is left', async () => {
    const { server, store } = await opened();
    void store.wish(accept('s1'));
    await settled();
    await server.last.answer(reviewed(server.board, changeSet(11, 'accept', accepting(sheep, 'a1'))));
    const refused = expect(store.undo()).rejects.toMatchObject({ code: 'nothing_to_undo' });
    await settled();
    server.board = { ...boardOf([{ ...sheep, state: 'accepted' }, dog], 11) };
    await server.last.refuse('nothing_to_undo', 409);
    await refused;
    expect(store.view.canUndo).toBe(false);
    void store.wish(accept('s2'));
    store.forgetHistory();
    await settled();
    await server.last.answer(reviewed(server.board, null));
    expect(store.view.canUndo).toBe(false);
  });
});
