import type { KeyInput, PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import { boxFromCorners, clampToPicture } from '../../geometry/box';
import { screenToImage } from '../../geometry/camera';
import { screenPoint } from '../../geometry/point';
import { boxRegion } from '../../regions/region';
import { Pointing } from './Pointing';

/** A box placed by key takes this part of the canvas, in its middle. */
const PLACED_PART = 1 / 3;

export class Idle implements ToolState {
  readonly name = 'idle';
  readonly cursor = 'crosshair';

  constructor(private readonly context: ToolContext) {}

  pointerDown(pointer: PointerInput): Step {
    return pointer.button === 0 ? new Pointing(this.context, pointer) : 'stay';
  }

  /** Shift+Enter places a box in the middle of the view, for people who use no pointer; arrow keys then move it. */
  keyDown(key: KeyInput): Step | null {
    if (key.key !== 'Enter' || !key.shift || key.mod || key.alt || this.context.picture.width === 0) return null;
    const { width, height } = this.context.viewport;
    const corner = (part: number) =>
      clampToPicture(
        screenToImage(this.context.camera, screenPoint(width * part, height * part)),
        this.context.picture,
      );
    const box = boxFromCorners(corner((1 - PLACED_PART) / 2), corner((1 + PLACED_PART) / 2));
    this.context.commitDraft(boxRegion(box));
    return 'stay';
  }

  cancel(): void {
    // Nothing has begun.
  }
}
