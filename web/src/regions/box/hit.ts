/** Where a point is in relation to a box. */

import type { Box } from '../../geometry/box';
import type { ImagePoint } from '../../geometry/point';

export type Hit = 'inside' | 'edge' | 'outside';

/** Return whether `point` is on the edge (within `tolerance` image pixels on either side), inside, or outside. */
export function hitBox(box: Box, point: ImagePoint, tolerance: number): Hit {
  const inward = Math.min(point.x - box.xMin, box.xMax - point.x, point.y - box.yMin, box.yMax - point.y);
  if (inward > tolerance) return 'inside';
  return inward >= -tolerance ? 'edge' : 'outside';
}
