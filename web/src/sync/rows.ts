/** A board as rows: a suggestion and the annotation it became are one, and so are several people's labels of the input. */

import type { Annotator, Row } from '../review/row';
import type { Annotation, Board, Suggestion } from './changes';
import { toRegion } from './region';

/** Who looks at the board. */
export interface Looker {
  readonly id: string;
  readonly is_admin: boolean;
}

const DID = { by_hand: 'added', accepted: 'accepted', edited: 'edited' } as const;

/**
 * Return every suggestion and annotation of the board as a row.
 *
 * Args:
 *   keyOf: an id of an annotation that does not change while it is on its way to the server.
 *   me: of several people's labels with one concept, this one's own is what the row acts on.
 */
export function rowsOf(board: Board, keyOf: (annotation: Annotation) => string, me: Looker): Row[] {
  const modelVersion = board.prediction?.model_version ?? null;
  const behind = new Set(board.annotations.map(({ suggestion_id }) => suggestion_id));
  const lines = board.suggestions.filter(({ id }) => !behind.has(id));
  return [
    ...together(board.annotations).map((labels) => keptAnnotated(labels, keyOf, me)),
    ...lines.map((line) => keptSuggested(line, modelVersion)),
  ];
}

/** Whether `me` may change and delete the annotation: its annotator and an admin may. */
export function isChangeable({ annotator_id }: { readonly annotator_id: string }, me: Looker): boolean {
  return me.is_admin || annotator_id === me.id;
}

/** Return the annotations in groups: those of the whole input that carry one concept are one group. */
function together(annotations: readonly Annotation[]): Annotation[][] {
  const groups = new Map<string, Annotation[]>();
  for (const annotation of annotations) {
    const key = annotation.region === null ? `concept ${annotation.concept_id}` : annotation.id;
    const group = groups.get(key);
    if (group) group.push(annotation);
    else groups.set(key, [annotation]);
  }
  return [...groups.values()];
}

/** What a label of the board has been as a row: as long as it is the same, so is its row, and nothing is drawn anew. */
const annotatedRows = new WeakMap<Annotation, Row>();
const suggestedRows = new WeakMap<Suggestion, Row>();

function keptAnnotated(labels: readonly Annotation[], keyOf: (annotation: Annotation) => string, me: Looker): Row {
  const [only, ...others] = labels;
  if (!only || others.length > 0) return toAnnotated(labels, keyOf, me);
  const kept = annotatedRows.get(only);
  if (kept && kept.id === keyOf(only) && kept.isChangeable === isChangeable(only, me)) return kept;
  const row = toAnnotated(labels, keyOf, me);
  annotatedRows.set(only, row);
  return row;
}

function keptSuggested(line: Suggestion, modelVersion: string | null): Row {
  const kept = suggestedRows.get(line);
  if (kept && kept.modelVersion === modelVersion) return kept;
  const row = toSuggested(line, modelVersion);
  suggestedRows.set(line, row);
  return row;
}

function toAnnotated(labels: readonly Annotation[], keyOf: (annotation: Annotation) => string, me: Looker): Row {
  const mine = labels.find(({ annotator_id }) => annotator_id === me.id);
  const annotation = mine ?? (labels[0] as Annotation);
  const lasting = labels.find(({ suggestion_id }) => suggestion_id !== null) ?? (labels[0] as Annotation);
  return {
    id: keyOf(lasting),
    conceptName: annotation.concept_name,
    originalName: annotation.original_name,
    colour: annotation.colour,
    score: annotation.score,
    region: toRegion(annotation.region),
    state: annotation.provenance === 'edited' ? 'edited' : 'accepted',
    suggestionId: annotation.suggestion_id,
    annotationId: annotation.id,
    annotators: labels.map(toAnnotator),
    isChangeable: isChangeable(annotation, me),
    modelVersion: lasting.model_version,
  };
}

function toAnnotator({ annotator_id, annotator_name, provenance }: Annotation): Annotator {
  return { id: annotator_id, name: annotator_name, did: DID[provenance] };
}

function toSuggested(line: Suggestion, modelVersion: string | null): Row {
  return {
    id: line.id,
    conceptName: line.concept_name,
    originalName: line.original_name,
    colour: line.colour,
    score: line.score,
    region: toRegion(line.region),
    state: line.state,
    suggestionId: line.id,
    annotationId: null,
    annotators: [],
    isChangeable: true,
    modelVersion,
  };
}
