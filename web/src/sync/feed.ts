/** The live change sets of an app, in order, with resumption after a lost connection. */

import type { ChangeSet } from './changes';

export interface FeedListener {
  /** The stream has begun: everything after change number `seq` will come. */
  onBegin(seq: number): void;
  onChangeSet(changeSet: ChangeSet): void;
  onConnection(isConnected: boolean): void;
}

/** Listen to an app until the returned function is called. The browser reconnects and resumes by itself. */
export function listenToApp(appId: string, listener: FeedListener): () => void {
  const source = new EventSource(`/api/v1/apps/${encodeURIComponent(appId)}/events`);
  source.addEventListener('hello', (event) => {
    listener.onConnection(true);
    listener.onBegin(Number(event.lastEventId));
  });
  source.addEventListener('change_set', (event) => listener.onChangeSet(JSON.parse(event.data) as ChangeSet));
  source.addEventListener('error', () => listener.onConnection(false));
  return () => source.close();
}
