/** The order of the panes: rows by probability, objects in groups by concept, instances numbered as listed. */

import type { Box } from '../geometry/box';
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
 * Groups stand in the order of their best item; within a group by probability. Instances are numbered from 1 in that
 * order.
 *
 * Args:
 *   gone: what is not listed any more but keeps its group's place: nothing moves away under the pointer.
 */
export function groupByConcept<T extends Scored>(items: readonly T[], gone: readonly T[] = []): ConceptGroup<T>[] {
  const places = new Set(sortByScore([...items, ...gone]).map(({ conceptName }) => conceptName));
  const groups = new Map([...places].map((name) => [name, [] as NumberedItem<T>[]]));
  for (const item of sortByScore(items)) {
    const group = groups.get(item.conceptName);
    group?.push({ item, instance: group.length + 1 });
  }
  return [...groups]
    .filter(([, instances]) => instances.length > 0)
    .map(([conceptName, instances]) => ({ conceptName, instances }));
}

/** Return "Objects (6)": how many concepts have an instance in the list. */
export function countConcepts(items: readonly Scored[]): number {
  return new Set(items.map((item) => item.conceptName)).size;
}

/** How the walk goes through the open suggestions. */
export type WalkOrder = 'score' | 'reading' | 'uncertainty';

export const WALK_ORDERS: readonly WalkOrder[] = ['score', 'reading', 'uncertainty'];

/**
 * Return the suggestions in the order of the walk.
 *
 * By score: the most probable first. By uncertainty: those nearest to a probability of 0.5 first. In reading order:
 * what labels the whole input, then line by line from the top, each line from the left.
 *
 * Args:
 *   boxOf: the box around the region in image pixels, null where there is none.
 */
export function sortForWalk<T extends Scored>(
  items: readonly T[],
  order: WalkOrder,
  boxOf: (item: T) => Box | null,
): T[] {
  const sorted = sortByScore(items);
  if (order === 'uncertainty') return sorted.sort((a, b) => doubtOf(a) - doubtOf(b));
  return order === 'reading' ? sortByReading(sorted, boxOf) : sorted;
}

function doubtOf(item: Scored): number {
  return Math.abs(scoreOf(item) - 0.5);
}

interface PlacedItem<T> {
  readonly item: T;
  readonly box: Box;
}

/** A region is on the line of the topmost one as long as its middle is within the height of that one. */
function sortByReading<T>(items: readonly T[], boxOf: (item: T) => Box | null): T[] {
  const placed = items.map((item) => ({ item, box: boxOf(item) }));
  const whole = placed.filter(({ box }) => box === null);
  const regions = placed.filter((each): each is PlacedItem<T> => each.box !== null);
  regions.sort((a, b) => a.box.yMin - b.box.yMin);
  const lines: PlacedItem<T>[][] = [];
  for (const region of regions) {
    const line = lines.at(-1);
    const isOnLine = line?.[0] && (region.box.yMin + region.box.yMax) / 2 <= line[0].box.yMax;
    if (isOnLine) line.push(region);
    else lines.push([region]);
  }
  const inLines = lines.flatMap((line) => line.sort((a, b) => a.box.xMin - b.box.xMin));
  return [...whole, ...inLines].map(({ item }) => item);
}

/** What a person added counts as certain. */
function scoreOf(item: Scored): number {
  return item.score ?? 1;
}

function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
