/** The threshold range: which suggestions it lets through, and the histogram above it. */

import type { RegionKind } from '../scene/region';

export interface ThresholdRange {
  readonly min: number;
  readonly max: number;
}

/** The step of the slider and of typed values. */
export const THRESHOLD_STEP = 0.01;
const STEPS = 100;

export const WHOLE_RANGE: ThresholdRange = { min: 0, max: 1 };

/**
 * Say whether a suggestion of this score is shown.
 *
 * Both ends are inclusive and the score counts as it is, not as displayed: the server accepts "all within the range" by
 * the same comparison, so what is shown is what is accepted. At an upper end of 1 both 0.999 and 1.0 are shown.
 */
export function isInRange(score: number, range: ThresholdRange): boolean {
  return score >= range.min && score <= range.max;
}

/** Keep the suggestions that the range lets through; an annotation never disappears. The order stays. */
export function filterByThreshold<T extends { readonly kind: RegionKind; readonly score: number | null }>(
  items: readonly T[],
  range: ThresholdRange,
): T[] {
  return items.filter(({ kind, score }) => kind === 'annotation' || score === null || isInRange(score, range));
}

/** Return the range a person typed or dragged: inside [0, 1], on the step, the lower end not above the upper. */
export function normaliseRange(range: ThresholdRange): ThresholdRange {
  const [min, max] = [onStep(range.min, 0), onStep(range.max, 1)];
  return min <= max ? { min, max } : { min: max, max: min };
}

function onStep(value: number, otherwise: number): number {
  if (!Number.isFinite(value)) return otherwise;
  return Math.round(Math.min(Math.max(value, 0), 1) * STEPS) / STEPS;
}

/** Return how many scores fall into each of `bins` equal parts of [0, 1]; 1.0 is in the last. */
export function histogram(scores: readonly number[], bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const score of scores) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(score * bins + 1e-9)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
