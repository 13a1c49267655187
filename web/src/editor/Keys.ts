/** Which key does what in the editor. */

import { turnDirectionBack } from '../geometry/turn';
import type { Handle } from '../regions/handles';
import type { Editor } from './Editor';
import type { KeyInput } from './input';
import { nudgeStep, type Nudge } from './Nudge';
import { addPointOnEdge, deleteSelectedPoint, selectedPointHandle } from './pointEdits';
import type { ToolMachine } from './ToolMachine';

const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock']);

export class Keys {
  readonly #editor: Editor;
  readonly #machine: ToolMachine;
  readonly #nudge: Nudge;

  constructor(editor: Editor, machine: ToolMachine, nudge: Nudge) {
    this.#editor = editor;
    this.#machine = machine;
    this.#nudge = nudge;
  }

  /** Say whether the editor used the key. */
  dispatch(key: KeyInput): boolean {
    if (MODIFIERS.has(key.key)) return false;
    if (key.type === 'up') return this.#release(key);
    if (key.key === 'Escape') return this.#escape();
    if (this.#nudgeBy(key, selectedPointHandle(this.#editor.state))) return true;
    this.#nudge.commit();
    return this.#borrowHand(key) || this.#machine.keyDown(key) || this.#deletePoint(key) || this.#takeUpTool(key);
  }

  /** Take a key pressed on a handle; say whether it means something there. */
  pressHandle(key: KeyInput, handle: Handle): boolean {
    if (handle.form === 'box' || handle.on === 'point') return this.#nudgeBy(key, handle);
    if ((key.key !== 'Enter' && key.key !== ' ') || key.mod || key.alt) return false;
    this.#nudge.commit();
    if (!key.repeat) addPointOnEdge(this.#editor.state, handle);
    return true;
  }

  /** Move the selected regions, or a handle of the one, by an arrow key. */
  #nudgeBy(key: KeyInput, handle: Handle | null): boolean {
    const { state } = this.#editor;
    const step = nudgeStep(key);
    const ids = [...state.selection].filter((id) => state.shownBox(id) !== null);
    if (!step || ids.length === 0 || !this.#machine.isIdle) return false;
    // An arrow means the screen: in a turned view, another direction of the picture.
    const [dx, dy] = turnDirectionBack(step[0], step[1], state.camera.turn);
    this.#nudge.move(ids, handle, dx, dy);
    return true;
  }

  /** Take back one thing, the innermost first: nudges, the gesture, the drawn region, the tool, the selection. */
  #escape(): boolean {
    const { state } = this.#editor;
    if (this.#nudge.isPending) this.#nudge.revert();
    else if (!this.#machine.isIdle || this.#machine.isBorrowed) this.#machine.cancel();
    else if (state.selectedPoint !== null) state.selectPoint(null);
    else if (state.previews.hasAwaitingDraft) this.#editor.discardPreview();
    else if (this.#isOtherToolInUse()) this.#leaveTool();
    else if (state.selection.size > 0) state.select([]);
    else return false;
    return true;
  }

  #isOtherToolInUse(): boolean {
    return this.#machine.toolId !== this.#editor.tools[0]?.id || this.#editor.state.drawingConcept !== null;
  }

  #leaveTool(): void {
    const first = this.#editor.tools[0];
    if (first) this.#editor.setTool(first.id);
    this.#editor.setDrawingConcept(null);
  }

  #borrowHand(key: KeyInput): boolean {
    if (key.key !== ' ' || key.mod || key.alt || key.shift) return false;
    if (!key.repeat && this.#machine.isInterruptible && !this.#machine.isBorrowed) this.#machine.borrow('hand');
    return true;
  }

  #deletePoint(key: KeyInput): boolean {
    if ((key.key !== 'Delete' && key.key !== 'Backspace') || key.mod || key.alt || !this.#machine.isIdle) return false;
    return deleteSelectedPoint(this.#editor.state);
  }

  #release(key: KeyInput): boolean {
    if (key.key !== ' ' || !this.#machine.isBorrowed) return false;
    this.#machine.endBorrow();
    return true;
  }

  #takeUpTool(key: KeyInput): boolean {
    if (key.mod || key.alt || key.shift || key.repeat) return false;
    if (key.key.toLowerCase() === 'f') {
      this.#editor.fit();
      return true;
    }
    const tool = this.#editor.tools.find((candidate) => candidate.key === key.key.toLowerCase());
    if (tool) this.#editor.setTool(tool.id);
    return tool !== undefined;
  }
}
