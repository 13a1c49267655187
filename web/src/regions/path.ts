/** A region as the path of an SVG element. */

import { imageToScreen, type Camera } from '../geometry/camera';
import type { Points } from '../geometry/polygon';
import { pointsOf, type Region } from './region';

/** Return the closed path around the region, in CSS pixels of the canvas. */
export function regionPath(region: Region, camera: Camera): string {
  return `${linePath(pointsOf(region), camera)}Z`;
}

/** Return the open path through `points`. */
export function linePath(points: Points, camera: Camera): string {
  return points
    .map((point, at) => {
      const { x, y } = imageToScreen(camera, point);
      return `${at === 0 ? 'M' : 'L'}${x} ${y}`;
    })
    .join('');
}
