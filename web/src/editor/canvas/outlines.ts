/** The outlines of many regions at once, on whole device pixels, legible on any picture. */

import type { Box } from '../../geometry/box';
import { transformOf, type Camera } from '../../geometry/camera';
import type { Region } from '../../regions/region';
import type { SceneRegion } from '../../scene/region';
import { haloColourOf } from './contrast';

export interface Outline {
  readonly region: SceneRegion;
  /** The region on the screen: of a preview, if there is one. */
  readonly shown: Region;
  /** Around what is shown. */
  readonly box: Box;
  readonly isSelected: boolean;
}

/** Up to this many outlines are two device pixels wide; more get one, which costs a fraction in bulk. */
const MANY_OUTLINES = 300;
const DASH_CSS_PX = [5, 3] as const;
const HALO_ALPHA = 0.65;
const SELECTED_EXTRA_PX = 1;

interface Pen {
  readonly colour: string;
  readonly isDashed: boolean;
  readonly widthPx: number;
  readonly outlines: Outline[];
}

/**
 * Stroke all outlines, one path per colour and style.
 *
 * A halo in black or white keeps a colour legible on its own kind of background: around a solid line, and in the gaps
 * of a dashed one.
 */
export function drawOutlines(
  ctx: CanvasRenderingContext2D,
  outlines: readonly Outline[],
  camera: Camera,
  ratio: number,
): void {
  const widthPx = Math.max(1, Math.round(ratio)) * (outlines.length > MANY_OUTLINES ? 1 : 2);
  const pens = groupByPen(outlines, outlines.length > MANY_OUTLINES ? 1 : widthPx);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  for (const pen of pens) strokeHalo(ctx, pen, camera, ratio);
  for (const pen of pens) strokePen(ctx, pen, camera, ratio);
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function groupByPen(outlines: readonly Outline[], widthPx: number): Pen[] {
  const pens = new Map<string, Pen>();
  for (const outline of outlines) {
    const { colour, kind } = outline.region;
    const key = `${colour}${kind}${outline.isSelected}`;
    const pen = pens.get(key);
    if (pen) pen.outlines.push(outline);
    else
      pens.set(key, {
        colour,
        isDashed: kind === 'suggestion',
        widthPx: widthPx + (outline.isSelected ? SELECTED_EXTRA_PX : 0),
        outlines: [outline],
      });
  }
  return [...pens.values()];
}

function strokeHalo(ctx: CanvasRenderingContext2D, pen: Pen, camera: Camera, ratio: number): void {
  ctx.setLineDash([]);
  ctx.globalAlpha = HALO_ALPHA;
  ctx.strokeStyle = haloColourOf(pen.colour);
  ctx.lineWidth = pen.isDashed ? pen.widthPx : 1;
  tracePen(ctx, pen, camera, ratio, ctx.lineWidth, pen.isDashed ? 0 : pen.widthPx);
}

function strokePen(ctx: CanvasRenderingContext2D, pen: Pen, camera: Camera, ratio: number): void {
  ctx.setLineDash(pen.isDashed ? DASH_CSS_PX.map((px) => px * ratio) : []);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = pen.colour;
  ctx.lineWidth = pen.widthPx;
  tracePen(ctx, pen, camera, ratio, pen.widthPx, 0);
}

/** Trace all boxes of the pen, `outsidePx` device pixels outside of their edges, and stroke them. */
function tracePen(
  ctx: CanvasRenderingContext2D,
  pen: Pen,
  camera: Camera,
  ratio: number,
  lineWidthPx: number,
  outsidePx: number,
): void {
  const [a, b, c, d, e, f] = transformOf(camera, ratio);
  // A line of odd width is sharp between device pixels, one of even width on them.
  const shift = (lineWidthPx % 2) / 2;
  ctx.beginPath();
  for (const { box } of pen.outlines) {
    const [x1, x2] = [Math.round(a * box.xMin + c * box.yMin + e), Math.round(a * box.xMax + c * box.yMax + e)];
    const [y1, y2] = [Math.round(b * box.xMin + d * box.yMin + f), Math.round(b * box.xMax + d * box.yMax + f)];
    const [x, y] = [Math.min(x1, x2) - outsidePx, Math.min(y1, y2) - outsidePx];
    ctx.rect(x + shift, y + shift, Math.abs(x2 - x1) + 2 * outsidePx, Math.abs(y2 - y1) + 2 * outsidePx);
  }
  ctx.stroke();
}
