/** A board as rows: a suggestion and the annotation it became are one. */

import type { Row } from '../review/row';
import type { Annotation, Board, Suggestion } from './changes';
import { toRegion } from './region';

/**
 * Return every suggestion and annotation of the board as a row.
 *
 * Args:
 *   keyOf: an id of an annotation that does not change while it is on its way to the server.
 */
export function rowsOf(board: Board, keyOf: (annotation: Annotation) => string): Row[] {
  const modelVersion = board.prediction?.model_version ?? null;
  const behind = new Set(board.annotations.map(({ suggestion_id }) => suggestion_id));
  const lines = board.suggestions.filter(({ id }) => !behind.has(id));
  return [
    ...board.annotations.map((annotation) => toAnnotated(annotation, keyOf)),
    ...lines.map((line) => toSuggested(line, modelVersion)),
  ];
}

function toAnnotated(annotation: Annotation, keyOf: (annotation: Annotation) => string): Row {
  return {
    id: keyOf(annotation),
    conceptName: annotation.concept_name,
    originalName: annotation.original_name,
    colour: annotation.colour,
    score: annotation.score,
    region: toRegion(annotation.region),
    state: annotation.provenance === 'edited' ? 'edited' : 'accepted',
    suggestionId: annotation.suggestion_id,
    annotationId: annotation.id,
    annotatorName: annotation.annotator_name,
    modelVersion: annotation.model_version,
  };
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
    annotatorName: null,
    modelVersion,
  };
}
