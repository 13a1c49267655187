/** News of an app as the gallery needs them: that something changed, and whether the server is reached. */
import { Feed } from './feed';

export interface EventsListener {
  readonly onchange: () => void;
  readonly onconnection: (isConnected: boolean) => void;
}

/** Changes that come within this time are told together. */
const TOGETHER_MS = 250;

/** Listen to an app's change sets until the returned function is called. */
export function listenToApp(appId: string, listener: EventsListener): () => void {
  let telling: ReturnType<typeof setTimeout> | undefined;
  let wasLost = false;
  const tellSoon = () => {
    telling ??= setTimeout(() => {
      telling = undefined;
      listener.onchange();
    }, TOGETHER_MS);
  };
  const feed = new Feed(appId, {
    onBegin: () => {
      // Uploads and predictions are no change sets: after a gap the list is read again in any case.
      if (wasLost) tellSoon();
      wasLost = false;
    },
    onChangeSet: tellSoon,
    onConnection: (isConnected) => {
      wasLost ||= !isConnected;
      listener.onconnection(isConnected);
    },
  });
  return () => {
    clearTimeout(telling);
    feed.close();
  };
}
