/** The SVG on top: the active region with its handles, the hovered region, the region being drawn. */

import { regionName } from '../../scene/region';
import type { Editor } from '../Editor';
import type { EditorState } from '../EditorState';
import { activeId } from './drawOverlay';
import { Crosshair } from './Crosshair';
import { Frame } from './Frame';
import { Handles } from './Handles';
import { keyInputOf } from '../input';
import { MarqueeFrame } from './MarqueeFrame';
import { SketchLine } from './SketchLine';
import { plateOf, type TextRuler } from './labels';
import { svgElement } from './svg';
import type { EditorTheme } from './theme';

const HOVER_FILL = 0.18;
const ACTIVE_FILL = 0.08;

export class ActiveLayer {
  readonly element = svgElement('svg', {
    role: 'group',
    'aria-label': 'Selected region',
    width: '100%',
    height: '100%',
  });
  readonly #hovered: Frame;
  readonly #active: Frame;
  readonly #draft: Frame;
  readonly #sketch = new SketchLine();
  readonly #marquee = new MarqueeFrame();
  readonly #crosshair = new Crosshair();
  readonly #handles: Handles;

  constructor(editor: Editor, theme: EditorTheme) {
    this.#hovered = new Frame(theme.fontFamily);
    this.#active = new Frame(theme.fontFamily);
    this.#draft = new Frame(theme.fontFamily);
    this.#handles = new Handles({
      onKey: (handle, event) => {
        if (!editor.pressHandle(handle, keyInputOf(event))) return;
        event.preventDefault();
        event.stopPropagation();
      },
      onFocus: (handle) => editor.focusHandle(handle),
    });
    const frames = [this.#hovered, this.#active, this.#draft].map((frame) => frame.element);
    const { element: crosshair } = this.#crosshair;
    this.element.append(...frames, this.#sketch.element, this.#marquee.element, crosshair, this.#handles.element);
  }

  draw(state: EditorState, theme: EditorTheme, ruler: TextRuler, cursor: string): void {
    const active = activeId(state);
    this.#drawRegion(this.#hovered, state, state.hovered === active ? null : state.hovered, HOVER_FILL, ruler);
    this.#drawRegion(this.#active, state, active, ACTIVE_FILL, ruler);
    this.#drawHandles(state, active);
    this.#drawDraft(state, theme);
    this.#sketch.draw(state, theme);
    this.#marquee.draw(state, theme);
    this.#crosshair.draw(state, cursor === 'crosshair');
  }

  #drawRegion(frame: Frame, state: EditorState, id: string | null, fillOpacity: number, ruler: TextRuler): void {
    const region = id === null ? null : state.scene.find(id);
    const shown = id === null ? null : state.shownRegion(id);
    if (!region || !shown) return frame.hide();
    const isDashed = region.kind === 'suggestion';
    const style = { colour: region.colour, isDashed, fillOpacity, widthPx: 2 };
    frame.show(shown, state.camera, style, plateOf(region, shown, state.camera, ruler));
  }

  #drawHandles(state: EditorState, id: string | null): void {
    const region = id === null ? null : state.scene.find(id);
    const shown = id === null ? null : state.shownRegion(id);
    if (region && shown) this.#handles.show(shown, state, regionName(region));
    else this.#handles.hide();
  }

  #drawDraft(state: EditorState, theme: EditorTheme): void {
    const region = state.previews.draft;
    if (!region) return this.#draft.hide();
    const colour = state.drawingConcept?.colour ?? theme.accent;
    this.#draft.show(region, state.camera, { colour, isDashed: false, fillOpacity: ACTIVE_FILL, widthPx: 2 }, null);
  }
}
