/** The outlines of many polygons at once, legible on any picture. */

import { transformOf, type Camera, type Transform } from '../../geometry/camera';
import type { Points } from '../../geometry/polygon';
import { haloColourOf } from './contrast';
import type { Outline } from './outlines';

/**
 * Up to this many polygons have lines two device pixels wide. More get one without rounded joins: drawing that costs a
 * seventh (500 polygons of 50 points: 7 ms for 48).
 */
const MANY_POLYGONS = 60;
const DASH_CSS_PX = [5, 3] as const;
const HALO_ALPHA = 0.65;
/** Points nearer to the last one than this many device pixels add nothing that could be seen. */
const MIN_STEP_PX = 1;

interface Pen {
  readonly colour: string;
  readonly isDashed: boolean;
  readonly isSelected: boolean;
  readonly path: Path2D;
}

/** Stroke the polygons among the outlines, one path per colour and style; a halo keeps them legible, as with boxes. */
export function drawPolygons(
  ctx: CanvasRenderingContext2D,
  outlines: readonly Outline[],
  camera: Camera,
  ratio: number,
): void {
  const polygons = outlines.filter(({ shown }) => shown.form === 'polygon');
  if (polygons.length === 0) return;
  const isBulk = polygons.length > MANY_POLYGONS;
  const widthPx = isBulk ? 1 : 2 * Math.max(1, Math.round(ratio));
  const pens = tracePens(polygons, camera, ratio);
  ctx.lineJoin = isBulk ? 'miter' : 'round';
  for (const pen of pens) strokeHalo(ctx, pen, widthPx, isBulk);
  for (const pen of pens) strokePen(ctx, pen, widthPx, ratio);
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function tracePens(polygons: readonly Outline[], camera: Camera, ratio: number): Pen[] {
  const pens = new Map<string, Pen>();
  const transform = transformOf(camera, ratio);
  for (const { region, shown, isSelected } of polygons) {
    if (shown.form !== 'polygon') continue;
    const { colour, kind } = region;
    const key = `${colour}${kind}${isSelected}`;
    const pen = pens.get(key) ?? { colour, isDashed: kind === 'suggestion', isSelected, path: new Path2D() };
    pens.set(key, pen);
    tracePolygon(pen.path, shown.points, transform);
  }
  return [...pens.values()];
}

/** Add a polygon to a path, in device pixels. */
export function tracePolygon(path: Path2D, points: Points, [a, b, c, d, e, f]: Transform): void {
  let [lastX, lastY] = [-Infinity, -Infinity];
  points.forEach((point, at) => {
    const x = a * point.x + c * point.y + e;
    const y = b * point.x + d * point.y + f;
    if (Math.abs(x - lastX) < MIN_STEP_PX && Math.abs(y - lastY) < MIN_STEP_PX) return;
    if (at === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
    [lastX, lastY] = [x, y];
  });
  path.closePath();
}

/** In the gaps of a dashed line, around a solid one; in bulk beside it, as thin as the line itself. */
function strokeHalo(ctx: CanvasRenderingContext2D, pen: Pen, widthPx: number, isBulk: boolean): void {
  const shiftPx = pen.isDashed || !isBulk ? 0 : widthPx;
  ctx.setTransform(1, 0, 0, 1, shiftPx, shiftPx);
  ctx.setLineDash([]);
  ctx.globalAlpha = HALO_ALPHA;
  ctx.strokeStyle = haloColourOf(pen.colour);
  ctx.lineWidth = penWidth(pen, widthPx) + (pen.isDashed || isBulk ? 0 : 2);
  ctx.stroke(pen.path);
}

function strokePen(ctx: CanvasRenderingContext2D, pen: Pen, widthPx: number, ratio: number): void {
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.setLineDash(pen.isDashed ? DASH_CSS_PX.map((px) => px * ratio) : []);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = pen.colour;
  ctx.lineWidth = penWidth(pen, widthPx);
  ctx.stroke(pen.path);
}

function penWidth({ isSelected }: Pen, widthPx: number): number {
  return widthPx + (isSelected ? 1 : 0);
}
