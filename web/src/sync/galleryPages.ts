/** The loaded part of a keyset-paged list, and how a page that is read again fits in. */
import type { Schemas } from './client';

export type Input = Schemas['InputOut'];

/** One page as it was read: it starts after `after` and goes on at `next`. */
export interface Page {
  readonly after: string | null;
  readonly items: readonly Input[];
  readonly next: string | null;
}

/** Return the pages with one more at their end. An input that was listed before and has moved is listed once. */
export function appendPage(pages: readonly Page[], page: Page): Page[] {
  return [...withoutIds(pages, idsOf(page.items)), page];
}

/**
 * Return the pages after page `index` was read again as `fresh`.
 *
 * `fresh` is read from the same place, and longer than the page was, so that it reaches into the next one. What lies
 * beyond the page's old end is left to the next page. If the next page's start is not in `fresh` (it left the list, or
 * much came in between), the pages after it are dropped and read again when they are scrolled to.
 */
export function replacePage(pages: readonly Page[], index: number, fresh: Page): Page[] {
  const following = pages.slice(index + 1).findIndex((page) => page.items.length > 0);
  const nextStart = following < 0 ? undefined : pages[index + 1 + following]?.items[0]?.id;
  const cut = nextStart === undefined ? -1 : fresh.items.findIndex((item) => item.id === nextStart);
  if (cut < 0) return [...withoutIds(pages.slice(0, index), idsOf(fresh.items)), fresh];
  const kept: Page = { ...fresh, items: fresh.items.slice(0, cut), next: pages[index]?.next ?? null };
  const ids = idsOf(kept.items);
  return [...withoutIds(pages.slice(0, index), ids), kept, ...withoutIds(pages.slice(index + 1), ids)];
}

/** Return the numbers of the pages that hold any of the inputs from number `from` up to, not including, `to`. */
export function pagesAt(pages: readonly Page[], from: number, to: number): number[] {
  const found: number[] = [];
  let start = 0;
  pages.forEach((page, index) => {
    const end = start + page.items.length;
    if (start < to && end > from) found.push(index);
    start = end;
  });
  return found;
}

function idsOf(items: readonly Input[]): Set<string> {
  return new Set(items.map((item) => item.id));
}

function withoutIds(pages: readonly Page[], ids: ReadonlySet<string>): Page[] {
  return pages.map((page) =>
    page.items.some((item) => ids.has(item.id))
      ? { ...page, items: page.items.filter((item) => !ids.has(item.id)) }
      : page,
  );
}
