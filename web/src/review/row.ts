/** One line of the panes: a suggestion, the annotation it became, or an annotation added by hand. */

import type { Region } from '../regions/region';
import type { ReviewState } from '../scene/region';
import type { Scored } from './suggestion';

/** Who stands behind a label, and how it came about. */
export interface Annotator {
  readonly id: string;
  readonly name: string;
  readonly did: 'added' | 'accepted' | 'edited';
}

export interface Row extends Scored {
  /** Stays the same while the row is reviewed. */
  readonly id: string;
  readonly conceptName: string;
  /** The name before a concept relation led to another; null if there is none. */
  readonly originalName: string | null;
  /** `#rrggbb` */
  readonly colour: string;
  readonly score: number | null;
  /** null: it labels the whole input. */
  readonly region: Region | null;
  readonly state: ReviewState;
  readonly suggestionId: string | null;
  readonly annotationId: string | null;
  /** Who stands behind it, the first one first; several can label the whole input with one concept. */
  readonly annotators: readonly Annotator[];
  /** Whoever works here may change and delete the annotation. */
  readonly isChangeable: boolean;
  /** `model:<id>@<version>` of the model that suggested it. */
  readonly modelVersion: string | null;
}

export function isAnnotated(row: Row): boolean {
  return row.annotationId !== null;
}

export function isOpen(row: Row): boolean {
  return row.annotationId === null && row.state === 'open';
}

/** Return the names a search finds the row by. */
export function namesOf(row: Row): readonly string[] {
  return row.originalName === null ? [row.conceptName] : [row.conceptName, row.originalName];
}
