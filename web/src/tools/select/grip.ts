/** What a drag has hold of: selected regions, or one handle. */

import type { ToolContext } from '../../editor/tool';
import { imagePoint, type ImagePoint } from '../../geometry/point';
import { moveTogether, type PlacedRegion } from '../../regions/group';
import { dragHandle, positionOf, seenHandle, type Handle } from '../../regions/handles';
import { pointOf } from './target';

export interface Grip {
  readonly name: string;
  readonly cursor: string;
  readonly ids: readonly string[];
  /** Return where the regions are with the pointer at `to`. */
  regionsAt(to: ImagePoint): readonly PlacedRegion[];
  /** The person has let go. */
  letGo(): void;
}

/** Regions follow the pointer and stop at the picture's edge. */
export function gripRegions(context: ToolContext, ids: readonly string[], grabbedAt: ImagePoint): Grip {
  const before = shownOf(context, ids);
  return {
    name: 'dragging',
    cursor: 'move',
    ids: before.map(({ id }) => id),
    regionsAt: ({ x, y }) => moveTogether(before, x - grabbedAt.x, y - grabbedAt.y, context.picture),
    letGo: () => undefined,
  };
}

/** One handle follows the pointer; the sides and points it does not move stay exactly where they are. */
export function gripHandle(context: ToolContext, id: string, handle: Handle, grabbedAt: ImagePoint): Grip {
  const before = shownOf(context, [id]);
  const at = (before[0] && positionOf(before[0].region, handle)) ?? grabbedAt;
  return {
    name: 'resizing',
    cursor: seenHandle(handle, context.camera.turn).cursor,
    ids: [id],
    // The handle keeps its distance from the pointer, so that the side does not jump when grabbed beside it.
    regionsAt: ({ x, y }) => {
      const to = imagePoint(x + at.x - grabbedAt.x, y + at.y - grabbedAt.y);
      return before.map(({ region }) => ({ id, region: dragHandle(region, handle, to, context.picture) }));
    },
    letGo: () => context.selectPoint(pointOf(handle)),
  };
}

function shownOf(context: ToolContext, ids: readonly string[]): readonly PlacedRegion[] {
  return ids.flatMap((id) => {
    const region = context.shownRegion(id);
    return region ? [{ id, region }] : [];
  });
}
