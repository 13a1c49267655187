/** Which suggestions say what an annotation already says; the same rule as the server's, in the same precision. */

import type { Box } from '../geometry/box';

/** Two regions of one concept are one if they overlap so much (IoU), or one has this share of its area in the other. */
export const SAME_REGION_IOU = Math.fround(0.7);
export const CONTAINED_SHARE = Math.fround(0.95);

/** A concept, on the whole input where there is no region. */
export interface Labeling {
  readonly conceptName: string;
  readonly region: Box | null;
}

export interface FoldCandidate extends Labeling {
  readonly id: string;
  readonly score: number;
}

/**
 * Return the ids of the open suggestions that an annotation of the same concept already covers.
 *
 * Of several suggestions that would label the whole input with one concept, all but the best are folded.
 */
export function foldedSuggestions(open: readonly FoldCandidate[], annotations: readonly Labeling[]): Set<string> {
  const { labeled, covered } = sortAnnotations(annotations);
  const folded = new Set<string>();
  for (const candidate of [...open].sort((a, b) => b.score - a.score)) {
    const { id, conceptName, region } = candidate;
    if (region === null) {
      if (labeled.has(conceptName)) folded.add(id);
      labeled.add(conceptName);
    } else if (covered.get(conceptName)?.some((other) => isSameRegion(region, other))) folded.add(id);
  }
  return folded;
}

function sortAnnotations(annotations: readonly Labeling[]) {
  const labeled = new Set<string>();
  const covered = new Map<string, Box[]>();
  for (const { conceptName, region } of annotations) {
    if (region === null) labeled.add(conceptName);
    else covered.set(conceptName, [...(covered.get(conceptName) ?? []), region]);
  }
  return { labeled, covered };
}

/** Say whether two regions of one concept mark one thing. */
export function isSameRegion(a: Box, b: Box): boolean {
  const f = Math.fround;
  const [areaA, areaB] = [area32(a), area32(b)];
  const shared = area32({
    xMin: Math.max(a.xMin, b.xMin),
    yMin: Math.max(a.yMin, b.yMin),
    xMax: Math.min(a.xMax, b.xMax),
    yMax: Math.min(a.yMax, b.yMax),
  });
  const union = f(f(areaA + areaB) - shared);
  return (
    share32(shared, union) >= SAME_REGION_IOU ||
    share32(shared, areaA) >= CONTAINED_SHARE ||
    share32(shared, areaB) >= CONTAINED_SHARE
  );
}

/** The area in single precision, as the server computes it, so that both draw the line at the same place. */
function area32(box: Box): number {
  const f = Math.fround;
  const width = Math.max(f(f(box.xMax) - f(box.xMin)), 0);
  const height = Math.max(f(f(box.yMax) - f(box.yMin)), 0);
  return f(width * height);
}

function share32(part: number, whole: number): number {
  return part > 0 && whole > 0 ? Math.min(Math.fround(part / whole), 1) : 0;
}
