/** Regions as the server writes them: a box is four numbers, a polygon at least three pairs of numbers. */

import { imagePoint } from '../geometry/point';
import { boxRegion, polygonRegion, type PolygonRegion, type Region } from '../regions/region';
import type { Schemas } from './client';

/** A region of a board, of a change or of a wish. */
export type RegionJson = NonNullable<Schemas['SuggestionOut']['region']>;
type PolygonJson = [number, number][];

const polygons = new WeakMap<PolygonJson, PolygonRegion>();

/** Return the region; of one polygon always the same one, so that what is known of it stays known. */
export function toRegion(json: RegionJson | null): Region | null {
  if (json === null) return null;
  if (isPolygonJson(json)) {
    const polygon = polygons.get(json) ?? polygonRegion(json.map(([x, y]) => imagePoint(x, y)));
    polygons.set(json, polygon);
    return polygon;
  }
  const [xMin, yMin, xMax, yMax] = json;
  return boxRegion({ xMin, yMin, xMax, yMax });
}

export function toRegionJson(region: Region): RegionJson {
  if (region.form === 'polygon') return region.points.map(({ x, y }): [number, number] => [x, y]);
  const { xMin, yMin, xMax, yMax } = region.box;
  return [xMin, yMin, xMax, yMax];
}

function isPolygonJson(json: RegionJson): json is PolygonJson {
  return typeof json[0] === 'object';
}
