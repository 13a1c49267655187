/** AI Assist: what a user has set in an app, what can be picked, which concepts there are. */

import { answerOf, type Api, type Schemas } from './client';

export type Preferences = Schemas['Preferences'];
export type Model = Schemas['ModelOut'];
export type Concept = Schemas['ConceptOut'];

export function readPreferences(api: Api, appId: string): Promise<Preferences> {
  return answerOf(api.GET('/api/v1/apps/{app_id}/preferences', { params: { path: { app_id: appId } } }));
}

/** Keep the settings; the request is finished by the browser even if the page goes away. */
export async function writePreferences(api: Api, appId: string, preferences: Preferences): Promise<void> {
  const params = { path: { app_id: appId } };
  await answerOf(api.PUT('/api/v1/apps/{app_id}/preferences', { params, body: preferences, keepalive: true }));
}

/** Return the models and workflows whose name, id, description or concepts hold `search`. */
export async function findModels(api: Api, appId: string, search: string, signal?: AbortSignal): Promise<Model[]> {
  const params = { path: { app_id: appId }, query: { search } };
  const asked = api.GET('/api/v1/apps/{app_id}/models', { params, signal: signal ?? null });
  return (await answerOf(asked)).items;
}

/** Return the names that a model puts out. */
export async function readModelConcepts(api: Api, ref: string): Promise<string[]> {
  return (await answerOf(api.GET('/api/v1/models/{ref}/concepts', { params: { path: { ref } } }))).concepts;
}

/** Return the app's concepts by name. */
export async function readConcepts(api: Api, appId: string): Promise<Concept[]> {
  return (await answerOf(api.GET('/api/v1/apps/{app_id}/concepts', { params: { path: { app_id: appId } } }))).items;
}

/** Predict inputs that will probably be opened next. */
export async function lookAhead(api: Api, appId: string, model: string, inputIds: string[]): Promise<void> {
  const params = { path: { app_id: appId } };
  await answerOf(api.POST('/api/v1/apps/{app_id}/look-ahead', { params, body: { model, input_ids: inputIds } }));
}
