import type { PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import type { Box } from '../../geometry/box';
import { screenToImage } from '../../geometry/camera';
import type { ImagePoint, ScreenPoint } from '../../geometry/point';
import { moveBox } from '../../regions/box/move';

/** A selected region follows the pointer and stops at the picture's edge. */
export class Dragging implements ToolState {
  readonly name = 'dragging';
  readonly cursor = 'move';
  readonly #grabbedAt: ImagePoint;
  readonly #before: Box | null;

  constructor(
    private readonly context: ToolContext,
    private readonly regionId: string,
    start: ScreenPoint,
  ) {
    this.#grabbedAt = screenToImage(context.camera, start);
    this.#before = context.shownBox(regionId);
  }

  pointerMove(pointer: PointerInput): Step {
    this.context.previewEdit(this.regionId, this.#boxAt(pointer.point));
    return 'stay';
  }

  pointerUp(pointer: PointerInput): Step {
    const box = this.#boxAt(pointer.point);
    if (box) this.context.commitEdit(this.regionId, box);
    return 'idle';
  }

  cancel(): void {
    this.context.previewEdit(this.regionId, null);
  }

  #boxAt(point: ScreenPoint): Box | null {
    const now = screenToImage(this.context.camera, point);
    const { x, y } = this.#grabbedAt;
    return this.#before && moveBox(this.#before, now.x - x, now.y - y, this.context.picture);
  }
}
