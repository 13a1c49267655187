/** What a board asks of the server, one function for each address. */

import type { Board, ChangeSet } from './changes';
import { answerOf, type Api, type Schemas } from './client';
import type { Wish } from './wish';

/** What came of a wish, an undo or a redo. */
export interface Done {
  /** null: it was so already. */
  readonly changeSet: ChangeSet | null;
  /** What of it could not be done. */
  readonly failures: readonly Schemas['FailureOut'][];
}

export type Lane = 'interactive' | 'look_ahead';

export async function getBoard(
  api: Api,
  inputId: string,
  model: string | null,
  signal: AbortSignal | null,
): Promise<Board> {
  const params = { path: { input_id: inputId }, query: { model } };
  return (await answerOf(api.GET('/api/v1/inputs/{input_id}/board', { params, signal }))) as Board;
}

export async function postPrediction(
  api: Api,
  inputId: string,
  body: { readonly model: string; readonly lane: Lane },
  signal: AbortSignal,
): Promise<Board> {
  const params = { path: { input_id: inputId } };
  return (await answerOf(api.POST('/api/v1/inputs/{input_id}/predictions', { params, body, signal }))) as Board;
}

export async function postWish(api: Api, inputId: string, wish: Wish, key: string): Promise<Done> {
  const params = { path: { input_id: inputId } };
  const headers = { 'Idempotency-Key': key };
  const asked = api.POST('/api/v1/inputs/{input_id}/change-sets', { params, body: wish, headers });
  const { change_set: changeSet, failures } = await answerOf(asked);
  return { changeSet, failures };
}

export async function postUndo(api: Api, changeSetId: string, key: string): Promise<Done> {
  const params = { path: { change_set_id: changeSetId } };
  const headers = { 'Idempotency-Key': key };
  const asked = api.POST('/api/v1/change-sets/{change_set_id}/undo', { params, headers });
  const { change_set: changeSet, failures } = await answerOf(asked);
  return { changeSet, failures };
}
