import { afterEach, describe, expect, it, vi } from 'vitest';

import { boardOf, FakeServer, ME, settled, suggestion } from '../../tests/FakeServer';
import { BoardStore } from './board';
import { Vocabulary } from './vocabulary';

const sheep = suggestion('s1', 'sheep', 0.9, [0, 0, 10, 10]);

const stateOf = (store: BoardStore, id: string) => store.view.board?.suggestions.find((line) => line.id === id)?.state;

afterEach(() => vi.useRealTimers());

describe('opening', () => {
  it('asks the model only where it was not asked before', async () => {
    const server = new FakeServer({ ...boardOf([]), prediction: null });
    const store = new BoardStore(server.api, new Vocabulary(ME), 'in');
    const opening = store.open('model:m');
    await settled();
    expect(store.view.loading).toBe('prediction');
    await server.last.answer(boardOf([sheep]));
    await opening;
    expect([store.view.loading, store.view.board?.suggestions.length]).toEqual(['nothing', 1]);
    await store.open('model:m');
    expect(server.writes).toHaveLength(1);
  });

  it('says what failed, and can be tried again', async () => {
    const server = new FakeServer({ ...boardOf([]), prediction: null });
    const store = new BoardStore(server.api, new Vocabulary(ME), 'in');
    const opening = store.open('model:m');
    await settled();
    await server.last.refuse('model_failed', 503);
    await opening;
    expect(store.view).toMatchObject({ loading: 'nothing', problem: { code: 'model_failed' } });
    const again = store.open('model:m');
    await settled();
    expect(store.view.problem).toBeNull();
    await server.last.answer(boardOf([sheep]));
    await again;
    expect(stateOf(store, 's1')).toBe('open');
  });

  it('that was left is neither shown nor a problem', async () => {
    const server = new FakeServer({ ...boardOf([]), prediction: null });
    const store = new BoardStore(server.api, new Vocabulary(ME), 'in');
    const opening = store.open('model:m');
    await settled();
    store.leave();
    await server.last.answer(boardOf([sheep]));
    await opening;
    expect(store.view).toMatchObject({ loading: 'nothing', problem: null });
  });
});
