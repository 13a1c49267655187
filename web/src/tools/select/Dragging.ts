import type { PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import { screenToImage } from '../../geometry/camera';
import type { ImagePoint, ScreenPoint } from '../../geometry/point';
import { moveRegion, type Region } from '../../regions/region';

/** A selected region follows the pointer and stops at the picture's edge. */
export class Dragging implements ToolState {
  readonly name = 'dragging';
  readonly cursor = 'move';
  readonly #grabbedAt: ImagePoint;
  readonly #before: Region | null;

  constructor(
    private readonly context: ToolContext,
    private readonly regionId: string,
    start: ScreenPoint,
  ) {
    this.#grabbedAt = screenToImage(context.camera, start);
    this.#before = context.shownRegion(regionId);
  }

  pointerMove(pointer: PointerInput): Step {
    this.context.previewEdit(this.regionId, this.#regionAt(pointer.point));
    return 'stay';
  }

  pointerUp(pointer: PointerInput): Step {
    const region = this.#regionAt(pointer.point);
    if (region) this.context.commitEdit(this.regionId, region);
    return 'idle';
  }

  cancel(): void {
    this.context.previewEdit(this.regionId, null);
  }

  #regionAt(point: ScreenPoint): Region | null {
    const now = screenToImage(this.context.camera, point);
    const { x, y } = this.#grabbedAt;
    return this.#before && moveRegion(this.#before, now.x - x, now.y - y, this.context.picture);
  }
}
