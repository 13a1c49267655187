import type { PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import { panBy } from '../../geometry/camera';
import type { ScreenPoint } from '../../geometry/point';

/** The picture follows the pointer. Where it was let go it stays, also on cancel: a pan changes nothing but the view. */
export class Panning implements ToolState {
  readonly name = 'panning';
  readonly cursor = 'grabbing';
  #last: ScreenPoint;

  constructor(
    private readonly context: ToolContext,
    start: ScreenPoint,
  ) {
    this.#last = start;
  }

  pointerMove(pointer: PointerInput): Step {
    const { point } = pointer;
    this.context.moveCamera(panBy(this.context.camera, point.x - this.#last.x, point.y - this.#last.y));
    this.#last = point;
    return 'stay';
  }

  pointerUp(): Step {
    return 'idle';
  }

  cancel(): void {
    // The view stays where it is.
  }
}
