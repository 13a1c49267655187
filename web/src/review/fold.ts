/** Which suggestions say what an annotation already says; the same rule as the server's, in the same precision. */

import type { Region } from '../regions/region';
import { isSameRegion } from './sameRegion';

/** A concept, on the whole input where there is no region. */
export interface Labeling {
  readonly conceptName: string;
  readonly region: Region | null;
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
  const covered = new Map<string, Region[]>();
  for (const { conceptName, region } of annotations) {
    if (region === null) labeled.add(conceptName);
    else covered.set(conceptName, [...(covered.get(conceptName) ?? []), region]);
  }
  return { labeled, covered };
}
