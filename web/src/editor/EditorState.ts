/** Everything the editor knows at one moment, and the few ways to change it. Tools see it as their ToolContext. */

import { areBoxesEqual, isTooSmall, type Box, type Size } from '../geometry/box';
import { clampCamera, type Camera, type Viewport } from '../geometry/camera';
import { Scene } from '../scene/scene';
import { clipBox } from '../regions/box/move';
import type { Emitter } from './emitter';
import type { DrawingConcept, EditorEvents } from './events';
import { Previews } from './previews';
import type { ToolContext } from './tool';

export const NO_AREA = 'This region has no area. Drag across at least one pixel of the picture.';

/** Anything a 2D canvas can draw, with the size it has itself. */
export type PictureSource = ImageBitmap | HTMLCanvasElement | OffscreenCanvas | HTMLImageElement;

export class EditorState implements ToolContext {
  camera: Camera = { zoom: 1, offsetX: 0, offsetY: 0 };
  viewport: Viewport = { width: 1, height: 1, pixelRatio: 1 };
  picture: Size = { width: 0, height: 0 };
  source: PictureSource | null = null;
  scene: Scene = Scene.empty;
  selection: ReadonlySet<string> = new Set();
  hovered: string | null = null;
  drawingConcept: DrawingConcept | null = null;
  readonly previews = new Previews();

  constructor(readonly events: Emitter<EditorEvents>) {}

  get hasPicture(): boolean {
    return this.picture.width > 0 && this.picture.height > 0;
  }

  shownBox(id: string): Box | null {
    const region = this.scene.find(id);
    if (!region || region.hidden) return null;
    return this.previews.boxOf(id) ?? region.box;
  }

  moveCamera(camera: Camera): void {
    const clamped = this.hasPicture ? clampCamera(camera, this.picture, this.viewport) : camera;
    const { zoom, offsetX, offsetY } = this.camera;
    if (clamped.zoom === zoom && clamped.offsetX === offsetX && clamped.offsetY === offsetY) return;
    this.camera = clamped;
    this.events.emit('cameraChanged', { camera: clamped });
    this.invalidate();
  }

  select(ids: readonly string[]): void {
    if (!this.showSelection(ids)) return;
    this.events.emit('selectionChanged', { ids });
  }

  /** Select without an event; say whether anything changed. */
  showSelection(ids: readonly string[]): boolean {
    if (ids.length === this.selection.size && ids.every((id) => this.selection.has(id))) return false;
    this.selection = new Set(ids);
    this.invalidate();
    return true;
  }

  hover(id: string | null): void {
    if (!this.showHover(id)) return;
    this.events.emit('hoverChanged', { id });
  }

  /** Hover without an event; say whether anything changed. */
  showHover(id: string | null): boolean {
    if (id === this.hovered) return false;
    this.hovered = id;
    this.invalidate();
    return true;
  }

  previewEdit(id: string, box: Box | null): void {
    this.previews.showEdit(id, box);
    this.invalidate();
  }

  /** Hand the new box to the outside and keep showing it; a box that is none, or no change, is dropped. */
  commitEdit(id: string, box: Box): void {
    const before = this.scene.find(id)?.box;
    const clipped = clipBox(box, this.picture);
    this.previewEdit(id, null);
    if (!before || areBoxesEqual(before, clipped)) return;
    if (isTooSmall(clipped, this.picture)) return this.say(NO_AREA);
    this.previews.awaitEdit(id, clipped);
    this.events.emit('regionEdited', { id, box: clipped });
  }

  previewDraft(box: Box | null): void {
    this.previews.showDraft(box);
    this.invalidate();
  }

  commitDraft(box: Box): void {
    this.previewDraft(null);
    if (isTooSmall(box, this.picture)) return this.say(NO_AREA);
    this.previews.awaitDraft(box);
    this.events.emit('regionDrawn', { conceptName: this.drawingConcept?.name ?? null, box });
  }

  say(text: string): void {
    this.events.emit('message', { text });
  }

  invalidate(): void {
    this.events.emit('invalidated', null);
  }
}
