import type { PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import { boxFromCorners, clampToPicture } from '../../geometry/box';
import { screenToImage } from '../../geometry/camera';
import type { ImagePoint, ScreenPoint } from '../../geometry/point';
import { boxRegion, type Region } from '../../regions/region';

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

  #boxTo(point: ScreenPoint): Region {
    const { camera, picture } = this.context;
    const end = clampToPicture(screenToImage(camera, point), picture);
    return boxRegion(boxFromCorners(clampToPicture(this.start, picture), end));
  }
}
