/** A server for one input, in the page's own process: enough of the API for the stores, and answers on command. */

import type { Board, ChangeSet, Change } from '../src/sync/changes';
import { makeClient, type Api } from '../src/sync/client';

export const ME = { id: 'me', name: 'Ada', is_admin: false };

export function suggestion(
  id: string,
  concept_name: string,
  score: number,
  region: [number, number, number, number] | null,
) {
  return { id, concept_name, original_name: null, colour: '#aa0000', score, region, state: 'open' as const };
}

export function boardOf(suggestions: Board['suggestions'], app_seq = 10): Board {
  return {
    app_seq,
    prediction: { id: 'p', model_version: 'model:m@1', model_ms: 1, created_at: '2026-01-01T00:00:00Z' },
    suggestions,
    annotations: [],
    input: {
      id: 'in',
      app_id: 'app',
      name: 'hill.jpg',
      width_px: 100,
      height_px: 100,
      media_type: 'image/jpeg',
      n_bytes: 1,
      n_open: suggestions.length,
      n_annotations: 0,
      orientation: 1,
      metadata: {},
      revision: 0,
      status: 'has_suggestions',
      done: false,
      created_at: '2026-01-01T00:00:00Z',
      image_url: '/i',
      original_url: '/o',
      thumbnail_url: '/t',
      tiles_url: null,
    },
  };
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly body: Record<string, unknown> | null;
  /** Answer with 200. */
  answer(body: unknown): Promise<void>;
  refuse(code: string, status: number): Promise<void>;
  /** Let the request not get through. */
  lose(): Promise<void>;
}

export class FakeServer {
  readonly calls: Call[] = [];
  readonly api: Api;
  /** What GET board answers, at once. */
  board: Board;

  constructor(board: Board) {
    this.board = board;
    this.api = makeClient({
      baseUrl: 'http://labelwright.test',
      retryAfterMs: [],
      fetch: (request) => this.#fetch(request),
    });
  }

  /** Writes that were sent and not answered with a board. */
  get writes(): Call[] {
    return this.calls.filter(({ method }) => method !== 'GET');
  }

  get last(): Call {
    const call = this.writes.at(-1);
    if (!call) throw new Error('Nothing was written.');
    return call;
  }

  async #fetch(request: Request): Promise<Response> {
    const text = await request.text();
    const path = new URL(request.url).pathname;
    const body = text ? (JSON.parse(text) as Record<string, unknown>) : null;
    return new Promise((resolve, reject) => {
      const say = async (answer: unknown, status: number) => {
        resolve(new Response(JSON.stringify(answer), { status, headers: { 'content-type': 'application/json' } }));
        await settled();
      };
      this.calls.push({
        method: request.method,
        path,
        body,
        key: request.headers.get('Idempotency-Key'),
        answer: (answer) => say(answer, 200),
        refuse: (code, status) =>
          say({ type: '', title: '', code, detail: `It is ${code}.`, hint: 'Look.', status }, status),
        lose: async () => {
          reject(new TypeError('network'));
          await settled();
        },
      });
      if (request.method === 'GET' && path.endsWith('/board')) void say(this.board, 200);
    });
  }
}

/** Let every promise that can go on go on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
  await new Promise<void>((resolve) => setImmediate(resolve));
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
}

export function changeSet(
  seq: number,
  action: ChangeSet['action'],
  changes: Change[],
  more: Partial<ChangeSet> = {},
): ChangeSet {
  return {
    id: `cs${seq}`,
    seq,
    action,
    actor_id: ME.id,
    at: '2026-01-01T00:00:00Z',
    input_id: 'in',
    undoes: null,
    changes,
    ...more,
  };
}

/** The answer of the server to a wish. */
export function reviewed(board: Board, set: ChangeSet | null, failures: unknown[] = []) {
  return { change_set: set, failures, input: board.input, app_seq: set?.seq ?? board.app_seq };
}

/** The changes of accepting a suggestion, as the server makes them. */
export function accepting(line: Board['suggestions'][number], annotationId: string, conceptId = 'c1'): Change[] {
  const fields = {
    input_id: 'in',
    concept_id: conceptId,
    region: line.region,
    annotator_id: ME.id,
    provenance: 'accepted',
    created_at: '2026-01-01T00:00:00Z',
    suggestion_id: line.id,
    model_version: 'model:m@1',
    score: line.score,
    original_name: null,
  };
  return [
    { kind: 'concept', id: conceptId, before: null, after: { name: line.concept_name, colour: line.colour } },
    { kind: 'annotation', id: annotationId, before: null, after: fields },
    { kind: 'suggestion', id: line.id, before: { state: 'open' }, after: { state: 'accepted' } },
  ];
}
