import { describe, expect, test } from 'vitest';

import { appendPage, pagesAt, replacePage, type Input, type Page } from './galleryPages';

const page = (after: string | null, ids: string, next: string | null): Page => ({
  after,
  items: [...ids].map((id) => ({ id }) as Input),
  next,
});
const ids = (pages: readonly Page[]) => pages.map(({ items }) => items.map(({ id }) => id).join(''));
const three = [page(null, 'abc', 'c'), page('c', 'def', 'f'), page('f', 'ghi', null)];

test('an input that has moved is listed once, where it was seen last', () => {
  expect(ids(appendPage(three.slice(0, 2), page('f', 'gbh', null)))).toEqual(['ac', 'def', 'gbh']);
});

describe('a page read again', () => {
  test('loses what has left and gains what has come, and leaves the next page as it is', () => {
    const now = replacePage(three, 0, page(null, 'axcdef', 'f'));
    expect(ids(now)).toEqual(['axc', 'def', 'ghi']);
    expect(now[0]?.next).toBe('c');
  });

  test('drops the pages after it if it does not reach them, and goes on from its own end', () => {
    const now = replacePage(three, 0, page(null, 'vwxyz', 'z'));
    expect(ids(now)).toEqual(['vwxyz']);
    expect(now.at(-1)?.next).toBe('z');
  });

  test('at the end takes in what was added there', () => {
    expect(ids(replacePage(three, 2, page('f', 'ghij', null)))).toEqual(['abc', 'def', 'ghij']);
  });

  test('takes an input away from the page on which it was before', () => {
    expect(ids(replacePage(three, 1, page('c', 'daefghi', null)))).toEqual(['bc', 'daef', 'ghi']);
  });

  test('looks past a page that has become empty', () => {
    const pages = [page(null, 'abc', 'c'), page('c', '', 'f'), page('f', 'ghi', null)];
    expect(ids(replacePage(pages, 0, page(null, 'abghi', null)))).toEqual(['ab', '', 'ghi']);
  });
});

test('the pages at a place are found by the inputs they hold', () => {
  expect(pagesAt(three, 0, 1)).toEqual([0]);
  expect(pagesAt(three, 2, 4)).toEqual([0, 1]);
  expect(pagesAt(three, 3, 9)).toEqual([1, 2]);
  expect(pagesAt(three, 9, 20)).toEqual([]);
});
