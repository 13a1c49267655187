/** How much area two polygons share. */

import type { ImagePoint } from './point';
import type { Points } from './polygon';

interface Edge {
  readonly from: ImagePoint;
  readonly to: ImagePoint;
}

/** The stretches of one horizontal line that are inside: from, to, from, to. */
type Stretches = readonly number[];

/**
 * Return the area inside of both polygons, in square pixels, by the even-odd rule.
 *
 * Between two heights at which an edge begins, ends or crosses another, what is shared consists of trapezes: its area is
 * the length shared half way up, times the height.
 *
 * Source: Nievergelt and Preparata, Plane-sweep algorithms for intersecting geometric figures, CACM 1982.
 */
export function sharedArea(a: Points, b: Points): number {
  const [edgesA, edgesB] = [edgesOf(a), edgesOf(b)];
  let area = 0;
  let below: number | null = null;
  for (const y of heights([...edgesA, ...edgesB])) {
    if (below !== null && y > below) {
      const middle = (below + y) / 2;
      area += (y - below) * sharedLength(stretchesAt(edgesA, middle), stretchesAt(edgesB, middle));
    }
    below = y;
  }
  return area;
}

function edgesOf(points: Points): Edge[] {
  return points.map((from, at) => ({ from, to: points[(at + 1) % points.length] ?? from }));
}

/** Every height at which something begins, ends or crosses, from the smallest on. */
function heights(edges: readonly Edge[]): number[] {
  const found = edges.map(({ from }) => from.y);
  edges.forEach((edge, at) => {
    for (const other of edges.slice(at + 1)) {
      const y = crossingHeight(edge, other);
      if (y !== null) found.push(y);
    }
  });
  return found.sort((a, b) => a - b);
}

function crossingHeight(a: Edge, b: Edge): number | null {
  const [ax, ay] = [a.to.x - a.from.x, a.to.y - a.from.y];
  const [bx, by] = [b.to.x - b.from.x, b.to.y - b.from.y];
  const turn = ax * by - ay * bx;
  if (turn === 0) return null;
  const [dx, dy] = [b.from.x - a.from.x, b.from.y - a.from.y];
  const alongA = (dx * by - dy * bx) / turn;
  const alongB = (dx * ay - dy * ax) / turn;
  return alongA > 0 && alongA < 1 && alongB > 0 && alongB < 1 ? a.from.y + alongA * ay : null;
}

function stretchesAt(edges: readonly Edge[], y: number): Stretches {
  const crossings: number[] = [];
  for (const { from, to } of edges) {
    if (from.y > y === to.y > y) continue;
    crossings.push(from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x));
  }
  return crossings.sort((a, b) => a - b);
}

function sharedLength(a: Stretches, b: Stretches): number {
  let length = 0;
  for (let i = 0; i + 1 < a.length; i += 2) {
    for (let j = 0; j + 1 < b.length; j += 2) {
      const [from, to] = [Math.max(a[i] ?? 0, b[j] ?? 0), Math.min(a[i + 1] ?? 0, b[j + 1] ?? 0)];
      length += Math.max(to - from, 0);
    }
  }
  return length;
}
