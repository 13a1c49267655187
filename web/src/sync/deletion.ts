/** Inputs leave an app, and come back by undo. */
import { answerOf, api, type Schemas } from './client';

export type Deleted = Schemas['DeletedOut'];

/** Take inputs out of the app. */
export function deleteInputs(appId: string, inputIds: readonly string[]): Promise<Deleted> {
  const params = { path: { app_id: appId } };
  const body = { input_ids: [...inputIds] };
  return answerOf(api.POST('/api/v1/apps/{app_id}/inputs/delete', { params, body }));
}

/** Take a deletion, or any other change set, back. */
export async function takeBack(changeSetId: string): Promise<void> {
  await answerOf(
    api.POST('/api/v1/change-sets/{change_set_id}/undo', { params: { path: { change_set_id: changeSetId } } }),
  );
}
