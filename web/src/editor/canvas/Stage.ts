/** Draws what the editor knows: at most once per frame, and only the layers that changed. */

import { filterOf, type Adjustments } from '../adjustments';
import type { Editor } from '../Editor';
import { ActiveLayer } from './ActiveLayer';
import { fillHost } from './layer';
import { OverlayLayer } from './OverlayLayer';
import { PictureLayer } from './PictureLayer';
import type { EditorTheme } from './theme';

export class Stage {
  readonly #picture: PictureLayer;
  readonly #overlay: OverlayLayer;
  readonly #active: ActiveLayer;
  readonly #stopListening: () => void;
  #frame: number | null = null;
  #isDetached = false;

  constructor(
    private readonly editor: Editor,
    private readonly host: HTMLElement,
    private theme: EditorTheme,
  ) {
    host.style.background = theme.background;
    this.#picture = new PictureLayer(host);
    this.#overlay = new OverlayLayer(host, theme);
    this.#active = new ActiveLayer(editor, theme);
    fillHost(this.#active.element);
    host.append(this.#active.element);
    this.#stopListening = editor.events.on('invalidated', () => this.#schedule());
    this.#schedule();
    void document.fonts.ready.then(() => this.#renewTexts());
  }

  setTheme(theme: EditorTheme): void {
    this.theme = theme;
    this.host.style.background = theme.background;
    this.#schedule();
  }

  adjustPicture(adjustments: Adjustments): void {
    this.#picture.setFilter(filterOf(adjustments));
  }

  detach(): void {
    this.#isDetached = true;
    this.#stopListening();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#picture.remove();
    this.#overlay.remove();
    this.#active.element.remove();
  }

  #renewTexts(): void {
    if (this.#isDetached) return;
    this.#overlay.renewTexts();
    this.#schedule();
  }

  #schedule(): void {
    this.#frame ??= requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#frame = null;
    const { state, cursor } = this.editor;
    this.#picture.draw(state, this.theme);
    this.#overlay.draw(state, this.theme);
    this.#active.draw(state, this.theme, this.#overlay.ruler, cursor);
    if (this.host.style.cursor !== cursor) this.host.style.cursor = cursor;
  }
}
