/** News of an app, as the gallery needs them: that something changed, and whether the server is reached. */

export interface EventsListener {
  readonly onchange: (inputIds: ReadonlySet<string>) => void;
  readonly onconnection: (isConnected: boolean) => void;
}

/** Changes that come within this time are told together. */
const TOGETHER_MS = 250;
/** How long a connection may be gone before it is called lost; a server's restart takes about that long. */
const LOST_AFTER_MS = 2500;
/** A browser gives up on a stream that is answered with an error; it is opened anew after this time. */
const REOPEN_MS = 3000;

/** Listen to an app's change sets until the returned function is called. */
export function listenToApp(appId: string, listener: EventsListener): () => void {
  let changed = new Set<string>();
  let source: EventSource;
  let telling: ReturnType<typeof setTimeout> | undefined;
  let losing: ReturnType<typeof setTimeout> | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let wasLost = false;

  const tell = () => {
    telling = undefined;
    const ids = changed;
    changed = new Set();
    listener.onchange(ids);
  };
  const onhello = () => {
    clearTimeout(losing);
    losing = undefined;
    listener.onconnection(true);
    // What a new stream has not told may have changed.
    if (wasLost) telling ??= setTimeout(tell, 0);
    wasLost = false;
  };
  const onchangeset = (event: MessageEvent<string>) => {
    const { input_id } = JSON.parse(event.data) as { input_id: string | null };
    if (input_id) changed.add(input_id);
    telling ??= setTimeout(tell, TOGETHER_MS);
  };
  const onerror = () => {
    wasLost = true;
    losing ??= setTimeout(() => listener.onconnection(false), LOST_AFTER_MS);
    if (source.readyState === EventSource.CLOSED) {
      clearTimeout(reopening);
      reopening = setTimeout(open, REOPEN_MS);
    }
  };
  function open(): void {
    source = new EventSource(`/api/v1/apps/${encodeURIComponent(appId)}/events`);
    source.addEventListener('hello', onhello);
    source.addEventListener('change_set', onchangeset);
    source.addEventListener('error', onerror);
  }

  open();
  return () => {
    for (const timer of [telling, losing, reopening]) clearTimeout(timer);
    source.close();
  };
}
