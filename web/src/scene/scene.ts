/** The list of regions with its spatial index; a scene is never changed, a new list makes a new scene. */

import Flatbush from 'flatbush';

import type { Box } from '../geometry/box';
import type { ImagePoint } from '../geometry/point';
import { hitRegion, meetsOutline, regionArea } from '../regions/region';
import type { SceneRegion } from './region';

export class Scene {
  static readonly empty = new Scene([]);

  readonly #byId: ReadonlyMap<string, SceneRegion>;
  #index: Flatbush | null = null;

  constructor(readonly regions: readonly SceneRegion[]) {
    this.#byId = new Map(regions.map((region) => [region.id, region]));
  }

  find(id: string): SceneRegion | null {
    return this.#byId.get(id) ?? null;
  }

  /** Return the shown regions that touch `box`, in the order of the list. */
  regionsIn(box: Box): SceneRegion[] {
    if (this.regions.length === 0) return [];
    const found = this.#indexed().search(box.xMin, box.yMin, box.xMax, box.yMax);
    return found
      .sort((a, b) => a - b)
      .map((position) => this.regions[position])
      .filter((region): region is SceneRegion => region !== undefined && !region.hidden);
  }

  /** Return the shown regions whose outline meets `box` or is in it; one that has the whole box inside it is around it. */
  regionsMeeting(box: Box): SceneRegion[] {
    return this.regionsIn(box).filter((region) => meetsOutline(region, box));
  }

  /** Return the shown regions under `point`, the smallest first, so that nested ones can be reached. */
  regionsAt(point: ImagePoint, tolerance: number): SceneRegion[] {
    const around = { xMin: point.x, yMin: point.y, xMax: point.x, yMax: point.y };
    return this.regionsIn(grow(around, tolerance))
      .filter((region) => hitRegion(region, point, tolerance) !== 'outside')
      .sort((a, b) => regionArea(a) - regionArea(b));
  }

  /** Return the region after `current` in the pile under `point`, from the largest back to the smallest. */
  nextRegionAt(point: ImagePoint, tolerance: number, current: string | null): SceneRegion | null {
    const pile = this.regionsAt(point, tolerance);
    const position = pile.findIndex((region) => region.id === current);
    return pile[(position + 1) % Math.max(pile.length, 1)] ?? null;
  }

  /** Build the index when it is first asked for: a scene that is only drawn whole never needs it. */
  #indexed(): Flatbush {
    if (this.#index) return this.#index;
    const index = new Flatbush(this.regions.length);
    for (const { box } of this.regions) index.add(box.xMin, box.yMin, box.xMax, box.yMax);
    index.finish();
    this.#index = index;
    return index;
  }
}

function grow(box: Box, by: number): Box {
  return { xMin: box.xMin - by, yMin: box.yMin - by, xMax: box.xMax + by, yMax: box.yMax + by };
}
