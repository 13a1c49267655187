import type { KeyInput, PointerInput } from '../../editor/input';
import type { Step, ToolContext, ToolState } from '../../editor/tool';
import { clampToPicture } from '../../geometry/box';
import { screenToImage } from '../../geometry/camera';
import { screenPoint } from '../../geometry/point';
import { polygonRegion } from '../../regions/region';
import { Drawing } from './Drawing';

/** A polygon placed by key is a square about the middle of the canvas, at these parts of it. */
const PLACED_AT = [
  [1 / 3, 1 / 3],
  [2 / 3, 1 / 3],
  [2 / 3, 2 / 3],
  [1 / 3, 2 / 3],
] as const;

export class Idle implements ToolState {
  readonly name = 'idle';
  readonly cursor = 'crosshair';

  constructor(private readonly context: ToolContext) {}

  pointerDown(pointer: PointerInput): Step {
    if (pointer.button !== 0) return 'stay';
    return new Drawing(this.context, pointer);
  }

  /** Shift+Enter places a polygon in the middle of the view, for people who use no pointer; its points are moved by keys. */
  keyDown(key: KeyInput): Step | null {
    if (key.key !== 'Enter' || !key.shift || key.mod || key.alt || this.context.picture.width === 0) return null;
    const { camera, picture, viewport } = this.context;
    const points = PLACED_AT.map(([x, y]) => {
      const at = screenPoint(viewport.width * x, viewport.height * y);
      return clampToPicture(screenToImage(camera, at), picture);
    });
    this.context.commitDraft(polygonRegion(points));
    return 'stay';
  }

  cancel(): void {
    // Nothing has begun.
  }
}
