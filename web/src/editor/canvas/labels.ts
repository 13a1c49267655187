/** Plates with concept and probability, only where there is room for them. */

import type { Camera } from '../../geometry/camera';
import { regionLabel, type SceneRegion } from '../../scene/region';
import { textColourOn } from './contrast';
import type { Outline } from './outlines';

const FONT_PX = 12;
const PLATE_HEIGHT_PX = 17;
const PADDING_PX = 5;
/** A region narrower than this part of its plate, or lower than this, has no room for it. */
const MIN_PART_OF_PLATE = 0.6;
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

/** Return the plate of one region, above its top left corner, or inside where the canvas ends. */
export function plateOf(region: SceneRegion, box: Outline['box'], camera: Camera, ruler: TextRuler): Plate {
  const text = regionLabel(region);
  const width = Math.ceil(ruler.widthOf(text)) + 2 * PADDING_PX;
  const left = box.xMin * camera.zoom + camera.offsetX;
  const top = box.yMin * camera.zoom + camera.offsetY;
  const y = top >= PLATE_HEIGHT_PX ? top - PLATE_HEIGHT_PX : Math.max(top, 0);
  return {
    text,
    colour: region.colour,
    x: Math.round(Math.max(left, 0)),
    y: Math.round(y),
    width,
    height: PLATE_HEIGHT_PX,
  };
}

/** Return the plates that have room and do not cover each other; annotations come first, then by probability. */
export function placePlates(outlines: readonly Outline[], camera: Camera, ruler: TextRuler): Plate[] {
  const taken = new Set<number>();
  const plates: Plate[] = [];
  const tall = outlines.filter(({ box }) => (box.yMax - box.yMin) * camera.zoom >= MIN_REGION_HEIGHT_PX);
  for (const { region, box } of tall.sort(byImportance)) {
    if (plates.length >= MAX_LABELS) break;
    const plate = plateOf(region, box, camera, ruler);
    if ((box.xMax - box.xMin) * camera.zoom < plate.width * MIN_PART_OF_PLATE) continue;
    const cells = cellsOf(plate);
    if (cells.some((cell) => taken.has(cell))) continue;
    for (const cell of cells) taken.add(cell);
    plates.push(plate);
  }
  return plates;
}

function byImportance(a: Outline, b: Outline): number {
  return rank(b) - rank(a);
}

function rank({ region, isSelected }: Outline): number {
  return (isSelected ? 4 : 0) + (region.kind === 'annotation' ? 2 : 0) + (region.score ?? 1);
}

function cellsOf(plate: Plate): number[] {
  const cells: number[] = [];
  for (let row = cell(plate.y, PLATE_HEIGHT_PX); row <= cell(plate.y + plate.height - 1, PLATE_HEIGHT_PX); row++) {
    for (let col = cell(plate.x, CELL_WIDTH_PX); col <= cell(plate.x + plate.width - 1, CELL_WIDTH_PX); col++) {
      cells.push(row * 65536 + col);
    }
  }
  return cells;
}

function cell(position: number, sizePx: number): number {
  return Math.floor(position / sizePx);
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
