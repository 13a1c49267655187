import type { PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import { Panning } from './Panning';

export class Idle implements ToolState {
  readonly name = 'idle';
  readonly cursor = 'grab';

  constructor(private readonly context: ToolContext) {}

  pointerDown(pointer: PointerInput): Step {
    return pointer.button === 2 ? 'stay' : new Panning(this.context, pointer.point);
  }

  cancel(): void {
    // Nothing has begun.
  }
}
