import { expect, test } from 'vitest';

import { hrefOf, parseRoute, WHOLE_LIST, type Route } from './route';

const routes: Route[] = [
  { page: 'apps' },
  { page: 'gallery', appId: 'a1', query: WHOLE_LIST },
  { page: 'gallery', appId: 'a/1 ü', query: { status: 'has_suggestions', search: 'cat & dog?', sort: 'newest' } },
  { page: 'viewer', appId: 'a1', inputId: 'i1', query: { ...WHOLE_LIST, status: 'done' } },
  { page: 'nowhere', path: '/what/is/this' },
];

test.each(routes)('an address leads back to its route: $page', (route) => {
  const url = new URL(hrefOf(route), 'http://localhost');
  expect(parseRoute(url.pathname, url.search)).toEqual(route);
});

test('what is at its default stays out of the address', () => {
  expect(hrefOf({ page: 'gallery', appId: 'a1', query: WHOLE_LIST })).toBe('/apps/a1');
});

test('unknown words in an address count as left out, a broken escape as written', () => {
  expect(parseRoute('/apps/a1/', '?status=lost&sort=random&more=1')).toEqual({
    page: 'gallery',
    appId: 'a1',
    query: WHOLE_LIST,
  });
  expect(parseRoute('/apps/%E0%A4%A', '')).toMatchObject({ page: 'gallery', appId: '%E0%A4%A' });
  expect(parseRoute('/apps/a1/inputs', '')).toMatchObject({ page: 'nowhere' });
});
