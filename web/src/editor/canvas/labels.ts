/** Plates with concept and probability, only where there is room for them. */

import type { Box } from '../../geometry/box';
import { boxToScreen, imageToScreen, type Camera } from '../../geometry/camera';
import { labelPoint, type Region } from '../../regions/region';
import { regionLabel, type SceneRegion } from '../../scene/region';
import { textColourOn } from './contrast';
import type { Outline } from './outlines';

const FONT_PX = 12;
const PLATE_HEIGHT_PX = 17;
const PADDING_PX = 5;
/** A region narrower than this part of its plate has no room for it. */
const MIN_PART_OF_PLATE = 0.6;
/** A region smaller than this on screen has room for no plate at all. */
const MIN_REGION_WIDTH_PX = 16;
const MIN_REGION_HEIGHT_PX = 14;
const MAX_LABELS = 300;
/** Plates are kept apart on a grid of cells this wide and one plate high. */
const CELL_WIDTH_PX = 16;
const MAX_MEASURED = 5000;

export interface Plate {
  readonly text: string;
  readonly colour: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function labelFont(fontFamily: string): string {
  return `500 ${FONT_PX}px ${fontFamily}`;
}

/** Measures text once per word. */
export class TextRuler {
  readonly #widths = new Map<string, number>();

  constructor(private readonly measure: (text: string) => number) {}

  widthOf(text: string): number {
    const known = this.#widths.get(text);
    if (known !== undefined) return known;
    if (this.#widths.size >= MAX_MEASURED) this.#widths.clear();
    const width = this.measure(text);
    this.#widths.set(text, width);
    return width;
  }

  /** Forget all widths, as when another font has come in. */
  forget(): void {
    this.#widths.clear();
  }
}

/** Return the plate of one region, above its top left corner or point as it is seen, or inside where the canvas ends. */
export function plateOf(region: SceneRegion, shown: Region, camera: Camera, ruler: TextRuler): Plate {
  const text = regionLabel(region);
  const width = Math.ceil(ruler.widthOf(text)) + 2 * PADDING_PX;
  return { ...plateCorner(shown, camera), text, colour: region.colour, width, height: PLATE_HEIGHT_PX };
}

function plateCorner(shown: Region, camera: Camera): { x: number; y: number } {
  const { x: left, y: top } = imageToScreen(camera, labelPoint(shown, camera.turn));
  const y = top >= PLATE_HEIGHT_PX ? top - PLATE_HEIGHT_PX : Math.max(top, 0);
  return { x: Math.round(Math.max(left, 0)), y: Math.round(y) };
}

/** Return the plates that have room and do not cover each other; annotations come first, then by probability. */
export function placePlates(outlines: readonly Outline[], camera: Camera, ruler: TextRuler): Plate[] {
  const taken = new Set<number>();
  const plates: Plate[] = [];
  const large = outlines.filter(({ box }) => isLargeEnough(box, camera));
  for (const { region, shown, box } of large.sort(byImportance)) {
    if (plates.length >= MAX_LABELS) break;
    // Most texts of a crowded picture are never measured: their corner is covered already.
    if (taken.has(cellAt(plateCorner(shown, camera)))) continue;
    const plate = plateOf(region, shown, camera, ruler);
    const cells = cellsOf(plate);
    if (boxToScreen(camera, box).width < plate.width * MIN_PART_OF_PLATE || cells.some((cell) => taken.has(cell)))
      continue;
    for (const cell of cells) taken.add(cell);
    plates.push(plate);
  }
  return plates;
}

function isLargeEnough(box: Box, camera: Camera): boolean {
  const { width, height } = boxToScreen(camera, box);
  return width >= MIN_REGION_WIDTH_PX && height >= MIN_REGION_HEIGHT_PX;
}

function byImportance(a: Outline, b: Outline): number {
  return rank(b) - rank(a);
}

function rank({ region, isSelected }: Outline): number {
  return (isSelected ? 4 : 0) + (region.kind === 'annotation' ? 2 : 0) + (region.score ?? 1);
}

function cellsOf({ x, y, width, height }: Plate): number[] {
  const cells: number[] = [];
  const [left, right] = [Math.floor(x / CELL_WIDTH_PX), Math.floor((x + width - 1) / CELL_WIDTH_PX)];
  const [top, bottom] = [Math.floor(y / PLATE_HEIGHT_PX), Math.floor((y + height - 1) / PLATE_HEIGHT_PX)];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) cells.push(cellNumber(column, row));
  }
  return cells;
}

function cellAt({ x, y }: { x: number; y: number }): number {
  return cellNumber(Math.floor(x / CELL_WIDTH_PX), Math.floor(y / PLATE_HEIGHT_PX));
}

function cellNumber(column: number, row: number): number {
  return row * 65536 + column;
}

export function drawPlates(ctx: CanvasRenderingContext2D, plates: readonly Plate[], ratio: number, font: string): void {
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.font = font;
  ctx.textBaseline = 'middle';
  for (const plate of plates) {
    ctx.fillStyle = plate.colour;
    ctx.fillRect(plate.x, plate.y, plate.width, plate.height);
    ctx.fillStyle = textColourOn(plate.colour);
    ctx.fillText(plate.text, plate.x + PADDING_PX, plate.y + plate.height / 2 + 0.5);
  }
}
