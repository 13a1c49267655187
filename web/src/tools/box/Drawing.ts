import type { PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import { boxFromCorners, clampToPicture, type Box } from '../../geometry/box';
import { screenToImage } from '../../geometry/camera';
import type { ImagePoint, ScreenPoint } from '../../geometry/point';

/** A box from where the drag began to the pointer, both clamped to the picture. */
export class Drawing implements ToolState {
  readonly name = 'drawing';
  readonly cursor = 'crosshair';

  constructor(
    private readonly context: ToolContext,
    private readonly start: ImagePoint,
  ) {}

  pointerMove(pointer: PointerInput): Step {
    this.context.previewDraft(this.#boxTo(pointer.point));
    return 'stay';
  }

  pointerUp(pointer: PointerInput): Step {
    this.context.commitDraft(this.#boxTo(pointer.point));
    return 'idle';
  }

  cancel(): void {
    this.context.previewDraft(null);
  }

  #boxTo(point: ScreenPoint): Box {
    const { camera, picture } = this.context;
    return boxFromCorners(clampToPicture(this.start, picture), clampToPicture(screenToImage(camera, point), picture));
  }
}
