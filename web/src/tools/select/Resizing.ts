import type { PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import type { Box } from '../../geometry/box';
import { screenToImage } from '../../geometry/camera';
import { imagePoint, type ImagePoint, type ScreenPoint } from '../../geometry/point';
import { handlePosition, type BoxHandle } from '../../regions/box/handles';
import { resizeBox } from '../../regions/box/move';

/** One handle follows the pointer; the sides it does not move stay exactly where they are. */
export class Resizing implements ToolState {
  readonly name = 'resizing';
  readonly cursor: string;
  readonly #before: Box | null;
  /** From the pointer to the handle, so that the side does not jump when grabbed beside it. */
  readonly #offset: ImagePoint;

  constructor(
    private readonly context: ToolContext,
    private readonly regionId: string,
    private readonly handle: BoxHandle,
    start: ScreenPoint,
  ) {
    this.cursor = handle.cursor;
    this.#before = context.shownBox(regionId);
    const grabbed = screenToImage(context.camera, start);
    const at = this.#before ? handlePosition(this.#before, handle) : grabbed;
    this.#offset = imagePoint(at.x - grabbed.x, at.y - grabbed.y);
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
    const to = imagePoint(now.x + this.#offset.x, now.y + this.#offset.y);
    return this.#before && resizeBox(this.#before, this.handle, to, this.context.picture);
  }
}
