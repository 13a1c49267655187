import { describe, expect, it } from 'vitest';

import { answerOf, ConnectionLost, makeClient, ProblemError } from './client';

const BASE = 'http://labelwright.test';

function clientThat(answer: (request: Request, call: number) => Response) {
  const seen: Request[] = [];
  const api = makeClient({
    baseUrl: BASE,
    retryAfterMs: [0, 0],
    fetch: async (request) => {
      seen.push(request);
      await request.clone().text();
      return answer(request, seen.length);
    },
  });
  return { api, seen };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

describe('the client', () => {
  it('gives the data of an answer', async () => {
    const { api } = clientThat(() => json({ items: [] }));
    expect(await answerOf(api.GET('/api/v1/apps'))).toEqual({ items: [] });
  });

  it('throws the problem that the server tells', async () => {
    const problem = { type: 'x', title: 'x', code: 'app_not_found', detail: 'No app.', hint: 'Look.', status: 404 };
    const { api } = clientThat(() => json(problem, 404));
    const asked = answerOf(api.GET('/api/v1/apps/{app_id}', { params: { path: { app_id: 'a' } } }));
    await expect(asked).rejects.toMatchObject({ code: 'app_not_found', detail: 'No app.', hint: 'Look.', status: 404 });
    await expect(asked).rejects.toBeInstanceOf(ProblemError);
  });

  it('makes a problem of an answer that tells none', async () => {
    const { api } = clientThat(() => new Response('<html>', { status: 502, statusText: 'Bad Gateway' }));
    await expect(answerOf(api.GET('/api/v1/me'))).rejects.toMatchObject({ code: 'http_error', status: 502 });
  });

  it('sends a write that did not get through again with the same key', async () => {
    const { api, seen } = clientThat((_request, call) => {
      if (call < 3) throw new TypeError('network');
      return json({ id: 'a' });
    });
    await answerOf(api.POST('/api/v1/apps', { body: { name: 'Sheep' } }));
    const keys = seen.map((request) => request.headers.get('Idempotency-Key'));
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toBeTruthy();
  });

  it('keeps the key that the caller gives, and gives reads none', async () => {
    const { api, seen } = clientThat(() => json({}));
    await answerOf(api.POST('/api/v1/apps', { body: { name: 'a' }, headers: { 'Idempotency-Key': 'mine' } }));
    await answerOf(api.GET('/api/v1/me'));
    expect(seen[0]?.headers.get('Idempotency-Key')).toBe('mine');
    expect(seen[1]?.headers.has('Idempotency-Key')).toBe(false);
  });

  it('says that the connection is lost after the last try', async () => {
    const { api, seen } = clientThat(() => {
      throw new TypeError('network');
    });
    await expect(answerOf(api.GET('/api/v1/me'))).rejects.toBeInstanceOf(ConnectionLost);
    expect(seen).toHaveLength(3);
  });

  it('does not ask again for someone who has left', async () => {
    const leaving = new AbortController();
    const { api, seen } = clientThat(() => {
      leaving.abort();
      throw new DOMException('left', 'AbortError');
    });
    await expect(answerOf(api.GET('/api/v1/me', { signal: leaving.signal }))).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(seen).toHaveLength(1);
  });
});
