/**
 * The way to the server: typed requests, problems as errors, writes that are safe to send again.
 *
 *     const app = await answerOf(api.GET('/api/v1/apps/{app_id}', { params: { path: { app_id } }, signal }));
 *
 * Errors thrown: ProblemError (the server said no), ConnectionLost (not reached), AbortError (the asker left).
 */

import createClient, { type Client } from 'openapi-fetch';

import type { components, paths } from '../api/schema';
import { chosenUserId } from './chosenUser';
import { ConnectionLost, isAbort, problemOf } from './problem';

export { ConnectionLost, isAbort, ProblemError, toProblem } from './problem';

export type Schemas = components['schemas'];
export type Api = Client<paths>;

const IDEMPOTENCY_KEY = 'Idempotency-Key';
/** Waits before a request that did not get through is sent again, with the same key. */
const RETRY_AFTER_MS = [200, 800] as const;

export interface ClientOptions {
  readonly baseUrl: string;
  /** Who is labeling; null leaves it to the server. */
  readonly userId?: string | null;
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly retryAfterMs?: readonly number[];
}

/** Return a client. Every write carries an Idempotency-Key, so that sending it again does it once. */
export function makeClient(options: ClientOptions): Api {
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const waits = options.retryAfterMs ?? RETRY_AFTER_MS;
  const client = createClient<paths>({
    baseUrl: options.baseUrl,
    fetch: (request) => sendPatiently(request, send, waits),
  });
  client.use({ onRequest: ({ request }) => keyed(signed(request, options.userId ?? null)) });
  return client;
}

/** The server that this page came from. Who is labeling stays the same as long as the page is open. */
export const api: Api = makeClient({
  baseUrl: globalThis.location?.origin ?? 'http://127.0.0.1',
  userId: chosenUserId(),
});

/** Return a new key for a write that may have to be sent again. */
export function newKey(): string {
  return crypto.randomUUID();
}

/**
 * Return the data of an answer.
 *
 * Raises: ProblemError, ConnectionLost, AbortError
 */
export async function answerOf<T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw problemOf(error, response);
  return data as T;
}

function signed(request: Request, userId: string | null): Request {
  if (userId !== null) request.headers.set('Labelwright-User', userId);
  return request;
}

function keyed(request: Request): Request {
  const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
  if (isWrite && !request.headers.has(IDEMPOTENCY_KEY)) request.headers.set(IDEMPOTENCY_KEY, newKey());
  return request;
}

async function sendPatiently(
  request: Request,
  send: (request: Request) => Promise<Response>,
  waits: readonly number[],
): Promise<Response> {
  for (const wait of waits) {
    try {
      return await send(request.clone());
    } catch (error) {
      if (isAbort(error) || request.signal.aborted) throw error;
      await pause(wait, request.signal);
    }
  }
  try {
    return await send(request);
  } catch (error) {
    if (isAbort(error) || request.signal.aborted) throw error;
    throw new ConnectionLost(error);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const leave = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
}
