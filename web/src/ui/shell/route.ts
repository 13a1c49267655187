/** The pages' addresses: parsed from a URL, written as one. */
import type { components, operations } from '../../api/schema';

export type InputStatus = components['schemas']['InputOut']['status'];
export type InputSort = NonNullable<
  NonNullable<operations['list_inputs_api_v1_apps__app_id__inputs_get']['parameters']['query']>['sort']
>;

/** Which inputs a list shows, and in which order. Gallery and viewer carry it in their URL. */
export interface ListQuery {
  readonly status: InputStatus | null;
  readonly search: string;
  readonly sort: InputSort;
}

export type Route =
  | { readonly page: 'apps' }
  | { readonly page: 'gallery'; readonly appId: string; readonly query: ListQuery }
  | { readonly page: 'concepts'; readonly appId: string }
  | { readonly page: 'viewer'; readonly appId: string; readonly inputId: string; readonly query: ListQuery }
  | { readonly page: 'nowhere'; readonly path: string };

export const INPUT_STATUSES: readonly InputStatus[] = ['unlabeled', 'has_suggestions', 'labeled', 'done'];
export const INPUT_SORTS: readonly InputSort[] = ['oldest', 'newest', 'name', 'most_suggestions'];
export const WHOLE_LIST: ListQuery = { status: null, search: '', sort: 'oldest' };

/** Return the route of an address; unknown words in its query count as left out. */
export function parseRoute(path: string, search: string): Route {
  const parts = path.split('/').filter(Boolean).map(decodePart);
  const query = parseQuery(search);
  const [first, appId, third, inputId] = parts;
  if (parts.length === 0) return { page: 'apps' };
  if (first !== 'apps') return { page: 'nowhere', path };
  if (parts.length === 1) return { page: 'apps' };
  if (parts.length === 2 && appId) return { page: 'gallery', appId, query };
  if (parts.length === 3 && appId && third === 'concepts') return { page: 'concepts', appId };
  if (parts.length === 4 && appId && third === 'inputs' && inputId) return { page: 'viewer', appId, inputId, query };
  return { page: 'nowhere', path };
}

/** Return the address of a route; what is at its default is left out. */
export function hrefOf(route: Route): string {
  switch (route.page) {
    case 'apps':
      return '/';
    case 'gallery':
      return `/apps/${encodeURIComponent(route.appId)}${formatQuery(route.query)}`;
    case 'concepts':
      return `/apps/${encodeURIComponent(route.appId)}/concepts`;
    case 'viewer':
      return `/apps/${encodeURIComponent(route.appId)}/inputs/${encodeURIComponent(route.inputId)}${formatQuery(route.query)}`;
    case 'nowhere':
      return route.path;
  }
}

function parseQuery(search: string): ListQuery {
  const given = new URLSearchParams(search);
  return {
    status: INPUT_STATUSES.find((status) => status === given.get('status')) ?? null,
    search: given.get('search') ?? '',
    sort: INPUT_SORTS.find((sort) => sort === given.get('sort')) ?? WHOLE_LIST.sort,
  };
}

function formatQuery(query: ListQuery): string {
  const written = new URLSearchParams();
  if (query.status) written.set('status', query.status);
  if (query.search) written.set('search', query.search);
  if (query.sort !== WHOLE_LIST.sort) written.set('sort', query.sort);
  const text = written.toString();
  return text ? `?${text}` : '';
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
