import { describe, expect, it, vi } from 'vitest';

import { makeClient } from './client';
import { placeOf, Strip } from './strip';

function inputNamed(id: string) {
  return { id, name: `${id}.jpg`, status: 'unlabeled' };
}

/** A list of five inputs on a server that answers slowly. */
function slowList(): { strip: Strip; asked: string[] } {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const asked: string[] = [];
  const answer = (request: Request): unknown => {
    const url = new URL(request.url);
    const open = /inputs\/(\w)/.exec(url.pathname)?.[1];
    if (url.pathname.endsWith('/position')) return { cursor: open };
    if (url.pathname.endsWith('/place')) return { number: ids.indexOf(open ?? '') + 1, total: ids.length };
    if (open) return inputNamed(open);
    const at = ids.indexOf(url.searchParams.get('cursor') ?? '');
    const isBackward = url.searchParams.get('backward') === 'true';
    const found = isBackward ? ids.slice(0, at) : ids.slice(at + 1);
    return { items: found.map(inputNamed), next_cursor: null, previous_cursor: null };
  };
  const fetch = async (request: Request): Promise<Response> => {
    asked.push(request.url);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return Response.json(answer(request));
  };
  const query = { status: null, search: '', sort: 'oldest' } as const;
  return { strip: new Strip(makeClient({ baseUrl: 'http://test', fetch }), 'app', query), asked };
}

describe('the film strip', () => {
  it('finds the next input of one whose neighbours are still being loaded', async () => {
    const { strip } = slowList();
    const opening = strip.open('b');
    expect((await strip.neighbour('b', 1))?.id).toBe('c');
    await opening;
    expect(strip.view.items.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('loads the neighbours once, however often they are asked for', async () => {
    const { strip, asked } = slowList();
    await Promise.all([strip.open('b'), strip.open('b'), strip.neighbour('b', -1)]);
    expect(asked.filter((url) => url.includes('/position'))).toHaveLength(1);
  });

  it('knows where each of its inputs stands in the list, and asks once', async () => {
    const { strip, asked } = slowList();
    await strip.open('b');
    await vi.waitFor(() => expect(placeOf(strip.view, 'b')).toEqual({ number: 2, total: 5 }));
    await strip.open('e');
    expect(placeOf(strip.view, 'e')).toEqual({ number: 5, total: 5 });
    expect(placeOf(strip.view, 'elsewhere')).toBeNull();
    expect(asked.filter((url) => url.includes('/place'))).toHaveLength(1);
  });

  it('says that there is no further input at either end', async () => {
    const { strip } = slowList();
    await strip.open('e');
    expect(await strip.neighbour('e', 1)).toBeNull();
    expect((await strip.neighbour('e', -1))?.id).toBe('d');
  });
});
