/** What a bulk action works on: the selected inputs, or all that match the filter. */
import type { Counts } from '../../sync/gallery';
import type { Selected } from '../../sync/galleryJobs';
import type { ListQuery } from '../../ui/shell/route';
import { counted, STATUS_WORDS } from './words';

/** Return the inputs of an action as the server is told. */
export function scopeOf(
  ids: ReadonlySet<string>,
  query: ListQuery,
): Omit<Selected, 'model' | 'min_score' | 'max_score'> {
  if (ids.size > 0) return { input_ids: [...ids], status: null, search: '' };
  return { input_ids: null, status: query.status, search: query.search };
}

/** Return the inputs of an action as people are told. */
export function wordsOfScope(ids: ReadonlySet<string>, query: ListQuery, counts: Counts | null): string {
  if (ids.size > 0) return `${counted(ids.size, 'selected input')}.`;
  const parts = [
    query.status ? `with status “${STATUS_WORDS[query.status]}”` : '',
    query.search ? `with “${query.search}” in their name` : '',
  ].filter(Boolean);
  if (query.search) return `All inputs ${parts.join(' and ')}.`;
  const n = counts?.[query.status ?? 'all'] ?? 0;
  return `All ${[counted(n, 'input'), ...parts].join(' ')}.`;
}
