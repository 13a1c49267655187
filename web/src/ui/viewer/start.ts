/** What the Input-Viewer needs of an app before it can open an input. */

import { getApp, getMe, listModels, listUsers, type App, type Me, type User } from '../../sync/apps';
import { readConcepts, readPreferences, type Concept, type Model, type Preferences } from '../../sync/assist';
import { api } from '../../sync/client';

export interface Start {
  readonly app: App;
  readonly me: Me;
  readonly people: User[];
  readonly preferences: Preferences;
  readonly concepts: Concept[];
  readonly models: Model[];
}

/** Read what a viewer needs before it can open an input. */
export async function readStart(appId: string): Promise<Start> {
  const [app, me, people, preferences, concepts, models] = await Promise.all([
    getApp(appId),
    getMe(),
    listUsers(),
    readPreferences(api, appId),
    readConcepts(api, appId),
    listModels(appId),
  ]);
  return { app, me, people, preferences, concepts, models };
}
