import type { PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import { boxFromCorners } from '../../geometry/box';
import { screenToImage } from '../../geometry/camera';
import type { ImagePoint, ScreenPoint } from '../../geometry/point';

/** A rectangle from where the drag began to the pointer: what it meets is selected beside what was. */
export class Marquee implements ToolState {
  readonly name = 'marquee';
  readonly cursor = 'default';
  readonly #start: ImagePoint;
  readonly #before: readonly string[];

  constructor(
    private readonly context: ToolContext,
    start: ScreenPoint,
  ) {
    this.#start = screenToImage(context.camera, start);
    this.#before = [...context.selection];
  }

  pointerMove(pointer: PointerInput): Step {
    const box = boxFromCorners(this.#start, screenToImage(this.context.camera, pointer.point));
    this.context.previewMarquee(box);
    const met = this.context.scene.regionsMeeting(box).map(({ id }) => id);
    this.context.select([...new Set([...this.#before, ...met])]);
    return 'stay';
  }

  pointerUp(pointer: PointerInput): Step {
    this.pointerMove(pointer);
    this.context.previewMarquee(null);
    return 'idle';
  }

  cancel(): void {
    this.context.previewMarquee(null);
    this.context.select(this.#before);
  }
}
