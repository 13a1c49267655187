import type { PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import { screenToImage } from '../../geometry/camera';
import { imagePoint, type ImagePoint, type ScreenPoint } from '../../geometry/point';
import { dragHandle, positionOf, seenHandle, type Handle } from '../../regions/handles';
import type { Region } from '../../regions/region';
import { pointOf } from './target';

/** One handle follows the pointer; the sides and points it does not move stay exactly where they are. */
export class Resizing implements ToolState {
  readonly name = 'resizing';
  readonly cursor: string;
  readonly #before: Region | null;
  /** From the pointer to the handle, so that the side does not jump when grabbed beside it. */
  readonly #offset: ImagePoint;

  constructor(
    private readonly context: ToolContext,
    private readonly regionId: string,
    private readonly handle: Handle,
    start: ScreenPoint,
  ) {
    this.cursor = seenHandle(handle, context.camera.turn).cursor;
    this.#before = context.shownRegion(regionId);
    const grabbed = screenToImage(context.camera, start);
    const at = (this.#before && positionOf(this.#before, handle)) ?? grabbed;
    this.#offset = imagePoint(at.x - grabbed.x, at.y - grabbed.y);
  }

  pointerMove(pointer: PointerInput): Step {
    this.context.previewEdit(this.regionId, this.#regionAt(pointer.point));
    return 'stay';
  }

  pointerUp(pointer: PointerInput): Step {
    const region = this.#regionAt(pointer.point);
    if (region) this.context.commitEdit(this.regionId, region);
    this.context.selectPoint(pointOf(this.handle));
    return 'idle';
  }

  cancel(): void {
    this.context.previewEdit(this.regionId, null);
  }

  #regionAt(point: ScreenPoint): Region | null {
    const now = screenToImage(this.context.camera, point);
    const to = imagePoint(now.x + this.#offset.x, now.y + this.#offset.y);
    return this.#before && dragHandle(this.#before, this.handle, to, this.context.picture);
  }
}
