/** Apps, what is installed for them, and who labels. */
import { answerOf, api, type Schemas } from './client';

export type App = Schemas['AppOut'];
export type Model = Schemas['ModelOut'];
export type Me = Schemas['Me'];
export type User = Schemas['UserOut'];

/** Return every app, oldest first. */
export async function listApps(signal?: AbortSignal): Promise<App[]> {
  const answer = await answerOf(api.GET('/api/v1/apps', withSignal(signal)));
  return answer.items;
}

/** Make an app. */
export function createApp(name: string): Promise<App> {
  return answerOf(api.POST('/api/v1/apps', { body: { name } }));
}

/** Return one app with its counts. */
export function getApp(appId: string, signal?: AbortSignal): Promise<App> {
  const params = { path: { app_id: appId } };
  return answerOf(api.GET('/api/v1/apps/{app_id}', { params, ...withSignal(signal) }));
}

/** Return the models and workflows that an app can use. */
export async function listModels(appId: string, signal?: AbortSignal): Promise<Model[]> {
  const params = { path: { app_id: appId } };
  const answer = await answerOf(api.GET('/api/v1/apps/{app_id}/models', { params, ...withSignal(signal) }));
  return answer.items;
}

/** Return the model and the threshold range that the user has set in an app. */
export function getPreferences(appId: string, signal?: AbortSignal): Promise<Schemas['Preferences']> {
  const params = { path: { app_id: appId } };
  return answerOf(api.GET('/api/v1/apps/{app_id}/preferences', { params, ...withSignal(signal) }));
}

/** Return who labels, and with which version of Labelwright. */
export function getMe(signal?: AbortSignal): Promise<Me> {
  return answerOf(api.GET('/api/v1/me', withSignal(signal)));
}

/** Return everybody who labels, the local user first. */
export async function listUsers(): Promise<User[]> {
  return (await answerOf(api.GET('/api/v1/users'))).items;
}

function withSignal(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}
