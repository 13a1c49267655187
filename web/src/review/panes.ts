/** What the Classifications and the Objects pane list, in which order, and what accept-all would take. */

import { foldedSuggestions } from './fold';
import { groupByConcept, sortByScore, type ConceptGroup } from './order';
import { isAnnotated, isOpen, namesOf, type Row } from './row';
import { searchItems } from './search';
import { isInRange, type ThresholdRange } from './threshold';

export interface PaneChoice {
  /** AI Assist is on: suggestions are shown. */
  readonly isAssisted: boolean;
  readonly range: ThresholdRange;
  readonly search: string;
  /** Whose labels are shown: a user's, by id, or what models suggested; null is everybody's. */
  readonly annotator: string | null;
}

/** Stands for all models among the annotators. */
export const MODELS = 'models';

/** The rows of one kind. */
export interface Pane {
  /** Annotations, and the open suggestions within the range. */
  readonly rows: readonly Row[];
  /** Open suggestions that say what an annotation says already. */
  readonly folded: readonly Row[];
  readonly rejected: readonly Row[];
}

export interface Panes {
  readonly classifications: Pane;
  readonly objects: Pane & { readonly groups: readonly ConceptGroup<Row>[] };
  /** What accept-all takes, whatever is searched for; the best first. */
  readonly acceptable: readonly Row[];
  /** The probabilities of everything the model suggests. */
  readonly scores: readonly number[];
}

/** Return what the panes show of the rows of one input. */
export function panesOf(rows: readonly Row[], choice: PaneChoice): Panes {
  const suggested = choice.isAssisted ? rows.filter((row) => !isAnnotated(row)) : [];
  const annotated = rows.filter(isAnnotated);
  const within = suggested.filter((row) => isOpen(row) && isInRange(scoreOf(row), choice.range));
  const foldedIds = foldedSuggestions(
    within.map((row) => ({ ...row, score: scoreOf(row) })),
    annotated,
  );
  const acceptable = sortByScore(within.filter((row) => !foldedIds.has(row.id)));
  const listed = (some: readonly Row[]) =>
    sortByScore(searchItems(some, choice.search, namesOf)).filter((row) => isBy(row, choice.annotator));
  const shown = listed([...annotated, ...acceptable]);
  const paneOf = (isOfKind: (row: Row) => boolean): Pane => {
    const others = listed(suggested).filter(isOfKind);
    return {
      rows: shown.filter(isOfKind),
      folded: others.filter((row) => foldedIds.has(row.id)),
      rejected: others.filter((row) => row.state === 'rejected'),
    };
  };
  const objects = paneOf((row) => row.region !== null);
  return {
    classifications: paneOf((row) => row.region === null),
    objects: { ...objects, groups: groupByConcept(objects.rows, [...objects.folded, ...objects.rejected]) },
    acceptable,
    scores: rows.filter((row) => row.suggestionId !== null && row.score !== null).map(scoreOf),
  };
}

function isBy(row: Row, annotator: string | null): boolean {
  if (annotator === null) return true;
  return annotator === MODELS ? row.modelVersion !== null : row.annotators.some(({ id }) => id === annotator);
}

function scoreOf(row: Row): number {
  return row.score ?? 1;
}
