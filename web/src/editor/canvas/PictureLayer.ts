/** The canvas at the bottom: draws the picture when it, the camera, the size or the theme has changed. */

import type { EditorState, PictureSource } from '../EditorState';
import type { TiledPicture } from '../tiled';
import { drawPicture, type PictureFrame } from './drawPicture';
import { addCanvas, fitCanvas } from './layer';
import { Mosaic } from './Mosaic';
import { PicturePyramid } from './pyramid';
import type { EditorTheme } from './theme';

export class PictureLayer {
  readonly #ctx: CanvasRenderingContext2D;
  #source: PictureSource | TiledPicture | null = null;
  #pyramid: PicturePyramid | Mosaic | null = null;
  #stopTiles: (() => void) | null = null;
  #drawn: PictureFrame | null = null;
  #filter = '';

  constructor(host: HTMLElement) {
    // What is around the picture is the host's, so that the filter leaves it alone.
    this.#ctx = addCanvas(host, { alpha: true });
  }

  draw(state: EditorState, theme: EditorTheme): void {
    const { source, camera, viewport, picture } = state;
    if (source !== this.#source) this.#take(source, state);
    const frame: PictureFrame = { camera, viewport, picture, pyramid: this.#pyramid, theme };
    if (this.#drawn && isSameFrame(this.#drawn, frame)) return;
    fitCanvas(this.#ctx, viewport);
    drawPicture(this.#ctx, frame);
    this.#drawn = frame;
    this.#applyFilter();
  }

  /** Show the picture through a CSS filter: the browser applies it to what is drawn, labels are on other layers. */
  setFilter(filter: string): void {
    this.#filter = filter;
    this.#applyFilter();
  }

  remove(): void {
    this.#stopTiles?.();
    this.#ctx.canvas.remove();
  }

  /** The frame of a picture that is not there yet stays calm. */
  #applyFilter(): void {
    const { style } = this.#ctx.canvas;
    const filter = this.#source ? this.#filter : '';
    if (style.filter !== filter) style.filter = filter;
  }

  #take(source: PictureSource | TiledPicture | null, state: EditorState): void {
    this.#stopTiles?.();
    this.#stopTiles = null;
    this.#source = source;
    if (source === null) this.#pyramid = null;
    else if ('levels' in source) this.#pyramid = this.#follow(source, state);
    else this.#pyramid = new PicturePyramid(source, state.picture);
  }

  /** Draw again whenever a tile has come. */
  #follow(source: TiledPicture, state: EditorState): Mosaic {
    this.#stopTiles = source.subscribe(() => {
      this.#drawn = null;
      state.invalidate();
    });
    return new Mosaic(source);
  }
}

function isSameFrame(a: PictureFrame, b: PictureFrame): boolean {
  const isSameView = a.camera === b.camera && a.viewport === b.viewport && a.theme === b.theme;
  return isSameView && a.picture === b.picture && a.pyramid === b.pyramid;
}
