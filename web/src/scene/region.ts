/** One region as the canvas shows it. */

import type { Region } from '../regions/region';

export type RegionKind = 'suggestion' | 'annotation';

/** The state of review; an annotation made by hand is `accepted`. */
export type ReviewState = 'open' | 'accepted' | 'edited' | 'rejected';

/** What a region on the canvas is about. */
export interface RegionFacts {
  readonly id: string;
  readonly kind: RegionKind;
  readonly conceptName: string;
  /** `#rrggbb`: the concept's colour, the same in every state and place. */
  readonly colour: string;
  /** The model's probability in [0, 1]; null where a person drew it. */
  readonly score: number | null;
  readonly state: ReviewState;
  /** Hidden regions are neither drawn nor hit. */
  readonly hidden: boolean;
  /** The number in "sheep.3"; null where it has none. */
  readonly instance: number | null;
}

/** A region with what it is about; `form` says whether it has points. */
export type SceneRegion = RegionFacts & Region;

/** Return "sheep.3", or "sheep" without a number. */
export function regionName(region: SceneRegion): string {
  return region.instance === null ? region.conceptName : `${region.conceptName}.${region.instance}`;
}

/** Return the text on the plate: name, and the probability in whole percent where a model gave one. */
export function regionLabel(region: SceneRegion): string {
  const name = regionName(region);
  return region.score === null ? name : `${name} ${Math.round(region.score * 100)} %`;
}
