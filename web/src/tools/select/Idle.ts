import type { PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import { seenHandle } from '../../regions/handles';
import { Pointing } from './Pointing';
import { smallestAt, targetAt } from './target';

export class Idle implements ToolState {
  readonly name = 'idle';
  cursor = 'default';

  constructor(private readonly context: ToolContext) {}

  pointerDown(pointer: PointerInput): Step {
    if (pointer.button !== 0) return 'stay';
    return new Pointing(this.context, pointer, targetAt(this.context, pointer));
  }

  pointerMove(pointer: PointerInput): Step {
    this.context.hover(smallestAt(this.context, pointer));
    this.cursor = this.#cursorAt(pointer);
    return 'stay';
  }

  pointerLeave(): void {
    this.context.hover(null);
  }

  cancel(): void {
    // Nothing has begun.
  }

  #cursorAt(pointer: PointerInput): string {
    const target = targetAt(this.context, pointer);
    switch (target.kind) {
      case 'handle':
        return seenHandle(target.handle, this.context.camera.turn).cursor;
      case 'selected':
        return 'move';
      case 'region':
        return 'pointer';
      case 'nothing':
        return 'default';
    }
  }
}
