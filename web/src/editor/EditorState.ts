/** Everything the editor knows at one moment, and the few ways to change it. Tools see it as their ToolContext. */

import type { Box, Size } from '../geometry/box';
import { areCamerasEqual, clampCamera, type Camera, type Viewport } from '../geometry/camera';
import { Scene } from '../scene/scene';
import type { PlacedRegion } from '../regions/group';
import { areRegionsEqual, clipRegion, hasNoArea, type Region } from '../regions/region';
import type { Emitter } from './emitter';
import type { DrawingConcept, EditorEvents } from './events';
import type { PointerInput } from './input';
import { Previews, type Sketch } from './previews';
import type { TiledPicture } from './tiled';
import type { ToolContext } from './tool';

export const NO_AREA = 'This region has no area. It must cover at least one pixel of the picture.';

/** Anything a 2D canvas can draw, with the size it has itself. */
export type PictureSource = ImageBitmap | HTMLCanvasElement | OffscreenCanvas | HTMLImageElement;

export class EditorState implements ToolContext {
  camera: Camera = { zoom: 1, offsetX: 0, offsetY: 0, turn: 0 };
  viewport: Viewport = { width: 1, height: 1, pixelRatio: 1 };
  picture: Size = { width: 0, height: 0 };
  source: PictureSource | TiledPicture | null = null;
  scene: Scene = Scene.empty;
  selection: ReadonlySet<string> = new Set();
  hovered: string | null = null;
  /** What the pointer over the canvas did last; null while it is elsewhere. */
  pointer: PointerInput | null = null;
  drawingConcept: DrawingConcept | null = null;
  selectedPoint: number | null = null;
  readonly previews = new Previews();

  constructor(readonly events: Emitter<EditorEvents>) {}

  get hasPicture(): boolean {
    return this.picture.width > 0 && this.picture.height > 0;
  }

  shownRegion(id: string): Region | null {
    const region = this.scene.find(id);
    if (!region || region.hidden) return null;
    return this.previews.regionOf(id) ?? region;
  }

  shownBox(id: string): Box | null {
    return this.shownRegion(id)?.box ?? null;
  }

  moveCamera(camera: Camera): void {
    const clamped = this.hasPicture ? clampCamera(camera, this.picture, this.viewport) : camera;
    if (areCamerasEqual(clamped, this.camera)) return;
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
    this.selectedPoint = null;
    this.invalidate();
    return true;
  }

  selectPoint(index: number | null): void {
    if (index === this.selectedPoint) return;
    this.selectedPoint = index;
    this.invalidate();
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

  previewEdit(id: string, region: Region | null): void {
    this.previews.showEdit(id, region);
    this.invalidate();
  }

  commitEdit(id: string, region: Region): void {
    this.commitEdits([{ id, region }]);
  }

  /** Hand the new regions to the outside and keep showing them; one of no area, or no change, is dropped. */
  commitEdits(edits: readonly PlacedRegion[]): void {
    const kept = edits.flatMap((edit) => this.#keptOf(edit) ?? []);
    for (const { id, region } of kept) this.previews.awaitEdit(id, region);
    if (kept.length > 0) this.events.emit('regionsEdited', { edits: kept });
  }

  previewDraft(region: Region | null): void {
    this.previews.showDraft(region);
    this.invalidate();
  }

  commitDraft(region: Region): boolean {
    this.previewDraft(null);
    if (hasNoArea(region, this.picture)) {
      this.say(NO_AREA);
      return false;
    }
    this.previews.awaitDraft(region);
    this.events.emit('regionDrawn', { conceptName: this.drawingConcept?.name ?? null, region });
    return true;
  }

  previewSketch(sketch: Sketch | null): void {
    this.previews.sketch = sketch;
    this.invalidate();
  }

  previewMarquee(box: Box | null): void {
    this.previews.marquee = box;
    this.invalidate();
  }

  say(text: string): void {
    this.events.emit('message', { text });
  }

  invalidate(): void {
    this.events.emit('invalidated', null);
  }

  #keptOf({ id, region }: PlacedRegion): PlacedRegion | null {
    const before = this.scene.find(id);
    const clipped = clipRegion(region, this.picture);
    this.previewEdit(id, null);
    if (!before || areRegionsEqual(before, clipped)) return null;
    if (!hasNoArea(clipped, this.picture)) return { id, region: clipped };
    this.say(NO_AREA);
    return null;
  }
}
