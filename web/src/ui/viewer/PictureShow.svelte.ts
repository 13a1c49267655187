/** Brings the open input's picture onto the canvas: at once if it is decoded, else its thumbnail until it is. */

import type { Editor } from '../../editor/Editor';
import type { InputOut } from '../../sync/changes';
import { isAbort, toProblem, type ConnectionLost, type ProblemError } from '../../sync/client';
import { Pictures } from '../../sync/pictures';
import type { PictureTools } from './PictureTools.svelte';

/** A picture that comes within this time needs no stand-in. */
const STAND_IN_AFTER_MS = 100;

export class PictureShow {
  readonly #editor: Editor;
  readonly #tools: PictureTools;
  readonly #pictures = new Pictures();
  #shownUrl = '';
  problem = $state.raw<ProblemError | ConnectionLost | null>(null);

  constructor(editor: Editor, tools: PictureTools) {
    this.#editor = editor;
    this.#tools = tools;
  }

  /** Show the picture of an input, unless it is shown. */
  async show({ id, image_url: url, thumbnail_url, width_px, height_px }: InputOut): Promise<void> {
    if (url === this.#shownUrl && !this.problem) return;
    this.#shownUrl = url;
    this.problem = null;
    const ready = this.#pictures.ready(url);
    this.#editor.setPicture(ready, width_px, height_px, { turn: this.#tools.open(id) });
    if (ready) return;
    const put = (source: ImageBitmap | HTMLImageElement) => {
      if (url === this.#shownUrl) this.#editor.setPicture(source, width_px, height_px, { keepCamera: true });
    };
    const standIn = setTimeout(() => void this.#showStandIn(thumbnail_url, url, put), STAND_IN_AFTER_MS);
    try {
      put(await this.#pictures.load(url));
    } catch (error) {
      if (url === this.#shownUrl && !isAbort(error)) this.problem = toProblem(error);
    } finally {
      clearTimeout(standIn);
    }
  }

  /** Load and decode a picture that will probably be shown next. */
  prepare({ image_url: url }: InputOut): void {
    // If it fails, showing it tries again and says so.
    this.#pictures.load(url).catch(() => undefined);
  }

  keep(urls: readonly string[]): void {
    this.#pictures.keep(urls);
  }

  close(): void {
    this.#shownUrl = '';
    this.#pictures.keep([]);
  }

  async #showStandIn(thumbnailUrl: string, url: string, put: (source: HTMLImageElement) => void): Promise<void> {
    const image = new Image();
    image.src = thumbnailUrl;
    // Without a stand-in the frame stays empty until the picture is there.
    const isThere = await image.decode().then(
      () => true,
      () => false,
    );
    if (isThere && !this.#pictures.ready(url)) put(image);
  }
}
