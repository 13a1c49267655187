/** An editor driven by pointers and keys without a browser; it answers every edit as the UI would. */

import { expect } from 'vitest';

import type { Editor } from '../src/editor/Editor';
import type { EditorEvents } from '../src/editor/events';
import type { KeyInput, PointerInput } from '../src/editor/input';
import type { Box } from '../src/geometry/box';
import { imageToScreen } from '../src/geometry/camera';
import { imagePoint, screenPoint, type ScreenPoint } from '../src/geometry/point';
import type { PlacedRegion } from '../src/regions/group';
import { boxRegion, polygonRegion } from '../src/regions/region';
import type { RegionFacts, SceneRegion } from '../src/scene/region';
import type { Points } from '../src/geometry/polygon';
import { createEditor } from '../src/tools/createEditor';

export const PICTURE = { width: 400, height: 300 };
type PointerOptions = Partial<Omit<PointerInput, 'type' | 'point'>>;
type KeyOptions = Partial<Omit<KeyInput, 'type' | 'key'>>;

const FACTS = {
  kind: 'suggestion',
  conceptName: 'sheep',
  colour: '#ff8800',
  score: 0.8,
  state: 'open',
  hidden: false,
  instance: 1,
} as const;

export function region(
  id: string,
  [xMin, yMin, xMax, yMax]: [number, number, number, number],
  more: Partial<RegionFacts> = {},
): SceneRegion {
  return { id, ...FACTS, ...more, ...boxRegion({ xMin, yMin, xMax, yMax }) };
}

export function polygon(id: string, ...points: readonly (readonly [number, number])[]): SceneRegion {
  return { id, ...FACTS, ...polygonRegion(points.map(([x, y]) => imagePoint(x, y))) };
}

export class TestEditor {
  readonly editor: Editor = createEditor();
  readonly edited: PlacedRegion[] = [];
  /** How many edits came out; what is moved together is one. */
  nEdits = 0;
  readonly drawn: EditorEvents['regionDrawn'][] = [];
  readonly messages: string[] = [];
  readonly selections: (readonly string[])[] = [];
  readonly hovers: (string | null)[] = [];
  readonly toolChanges: EditorEvents['toolChanged'][] = [];

  /** A picture of 400 x 300 on a canvas of 800 x 600, one image pixel being one CSS pixel at (100, 100). */
  constructor(regions: readonly SceneRegion[] = []) {
    this.editor.setViewport({ width: 800, height: 600, pixelRatio: 1 });
    this.editor.setPicture(null, PICTURE.width, PICTURE.height);
    this.editor.state.moveCamera({ zoom: 1, offsetX: 100, offsetY: 100, turn: 0 });
    this.editor.setRegions(regions);
    this.editor.events.on('regionsEdited', ({ edits }) => {
      this.edited.push(...edits);
      this.nEdits++;
    });
    this.editor.events.on('regionDrawn', (event) => this.drawn.push(event));
    this.editor.events.on('message', ({ text }) => this.messages.push(text));
    this.editor.events.on('selectionChanged', ({ ids }) => this.selections.push(ids));
    this.editor.events.on('hoverChanged', ({ id }) => this.hovers.push(id));
    this.editor.events.on('toolChanged', (event) => this.toolChanges.push(event));
  }

  /** Act at a place of the picture, given in image pixels. */
  down(x: number, y: number, options: PointerOptions = {}): this {
    return this.pointer('down', this.at(x, y), { button: 0, ...options });
  }

  move(x: number, y: number, options: PointerOptions = {}): this {
    return this.pointer('move', this.at(x, y), { button: -1, ...options });
  }

  up(x: number, y: number, options: PointerOptions = {}): this {
    return this.pointer('up', this.at(x, y), { button: 0, ...options });
  }

  click(x: number, y: number, options: PointerOptions = {}): this {
    return this.down(x, y, options).up(x, y, options);
  }

  drag(from: [number, number], to: [number, number], options: PointerOptions = {}): this {
    const [middleX, middleY] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    return this.down(...from, options)
      .move(middleX, middleY, options)
      .move(...to, options)
      .up(...to, options);
  }

  pointer(type: PointerInput['type'], point: ScreenPoint, options: PointerOptions = {}): this {
    const usual = { id: 1, device: 'mouse', button: 0, alt: false, shift: false, mod: false } as const;
    this.editor.dispatchPointer({ ...usual, ...options, type, point });
    return this;
  }

  wheel(x: number, y: number, deltaY: number): this {
    this.editor.dispatchWheel({ point: this.at(x, y), deltaY, pinch: false });
    return this;
  }

  /** Press and let go. */
  key(key: string, options: KeyOptions = {}): boolean {
    const isUsed = this.keyDown(key, options);
    this.keyUp(key, options);
    return isUsed;
  }

  keyDown(key: string, options: KeyOptions = {}): boolean {
    return this.editor.dispatchKey({
      alt: false,
      shift: false,
      mod: false,
      repeat: false,
      ...options,
      type: 'down',
      key,
    });
  }

  keyUp(key: string, options: KeyOptions = {}): boolean {
    return this.editor.dispatchKey({
      alt: false,
      shift: false,
      mod: false,
      repeat: false,
      ...options,
      type: 'up',
      key,
    });
  }

  at(x: number, y: number): ScreenPoint {
    const { x: screenX, y: screenY } = imageToScreen(this.editor.state.camera, imagePoint(x, y));
    return screenPoint(screenX, screenY);
  }

  doubleClick(x: number, y: number, options: PointerOptions = {}): this {
    this.click(x, y, options).click(x, y, options);
    this.editor.dispatchDoubleClick();
    return this;
  }

  /** Return the points of the polygon shown for a region as [x, y]. */
  shownPoints(id: string): number[][] | null {
    const shown = this.editor.state.shownRegion(id);
    return shown?.form === 'polygon' ? pairs(shown.points) : null;
  }

  /** Return the box shown for a region as [xMin, yMin, xMax, yMax]. */
  shown(id: string): number[] | null {
    const box = this.editor.state.shownBox(id);
    return box && corners(box);
  }

  expectToBeIn(path: string): this {
    expect(this.editor.path).toBe(path);
    return this;
  }
}

export function corners(box: Box): number[] {
  return [box.xMin, box.yMin, box.xMax, box.yMax];
}

export function pairs(points: Points): number[][] {
  return points.map(({ x, y }) => [x, y]);
}
