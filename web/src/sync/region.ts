/** Regions as the server writes them: a box is four numbers, a polygon at least three pairs of numbers. */

import { imagePoint } from '../geometry/point';
import { boxRegion, polygonRegion, type Region } from '../regions/region';

/** A region of a board, of a change or of a wish. */
export type RegionJson = Xyxy | [number, number][];
type Xyxy = [number, number, number, number];

export function toRegion(json: RegionJson | null): Region | null {
  if (json === null) return null;
  if (isBoxJson(json)) {
    const [xMin, yMin, xMax, yMax] = json;
    return boxRegion({ xMin, yMin, xMax, yMax });
  }
  return polygonRegion(json.map(([x, y]) => imagePoint(x, y)));
}

export function toRegionJson(region: Region): Xyxy {
  const { xMin, yMin, xMax, yMax } = region.box;
  if (region.form === 'box') return [xMin, yMin, xMax, yMax];
  return region.points.map(({ x, y }) => [x, y]) as unknown as Xyxy;
}

function isBoxJson(json: RegionJson): json is Xyxy {
  return typeof json[0] === 'number';
}
