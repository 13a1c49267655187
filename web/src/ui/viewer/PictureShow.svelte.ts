/** Brings the open input's picture onto the canvas: at once if it is decoded, else its thumbnail until it is. */

import type { Editor } from '../../editor/Editor';
import type { TiledPicture } from '../../editor/tiled';
import type { InputOut } from '../../sync/changes';
import { isAbort, toProblem, type ConnectionLost, type ProblemError } from '../../sync/client';
import { LargePictures } from '../../sync/largePictures';
import { Pictures } from '../../sync/pictures';
import type { PictureTools } from './PictureTools.svelte';

/** A picture that comes within this time needs no stand-in. */
const STAND_IN_AFTER_MS = 100;

type Put = (source: ImageBitmap | HTMLImageElement | TiledPicture) => void;

export class PictureShow {
  readonly #editor: Editor;
  readonly #tools: PictureTools;
  readonly #pictures = new Pictures();
  readonly #large = new LargePictures((problem) => (this.problem = problem));
  #shownUrl = '';
  problem = $state.raw<ProblemError | ConnectionLost | null>(null);
  /** How much of a large picture is prepared for showing, in [0, 1]; null when nothing has to be waited for. */
  shareMade = $state.raw<number | null>(null);

  constructor(editor: Editor, tools: PictureTools) {
    this.#editor = editor;
    this.#tools = tools;
  }

  /** Show the picture of an input, unless it is shown. */
  async show(input: InputOut): Promise<void> {
    const { id, image_url: url, thumbnail_url, width_px, height_px } = input;
    const isAgain = url === this.#shownUrl;
    if (isAgain && !this.problem) return;
    this.#shownUrl = url;
    this.problem = null;
    this.shareMade = null;
    const ready = input.tiles_url ? this.#large.ready(input) : this.#pictures.ready(url);
    this.#editor.setPicture(
      ready,
      width_px,
      height_px,
      isAgain ? { keepCamera: true } : { turn: this.#tools.open(id) },
    );
    if (ready) return;
    let isThere = false;
    const put: Put = (source) => {
      if (url === this.#shownUrl) this.#editor.setPicture(source, width_px, height_px, { keepCamera: true });
    };
    const standIn = setTimeout(
      () => void showStandIn(thumbnail_url, (source) => !isThere && put(source)),
      STAND_IN_AFTER_MS,
    );
    try {
      const source = await this.#load(input);
      isThere = true;
      put(source);
    } catch (error) {
      if (url === this.#shownUrl && !isAbort(error)) this.problem = toProblem(error);
    } finally {
      clearTimeout(standIn);
      if (url === this.#shownUrl) this.shareMade = null;
    }
  }

  /** Load and decode a picture that will probably be shown next. */
  prepare(input: InputOut): void {
    const { image_url: url } = input;
    // If it fails, showing it tries again and says so.
    if (input.tiles_url) this.#large.prepare(input).catch(() => undefined);
    else this.#pictures.load(url).catch(() => undefined);
  }

  keep(inputs: readonly InputOut[]): void {
    this.#pictures.keep(inputs.map(({ image_url }) => image_url));
    this.#large.keep(inputs.map(({ id }) => id));
  }

  close(): void {
    this.#shownUrl = '';
    this.keep([]);
  }

  #load(input: InputOut): Promise<ImageBitmap | TiledPicture> {
    const { image_url: url } = input;
    if (!input.tiles_url) return this.#pictures.load(url);
    return this.#large.load(input, (share) => {
      if (url === this.#shownUrl) this.shareMade = share;
    });
  }
}

async function showStandIn(thumbnailUrl: string, put: (source: HTMLImageElement) => void): Promise<void> {
  const image = new Image();
  image.src = thumbnailUrl;
  // Without a stand-in the frame stays empty until the picture is there.
  const isThere = await image.decode().then(
    () => true,
    () => false,
  );
  if (isThere) put(image);
}
