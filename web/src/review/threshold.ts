/** The threshold range: which suggestions it lets through, and the histogram above it. */

export interface ThresholdRange {
  readonly min: number;
  readonly max: number;
}

/** The step of the slider; scores are compared as they are shown, in this step. */
export const THRESHOLD_STEP = 0.01;
const STEPS = 100;

export const WHOLE_RANGE: ThresholdRange = { min: 0, max: 1 };

/**
 * Say whether a suggestion of this score is shown.
 *
 * Both ends are inclusive and the score counts as displayed, rounded to whole percent: what reads 0.60 is in at a lower
 * end of 0.60, and 0.999 and 1.0 are in at an upper end of 1.
 */
export function isInRange(score: number, range: ThresholdRange): boolean {
  const shown = toSteps(score);
  return shown >= toSteps(range.min) && shown <= toSteps(range.max);
}

/** Keep what has no score (a person added it) and what the range lets through, in the same order. */
export function filterByScore<T extends { readonly score: number | null }>(
  items: readonly T[],
  range: ThresholdRange,
): T[] {
  return items.filter(({ score }) => score === null || isInRange(score, range));
}

/** Return the range a person typed or dragged: inside [0, 1], on the step, the lower end not above the upper. */
export function normaliseRange(range: ThresholdRange): ThresholdRange {
  const [min, max] = [onStep(range.min, 0), onStep(range.max, 1)];
  return min <= max ? { min, max } : { min: max, max: min };
}

function onStep(value: number, otherwise: number): number {
  if (!Number.isFinite(value)) return otherwise;
  return toSteps(Math.min(Math.max(value, 0), 1)) / STEPS;
}

function toSteps(value: number): number {
  // 0.285 * 100 is 28.499999999999996: without the small addition it would round down.
  return Math.round(value * STEPS + 1e-9);
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
