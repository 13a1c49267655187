/** The triage walk: which open suggestion comes next. */

import { compareByScore } from './order';
import type { Scored } from './suggestion';

/** Return the suggestion after `currentId` by score; the first one where there is no current; null after the last. */
export function nextSuggestion<T extends Scored>(open: readonly T[], currentId: string | null): T | null {
  return stepFrom(open, currentId, 1);
}

/** Return the suggestion before `currentId` by score; the last one where there is no current; null before the first. */
export function previousSuggestion<T extends Scored>(open: readonly T[], currentId: string | null): T | null {
  return stepFrom(open, currentId, -1);
}

/**
 * Return where the walk goes when `done` has just been accepted or rejected: the next after it, else the first one
 * that is still open, else null: all reviewed.
 */
export function suggestionAfter<T extends Scored>(open: readonly T[], done: Scored): T | null {
  const sorted = open.filter((other) => other.id !== done.id).sort(compareByScore);
  return sorted.find((other) => compareByScore(other, done) > 0) ?? sorted[0] ?? null;
}

function stepFrom<T extends Scored>(open: readonly T[], currentId: string | null, step: 1 | -1): T | null {
  const sorted = [...open].sort(compareByScore);
  const position = sorted.findIndex((other) => other.id === currentId);
  if (position < 0) return (step === 1 ? sorted[0] : sorted[sorted.length - 1]) ?? null;
  return sorted[position + step] ?? null;
}
