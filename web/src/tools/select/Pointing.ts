import { dragThresholdPx, type PointerInput } from '../../editor/input';
import { addPointOnEdge } from '../../editor/pointEdits';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import { screenToImage } from '../../geometry/camera';
import { distance } from '../../geometry/point';
import type { Handle } from '../../regions/handles';
import { Panning } from '../hand/Panning';
import { Dragging } from './Dragging';
import { gripHandle, gripRegions } from './grip';
import { Marquee } from './Marquee';
import { edgeTolerance, pointOf, smallestAt, type Target } from './target';

/** Pressed: becomes a click when let go, a drag when moved. */
export class Pointing implements ToolState {
  readonly name = 'pointing';
  readonly cursor = 'default';

  constructor(
    private readonly context: ToolContext,
    private readonly press: PointerInput,
    private readonly target: Target,
  ) {}

  pointerMove(pointer: PointerInput): Step {
    if (distance(pointer.point, this.press.point) < dragThresholdPx(pointer.device)) return 'stay';
    const drag = this.#drag();
    drag.pointerMove(pointer);
    return drag;
  }

  pointerUp(pointer: PointerInput): Step {
    if (this.target.kind === 'handle') this.#clickHandle(this.target.handle);
    else this.#click(pointer);
    return 'idle';
  }

  cancel(): void {
    // Nothing is shown yet.
  }

  /**
   * Only what was selected before moves: a slip of the hand on a suggestion pans instead of editing it. With Shift, a
   * drag selects.
   */
  #drag(): Dragging | Marquee | Panning {
    const { target, context, press } = this;
    const grabbedAt = screenToImage(context.camera, press.point);
    if (target.kind === 'handle')
      return new Dragging(context, gripHandle(context, target.regionId, target.handle, grabbedAt));
    if (press.shift) return new Marquee(context, press.point);
    if (target.kind === 'selected')
      return new Dragging(context, gripRegions(context, [...context.selection], grabbedAt));
    return new Panning(context, press.point);
  }

  #clickHandle(handle: Handle): void {
    if (handle.form === 'polygon' && handle.on === 'edge') addPointOnEdge(this.context, handle);
    else this.context.selectPoint(pointOf(handle));
  }

  #click(pointer: PointerInput): void {
    this.context.selectPoint(null);
    if (pointer.alt) this.#selectNextInPile(pointer);
    else if (pointer.shift || pointer.mod) this.#toggle(smallestAt(this.context, this.press));
    else this.#selectOnly(smallestAt(this.context, this.press));
  }

  #selectNextInPile(pointer: PointerInput): void {
    const [current = null] = this.context.selection;
    const point = screenToImage(this.context.camera, this.press.point);
    const next = this.context.scene.nextRegionAt(point, edgeTolerance(this.context, pointer), current);
    this.#selectOnly(next?.id ?? null);
  }

  #selectOnly(id: string | null): void {
    this.context.select(id === null ? [] : [id]);
  }

  #toggle(id: string | null): void {
    if (id === null) return;
    const ids = [...this.context.selection];
    this.context.select(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
  }
}
