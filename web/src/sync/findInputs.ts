/** Inputs of an app by their name. */

import type { InputOut } from './changes';
import { answerOf, type Api } from './client';

/** Return the first inputs whose name holds `text`. */
export async function findInputs(
  api: Api,
  appId: string,
  text: string,
  limit: number,
  signal: AbortSignal,
): Promise<InputOut[]> {
  const params = { path: { app_id: appId }, query: { search: text, sort: 'name' as const, limit } };
  return (await answerOf(api.GET('/api/v1/apps/{app_id}/inputs', { params, signal }))).items;
}
