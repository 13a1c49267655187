/** Hands the open viewer to the parts of its page. */

import { getContext, setContext } from 'svelte';

import type { Viewer } from './Viewer.svelte';

const KEY = Symbol('viewer');

export function provideViewer(viewer: Viewer): void {
  setContext(KEY, viewer);
}

export function useViewer(): Viewer {
  return getContext<Viewer>(KEY);
}

/** Whether keys are named as on a Mac. */
export const IS_MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
