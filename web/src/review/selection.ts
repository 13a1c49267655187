/** Which of the listed rows a click or a key selects. */

/** Return what is listed from `from` to `to`, both included, in this direction; `to` alone if `from` is not listed. */
export function rangeOf(listed: readonly string[], from: string, to: string): readonly string[] {
  const [start, end] = [listed.indexOf(from), listed.indexOf(to)];
  if (start < 0 || end < 0) return [to];
  const range = listed.slice(Math.min(start, end), Math.max(start, end) + 1);
  return start <= end ? range : range.reverse();
}

/** Return the ids of both, each once. */
export function unionOf(ids: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set([...ids, ...others])];
}

/** Return the ids without `id` if it is among them, else with it at the end. */
export function toggled(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}

export function setOf(ids: readonly string[]): ReadonlySet<string> {
  return new Set(ids);
}
