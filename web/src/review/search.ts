/** Searching the panes by concept name. */

/** Return the name as it is compared: any script, whatever its capitals, accents and spaces around it. */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .trim();
}

/** Say whether a search matches one of the names a concept goes by (its own, and the original one if renamed). */
export function isMatch(search: string, names: readonly string[]): boolean {
  const wanted = foldForSearch(search);
  return wanted === '' || names.some((name) => foldForSearch(name).includes(wanted));
}

/** Return the items that match; `namesOf` gives all the names an item goes by. */
export function searchItems<T>(items: readonly T[], search: string, namesOf: (item: T) => readonly string[]): T[] {
  return foldForSearch(search) === '' ? [...items] : items.filter((item) => isMatch(search, namesOf(item)));
}
