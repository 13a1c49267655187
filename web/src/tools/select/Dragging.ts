import type { PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import { screenToImage } from '../../geometry/camera';
import type { PlacedRegion } from '../../regions/group';
import type { Grip } from './grip';

/** What is held follows the pointer, and is changed where it is let go. */
export class Dragging implements ToolState {
  readonly name: string;
  readonly cursor: string;

  constructor(
    private readonly context: ToolContext,
    private readonly grip: Grip,
  ) {
    this.name = grip.name;
    this.cursor = grip.cursor;
  }

  pointerMove(pointer: PointerInput): Step {
    for (const { id, region } of this.#regionsAt(pointer)) this.context.previewEdit(id, region);
    return 'stay';
  }

  pointerUp(pointer: PointerInput): Step {
    this.context.commitEdits(this.#regionsAt(pointer));
    this.grip.letGo();
    return 'idle';
  }

  cancel(): void {
    for (const id of this.grip.ids) this.context.previewEdit(id, null);
  }

  #regionsAt({ point }: PointerInput): readonly PlacedRegion[] {
    return this.grip.regionsAt(screenToImage(this.context.camera, point));
  }
}
