/** Where a point is in relation to a polygon. */

import type { ImagePoint } from '../../geometry/point';
import { distanceToOutline, isInPolygon, type Points } from '../../geometry/polygon';
import type { Hit } from '../box/hit';

/** Return whether `point` is on an edge (within `tolerance` image pixels on either side), inside, or outside. */
export function hitPolygon(points: Points, point: ImagePoint, tolerance: number): Hit {
  if (distanceToOutline(points, point) <= tolerance) return 'edge';
  return isInPolygon(points, point) ? 'inside' : 'outside';
}
