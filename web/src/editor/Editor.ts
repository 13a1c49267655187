/** The editor: wires camera, scene, tools and input together. It holds wiring only; behaviour is in the parts. */

import { boxAt, boxOfPicture, centreOf, clamp, isInside } from '../geometry/box';
import { centreOn, fitBox, screenToImage, visibleBox, zoomAt, zoomLimits, type Viewport } from '../geometry/camera';
import { screenPoint } from '../geometry/point';
import { cameraAround, cameraPresenting } from '../geometry/presenting';
import type { QuarterTurn } from '../geometry/turn';
import type { Handle } from '../regions/handles';
import type { SceneRegion } from '../scene/region';
import { Scene } from '../scene/scene';
import { EditorState, type PictureSource } from './EditorState';
import { Emitter } from './emitter';
import type { DrawingConcept, EditorEvents } from './events';
import type { KeyInput, PointerInput, WheelInput } from './input';
import { Keys } from './Keys';
import { Nudge } from './Nudge';
import { Pointers } from './Pointers';
import type { TiledPicture } from './tiled';
import type { Tool } from './tool';
import { ToolMachine } from './ToolMachine';

const FIT_MARGIN_PX = 24;
const ZOOM_PER_WHEEL_PX = 0.0018;
const ZOOM_PER_PINCH_PX = 0.01;
/** One turn of a wheel zooms by at most this factor, whatever the device sends: e^0.5 = 1.65. */
const MAX_ZOOM_EXPONENT = 0.5;

export interface PictureOptions {
  readonly keepCamera?: boolean;
  readonly turn?: QuarterTurn;
}

export class Editor {
  readonly events = new Emitter<EditorEvents>();
  readonly state = new EditorState(this.events);
  readonly tools: readonly Tool[];
  readonly #machine: ToolMachine;
  readonly #nudge = new Nudge(this.state);
  readonly #pointers = new Pointers();
  readonly #keys: Keys;
  #isFitted = true;

  constructor(tools: readonly [Tool, ...Tool[]]) {
    this.tools = tools;
    this.#machine = new ToolMachine(tools, this.state);
    this.#keys = new Keys(this, this.#machine, this.#nudge);
  }

  /** For example `box.drawing`. */
  get path(): string {
    return this.#machine.path;
  }

  get toolId(): string {
    return this.#machine.toolId;
  }

  /** Whether something is under way that a key of the page should not disturb. */
  get isBusy(): boolean {
    return !this.#machine.isIdle;
  }

  /** Whether a drawn region waits for its concept. */
  get isConceptAwaited(): boolean {
    return this.state.previews.hasAwaitingDraft && this.state.drawingConcept === null;
  }

  get cursor(): string {
    return this.#machine.cursor;
  }

  /**
   * Show a picture of `width` x `height` image pixels, or none.
   *
   * Args:
   *   source: may be smaller than the picture (a preview); null shows an empty frame.
   *   options.keepCamera: true when a better source of the same picture comes in.
   *   options.turn: how the view of another picture is turned; upright unless given.
   */
  setPicture(
    source: PictureSource | TiledPicture | null,
    width: number,
    height: number,
    options: PictureOptions = {},
  ): void {
    if (!options.keepCamera) {
      this.cancel();
      this.state.previews.clear();
    }
    this.state.source = source;
    this.state.picture = { width, height };
    if (!options.keepCamera) this.#fitTurned(options.turn ?? 0);
    this.state.invalidate();
  }

  /** Show these regions; what was emitted and previewed is answered by this. */
  setRegions(regions: readonly SceneRegion[]): void {
    this.state.scene = new Scene(regions);
    this.state.previews.answer();
    const isGestureLost = this.state.previews.liveIds.some((id) => this.state.shownBox(id) === null);
    if (isGestureLost) this.#drop();
    this.state.invalidate();
  }

  setSelection(ids: readonly string[]): void {
    this.#nudge.commit();
    this.state.showSelection(ids);
  }

  setHover(id: string | null): void {
    this.state.showHover(id);
  }

  setDrawingConcept(concept: DrawingConcept | null): void {
    const now = this.state.drawingConcept;
    if (now?.name === concept?.name && now?.colour === concept?.colour) return;
    this.state.drawingConcept = concept;
    this.#tellTool();
  }

  setTool(id: string): void {
    this.#nudge.commit();
    this.state.selectPoint(null);
    const before = this.toolId;
    this.#machine.setTool(id);
    if (this.toolId !== before) this.#tellTool();
  }

  /** Take back a drawn region that got no concept, or an edit that was refused. */
  discardPreview(): void {
    this.state.previews.answer();
    this.state.invalidate();
  }

  setViewport(viewport: Viewport): void {
    const { camera, viewport: before } = this.state;
    this.state.viewport = viewport;
    if (this.#isFitted) this.fit();
    else {
      const middle = screenToImage(camera, screenPoint(before.width / 2, before.height / 2));
      this.state.moveCamera(centreOn(boxAt(middle), viewport, camera.zoom, camera.turn));
    }
    this.state.invalidate();
  }

  /** Show the whole picture. */
  fit(): void {
    this.#fitTurned(this.state.camera.turn);
  }

  /** Turn the view about its middle; a picture that was fitted is fitted again. */
  turnView(turn: QuarterTurn): void {
    const { camera, viewport } = this.state;
    if (turn === camera.turn) return;
    this.interrupt();
    const middle = screenToImage(camera, screenPoint(viewport.width / 2, viewport.height / 2));
    this.state.moveCamera(centreOn(boxAt(middle), viewport, camera.zoom, turn));
    if (this.#isFitted) this.fit();
  }

  /** Bring a region into view if its middle is out of it, no nearer than the picture is now. */
  reveal(id: string): void {
    const box = this.state.shownBox(id);
    const { camera, viewport } = this.state;
    const view = visibleBox(camera, viewport);
    if (!box || !this.state.hasPicture || isInside(boxAt(centreOf(box)), view) || isInside(view, box)) return;
    this.state.moveCamera(cameraAround(box, camera, viewport, camera.zoom));
    this.#isFitted = false;
  }

  /** Bring a region into view at a size at which it can be judged; nothing moves where it is shown so already. */
  present(id: string): void {
    const box = this.state.shownBox(id);
    const camera = box && this.state.hasPicture && cameraPresenting(box, this.state.camera, this.state.viewport);
    if (!camera) return;
    this.state.moveCamera(camera);
    this.#isFitted = false;
  }

  dispatchPointer(pointer: PointerInput): void {
    if (!this.state.hasPicture) return;
    this.state.pointer = pointer.type === 'leave' ? null : pointer;
    if (pointer.type === 'down') this.#press(pointer);
    else if (pointer.type === 'move') this.#move(pointer);
    else if (pointer.type === 'up') this.#release(pointer);
    else if (pointer.type === 'leave') this.#machine.pointerLeave();
    else this.interrupt();
    this.state.invalidate();
  }

  /** The second of two quick clicks has come up. */
  dispatchDoubleClick(): void {
    if (!this.state.hasPicture || this.#pointers.isMany) return;
    this.#machine.doubleClick();
    this.state.invalidate();
  }

  /** Zoom at the pointer. */
  dispatchWheel(wheel: WheelInput): void {
    if (!this.state.hasPicture) return;
    const { camera, picture, viewport } = this.state;
    const exponent = -wheel.deltaY * (wheel.pinch ? ZOOM_PER_PINCH_PX : ZOOM_PER_WHEEL_PX);
    const factor = Math.exp(clamp(exponent, -MAX_ZOOM_EXPONENT, MAX_ZOOM_EXPONENT));
    this.#isFitted = false;
    this.state.moveCamera(zoomAt(camera, wheel.point, factor, zoomLimits(picture, viewport, camera.turn)));
  }

  /** Say whether the editor used the key; if not, it is free for other hotkeys. */
  dispatchKey(key: KeyInput): boolean {
    const isUsed = this.#keys.dispatch(key);
    if (isUsed) this.state.invalidate();
    return isUsed;
  }

  /** Take a key pressed on a handle of the selected region; say whether it means something there. */
  pressHandle(handle: Handle, key: KeyInput): boolean {
    const isUsed = this.#keys.pressHandle(key, handle);
    if (isUsed) this.state.invalidate();
    return isUsed;
  }

  /** A handle has got the keyboard's focus: with a point of a polygon, that point is selected. */
  focusHandle(handle: Handle): void {
    this.state.selectPoint(handle.form === 'polygon' && handle.on === 'point' ? handle.index : null);
  }

  /** The pointer is lost, as on blur: what needs it ends without effect; nudges and a polygon half drawn are kept. */
  interrupt(): void {
    this.#nudge.commit();
    this.#machine.interrupt();
    this.#pointers.clear();
    this.state.invalidate();
  }

  /** End any gesture without effect; nudges made so far are kept. */
  cancel(): void {
    this.#nudge.commit();
    this.#drop();
  }

  #fitTurned(turn: QuarterTurn): void {
    const { picture, viewport, hasPicture } = this.state;
    if (hasPicture) this.state.moveCamera(fitBox(boxOfPicture(picture), viewport, FIT_MARGIN_PX, turn));
    this.#isFitted = true;
  }

  #drop(): void {
    this.#nudge.revert();
    this.#machine.cancel();
    this.#pointers.clear();
    this.state.invalidate();
  }

  #press(pointer: PointerInput): void {
    this.#nudge.commit();
    if (this.#pointers.has(pointer.id)) this.interrupt();
    this.#pointers.press(pointer);
    if (this.#pointers.isMany) return this.#machine.interrupt();
    if (pointer.button === 1) this.#machine.borrow('hand');
    this.#machine.pointerDown(pointer);
    if (pointer.button === 1) this.#machine.endBorrow();
  }

  #move(pointer: PointerInput): void {
    const before = this.state.camera;
    if (this.#pointers.isMany) this.#pointers.follow(pointer, this.state);
    else if (this.#pointers.count === 0 || this.#pointers.has(pointer.id)) this.#machine.pointerMove(pointer);
    if (this.state.camera !== before) this.#isFitted = false;
  }

  #release(pointer: PointerInput): void {
    const isGesture = this.#pointers.has(pointer.id) && !this.#pointers.isMany;
    this.#pointers.release(pointer.id);
    if (isGesture) this.#machine.pointerUp(pointer);
  }

  #tellTool(): void {
    this.events.emit('toolChanged', { tool: this.toolId, drawingConcept: this.state.drawingConcept });
    this.state.invalidate();
  }
}
