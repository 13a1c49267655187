/** When two regions of one concept mark one thing; the same rule as the server's, for boxes in the same precision. */

import { heightOf, widthOf, type Box } from '../geometry/box';
import { sharedArea } from '../geometry/overlap';
import { pointsOf, regionArea, type Region } from '../regions/region';

/** Two regions of one concept are one if they overlap so much (IoU), or one has this share of its area in the other. */
export const SAME_REGION_IOU = Math.fround(0.7);
export const CONTAINED_SHARE = Math.fround(0.95);

/** Say whether two regions of one concept mark one thing. */
export function isSameRegion(a: Region, b: Region): boolean {
  return a.form === 'box' && b.form === 'box' ? areSameBoxes(a.box, b.box) : areSameOutlines(a, b);
}

function areSameBoxes(a: Box, b: Box): boolean {
  const f = Math.fround;
  const [areaA, areaB] = [area32(a), area32(b)];
  const shared = area32(sharedBox(a, b));
  const union = f(f(areaA + areaB) - shared);
  return (
    share32(shared, union) >= SAME_REGION_IOU ||
    share32(shared, areaA) >= CONTAINED_SHARE ||
    share32(shared, areaB) >= CONTAINED_SHARE
  );
}

/** What was computed for two outlines: the same are compared again at every move of the threshold. */
const known = new WeakMap<Region, WeakMap<Region, boolean>>();

/** Where one of them is a polygon. The exact overlap is only computed where the boxes around leave it open, and once. */
function areSameOutlines(a: Region, b: Region): boolean {
  const [areaA, areaB] = [regionArea(a), regionArea(b)];
  const most = Math.min(areaOfOverlap(a.box, b.box), areaA, areaB);
  if (!isMuch(most, areaA, areaB)) return false;
  const ofA = known.get(a) ?? new WeakMap<Region, boolean>();
  const isSame = ofA.get(b) ?? isMuch(sharedArea(pointsOf(a), pointsOf(b)), areaA, areaB);
  known.set(a, ofA.set(b, isSame));
  return isSame;
}

function isMuch(shared: number, areaA: number, areaB: number): boolean {
  const isContained = shared >= CONTAINED_SHARE * Math.min(areaA, areaB);
  return shared > 0 && (isContained || shared >= SAME_REGION_IOU * (areaA + areaB - shared));
}

function areaOfOverlap(a: Box, b: Box): number {
  const shared = sharedBox(a, b);
  return Math.max(widthOf(shared), 0) * Math.max(heightOf(shared), 0);
}

function sharedBox(a: Box, b: Box): Box {
  return {
    xMin: Math.max(a.xMin, b.xMin),
    yMin: Math.max(a.yMin, b.yMin),
    xMax: Math.min(a.xMax, b.xMax),
    yMax: Math.min(a.yMax, b.yMax),
  };
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
