/** The order of the panes: rows by probability, objects in groups by concept, instances numbered as listed. */

import type { Scored } from './suggestion';

export interface NumberedItem<T> {
  readonly item: T;
  /** The number in "sheep.3": the place in the list, not stored. */
  readonly instance: number;
}

export interface ConceptGroup<T> {
  readonly conceptName: string;
  readonly instances: readonly NumberedItem<T>[];
}

const byName = new Intl.Collator(undefined, { sensitivity: 'variant' });

/** Order by probability, highest first, then by name, then by id, so that the order never depends on the server's. */
export function compareByScore(a: Scored, b: Scored): number {
  const byScore = scoreOf(b) - scoreOf(a);
  return byScore || byName.compare(a.conceptName, b.conceptName) || compareIds(a.id, b.id);
}

export function sortByScore<T extends Scored>(items: readonly T[]): T[] {
  return [...items].sort(compareByScore);
}

/**
 * Return the groups of the Objects pane.
 *
 * Groups stand in the order of their best instance; within a group by probability. Instances are numbered from 1 in
 * that order.
 */
export function groupByConcept<T extends Scored>(items: readonly T[]): ConceptGroup<T>[] {
  const groups = new Map<string, NumberedItem<T>[]>();
  for (const item of sortByScore(items)) {
    const group = groups.get(item.conceptName) ?? [];
    groups.set(item.conceptName, group);
    group.push({ item, instance: group.length + 1 });
  }
  return [...groups].map(([conceptName, instances]) => ({ conceptName, instances }));
}

/** Return "Objects (6)": how many concepts have an instance in the list. */
export function countConcepts(items: readonly Scored[]): number {
  return new Set(items.map((item) => item.conceptName)).size;
}

/** What a person added counts as certain. */
function scoreOf(item: Scored): number {
  return item.score ?? 1;
}

function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
