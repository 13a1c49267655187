/** What the gallery looked like when it was left, for the way back. */
import { hrefOf, type ListQuery } from '../../ui/shell/route';
import type { GalleryList } from '../../sync/gallery';
import type { Selection } from './selection';

export interface Remembered {
  readonly list: GalleryList;
  readonly scrollTop: number;
  readonly selection: Selection;
  readonly focusId: string | null;
}

let kept: { readonly href: string; readonly what: Remembered } | null = null;

/** Keep how a list was left; only the last one is kept. */
export function remember(appId: string, query: ListQuery, what: Remembered): void {
  kept = { href: hrefOf({ page: 'gallery', appId, query }), what };
}

/** Return how this list was left, if it was the last one. */
export function recall(appId: string, query: ListQuery): Remembered | null {
  return kept?.href === hrefOf({ page: 'gallery', appId, query }) ? kept.what : null;
}
