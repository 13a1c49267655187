/** What shows that a region is among several selected ones: a tint inside, and a mark at each corner. */

import { transformOf, type Camera, type Transform } from '../../geometry/camera';
import type { Points } from '../../geometry/polygon';
import { pointsOf, type Region } from '../../regions/region';
import type { Outline } from './outlines';
import { tracePolygon } from './polygons';

/** More regions than this get their marks alone: tints of half the picture each would take longer than all the rest. */
const MANY_TINTS = 300;
const TINT_ALPHA = 0.2;
const MARK_CSS_PX = 5;
const RIM_CSS_PX = 1;
/** Those of handles: the brightness of the picture does not follow the theme. */
const MARK_COLOUR = '#ffffff';
const RIM_COLOUR = '#1f4fd8';

/** Tint what is selected; drawn before the outlines, which stay as they are. */
export function tintSelected(
  ctx: CanvasRenderingContext2D,
  outlines: readonly Outline[],
  camera: Camera,
  ratio: number,
): void {
  const selected = outlines.filter(({ isSelected }) => isSelected);
  if (selected.length === 0 || selected.length > MANY_TINTS) return;
  const transform = transformOf(camera, ratio);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalAlpha = TINT_ALPHA;
  for (const { region, shown } of selected) {
    const path = new Path2D();
    tracePolygon(path, pointsOf(shown), transform);
    ctx.fillStyle = region.colour;
    ctx.fill(path, 'evenodd');
  }
  ctx.globalAlpha = 1;
}

/** Mark the corners of what is selected, over the outlines. */
export function markSelected(
  ctx: CanvasRenderingContext2D,
  outlines: readonly Outline[],
  camera: Camera,
  ratio: number,
): void {
  const points = outlines.flatMap(({ isSelected, shown }) => (isSelected ? markedPoints(shown) : []));
  if (points.length === 0) return;
  const transform = transformOf(camera, ratio);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  fillMarks(ctx, points, transform, Math.round((MARK_CSS_PX + 2 * RIM_CSS_PX) * ratio), RIM_COLOUR);
  fillMarks(ctx, points, transform, Math.round(MARK_CSS_PX * ratio), MARK_COLOUR);
}

function fillMarks(
  ctx: CanvasRenderingContext2D,
  points: Points,
  [a, b, c, d, e, f]: Transform,
  sidePx: number,
  colour: string,
): void {
  ctx.fillStyle = colour;
  ctx.beginPath();
  for (const { x, y } of points) {
    const [left, top] = [Math.round(a * x + c * y + e), Math.round(b * x + d * y + f)];
    ctx.rect(left - (sidePx >> 1), top - (sidePx >> 1), sidePx, sidePx);
  }
  ctx.fill();
}

/** A polygon may have hundreds of points: those furthest out on each side are marked. */
function markedPoints(region: Region): Points {
  if (region.form === 'box') return pointsOf(region);
  const { points, box } = region;
  const furthest = [
    points.find(({ y }) => y === box.yMin),
    points.find(({ x }) => x === box.xMax),
    points.find(({ y }) => y === box.yMax),
    points.find(({ x }) => x === box.xMin),
  ];
  return furthest.filter((point) => point !== undefined);
}
