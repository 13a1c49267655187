/** The canvas in the middle: all regions but the active one. With many of them it is moved along and redrawn at rest. */

import type { Camera, Viewport } from '../../geometry/camera';
import type { Scene } from '../../scene/scene';
import type { EditorState } from '../EditorState';
import { drawOverlay } from './drawOverlay';
import { TextRuler, labelFont } from './labels';
import { addCanvas, fitCanvas } from './layer';
import type { EditorTheme } from './theme';

/** With more regions than this in view a redraw per frame would not keep up with the pointer. */
const MANY_REGIONS = 800;
const REST_MS = 90;

interface Drawn {
  readonly camera: Camera;
  readonly viewport: Viewport;
  readonly scene: Scene;
  readonly selection: ReadonlySet<string>;
  readonly theme: EditorTheme;
  readonly regionsInView: number;
}

export class OverlayLayer {
  readonly ruler = new TextRuler((text) => this.#measure(text));
  readonly #ctx: CanvasRenderingContext2D;
  #theme: EditorTheme;
  #drawn: Drawn | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement, theme: EditorTheme) {
    this.#ctx = addCanvas(host, { alpha: true });
    this.#theme = theme;
  }

  draw(state: EditorState, theme: EditorTheme): void {
    this.#theme = theme;
    const before = this.#drawn;
    if (!before || !isSameContent(before, state, theme)) return this.#redraw(state);
    if (before.camera === state.camera) return;
    if (before.regionsInView > MANY_REGIONS && before.camera.turn === state.camera.turn)
      this.#move(before.camera, state);
    else this.#redraw(state);
  }

  /** Measure and draw all texts again: the font has come in after the first frame. */
  renewTexts(): void {
    this.ruler.forget();
    this.#drawn = null;
  }

  remove(): void {
    clearTimeout(this.#rest);
    this.#ctx.canvas.remove();
  }

  #redraw(state: EditorState): void {
    clearTimeout(this.#rest);
    const { camera, viewport, scene, selection } = state;
    fitCanvas(this.#ctx, viewport);
    this.#ctx.canvas.style.transform = '';
    const regionsInView = drawOverlay(this.#ctx, state, this.#theme, this.ruler);
    this.#drawn = { camera, viewport, scene, selection, theme: this.#theme, regionsInView };
  }

  #move(from: Camera, state: EditorState): void {
    const to = state.camera;
    const scale = to.zoom / from.zoom;
    const dx = to.offsetX - from.offsetX * scale;
    const dy = to.offsetY - from.offsetY * scale;
    this.#ctx.canvas.style.transform = `translate(${dx}px, ${dy}px) scale(${scale})`;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#redraw(state), REST_MS);
  }

  #measure(text: string): number {
    this.#ctx.font = labelFont(this.#theme.fontFamily);
    return this.#ctx.measureText(text).width;
  }
}

function isSameContent(before: Drawn, state: EditorState, theme: EditorTheme): boolean {
  const isSameScene = before.scene === state.scene && before.selection === state.selection;
  return isSameScene && before.viewport === state.viewport && before.theme === theme;
}
