import { dragThresholdPx, type PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import { screenToImage } from '../../geometry/camera';
import { distance } from '../../geometry/point';
import { Drawing } from './Drawing';

/** Pressed, not yet dragged: letting go here draws nothing. */
export class Pointing implements ToolState {
  readonly name = 'pointing';
  readonly cursor = 'crosshair';

  constructor(
    private readonly context: ToolContext,
    private readonly press: PointerInput,
  ) {}

  pointerMove(pointer: PointerInput): Step {
    if (distance(pointer.point, this.press.point) < dragThresholdPx(pointer.device)) return 'stay';
    const drawing = new Drawing(this.context, screenToImage(this.context.camera, this.press.point));
    drawing.pointerMove(pointer);
    return drawing;
  }

  pointerUp(): Step {
    return 'idle';
  }

  cancel(): void {
    // Nothing is shown yet.
  }
}
