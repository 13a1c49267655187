/** The gallery's words for statuses, sizes and times. */
import type { InputSort, InputStatus } from '../../ui/shell/route';

export const STATUS_WORDS: Record<InputStatus, string> = {
  unlabeled: 'Unlabeled',
  has_suggestions: 'Has suggestions',
  labeled: 'Labeled',
  done: 'Done',
};

export const SORT_WORDS: Record<InputSort, string> = {
  oldest: 'Oldest first',
  newest: 'Newest first',
  name: 'Name',
  most_suggestions: 'Most suggestions',
};

/** Return a number with its noun: "1 label", "1,204 labels". */
export function counted(n: number, noun: string): string {
  return `${n.toLocaleString()} ${noun}${n === 1 ? '' : 's'}`;
}

/** Return a file's size for people. */
export function formatBytes(n: number): string {
  if (n < 1000) return `${n} B`;
  if (n < 1_000_000) return `${Math.round(n / 1000)} kB`;
  return `${(n / 1_000_000).toFixed(1)} MB`;
}

/** Return a span of time for people: "45 s", "3 min", "1 h 20 min". */
export function formatSpan(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
