import type { KeyInput, PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import type { Points } from '../../geometry/polygon';
import { closePolygon, nextPoint, showSketch } from './sketch';

/** Points are placed one by one, each where the pointer is let go; a rubber line leads from the last one to the pointer. */
export class Drawing implements ToolState {
  readonly name = 'drawing';
  #points: Points = [];
  #pointer: PointerInput | null;
  #isPressed = true;

  constructor(
    private readonly context: ToolContext,
    press: PointerInput,
  ) {
    this.#pointer = press;
    this.#show();
  }

  get cursor(): string {
    const isClosing = this.#pointer && nextPoint(this.context, this.#points, this.#pointer).kind === 'close';
    return isClosing ? 'pointer' : 'crosshair';
  }

  pointerDown(pointer: PointerInput): Step {
    this.#isPressed = pointer.button === 0;
    return this.pointerMove(pointer);
  }

  pointerMove(pointer: PointerInput): Step {
    this.#pointer = pointer;
    this.#show();
    return 'stay';
  }

  pointerUp(pointer: PointerInput): Step {
    if (!this.#isPressed) return 'stay';
    this.#isPressed = false;
    const next = nextPoint(this.context, this.#points, pointer);
    if (next.kind === 'close') return this.#close();
    if (next.kind === 'add') this.#points = [...this.#points, next.point];
    // A finger that is lifted is nowhere.
    this.#pointer = pointer.device === 'touch' ? null : pointer;
    this.#show();
    return 'stay';
  }

  pointerLeave(): void {
    this.#pointer = null;
    this.#show();
  }

  /** The second click was on the last point and added none. After a double click alone nothing is drawn yet. */
  doubleClick(): Step {
    return this.#points.length > 1 ? this.#close() : this.#takeBack();
  }

  keyDown(key: KeyInput): Step | null {
    if (key.key === 'Enter') return key.repeat ? 'stay' : this.#close();
    if (isTakeBack(key)) return this.#takeBack();
    // Up and Down would leave the input, and the polygon with it.
    return key.key.startsWith('Arrow') ? 'stay' : null;
  }

  /** The point that is being placed is dropped, those before stay. */
  interrupt(): Step {
    this.#isPressed = false;
    if (this.#points.length === 0) return this.#takeBack();
    this.pointerLeave();
    return 'stay';
  }

  cancel(): void {
    this.context.previewSketch(null);
  }

  #close(): Step {
    return closePolygon(this.context, this.#points) ? 'idle' : 'stay';
  }

  #takeBack(): Step {
    this.#points = this.#points.slice(0, -1);
    if (this.#points.length === 0) {
      this.cancel();
      return 'idle';
    }
    this.#show();
    return 'stay';
  }

  #show(): void {
    showSketch(this.context, this.#points, this.#pointer);
  }
}

/** Backspace, and what takes back elsewhere: while a polygon is drawn, the last change is its last point. */
function isTakeBack(key: KeyInput): boolean {
  if (key.key === 'Backspace' || key.key === 'Delete') return !key.mod && !key.alt;
  return key.key.toLowerCase() === 'z' && key.mod && !key.shift && !key.alt;
}
