/** How changes move a board: the same for what this page did, what others did, and what is expected of the server. */

import type { Schemas } from './client';
import type { Vocabulary } from './vocabulary';

export type Board = Schemas['BoardOut'];
export type Change = Schemas['ChangeOut'];
export type ChangeSet = Schemas['ChangeSetOut'];
export type Suggestion = Schemas['SuggestionOut'];
export type Annotation = Schemas['AnnotationOut'];
export type InputOut = Schemas['InputOut'];

/** Something that cannot be shown from the changes alone: the board has to be loaded again. */
export class BoardUnknown extends Error {
  constructor(reason: string) {
    super(`The board must be loaded again: ${reason}.`);
    this.name = 'BoardUnknown';
  }
}

/**
 * Return `board` after `changes`; changes of other inputs only teach the vocabulary.
 *
 * Args:
 *   seq: the number of the change set, which is the revision of what it touched; null for what is only expected.
 *
 * Raises: BoardUnknown
 */
export function applyChanges(
  board: Board,
  changes: readonly Change[],
  seq: number | null,
  vocabulary: Vocabulary,
): Board {
  const suggestions = new Map<string, Suggestion>();
  const annotations = new Map(board.annotations.map((annotation) => [annotation.id, annotation]));
  let { input } = board;
  for (const change of changes) {
    if (change.kind === 'relation') throw new BoardUnknown('a concept relation was changed');
    if (change.kind === 'concept') learnConcept(change, vocabulary);
    else if (change.kind === 'suggestion') moveSuggestion(board, suggestions, change);
    else if (change.kind === 'annotation') moveAnnotation(board, annotations, change, seq, vocabulary);
    else if (change.id === input.id) input = withDone(input, change);
  }
  return {
    ...board,
    input: countInput({ ...input, revision: seq ?? input.revision }, changes, board.input.id),
    suggestions: suggestions.size
      ? board.suggestions.map((line) => suggestions.get(line.id) ?? line)
      : board.suggestions,
    annotations: [...annotations.values()],
  };
}

/** Return the changes that take `changes` back, last first. */
export function invertChanges(changes: readonly Change[]): Change[] {
  return [...changes].reverse().map(({ kind, id, before, after }) => ({ kind, id, before: after, after: before }));
}

/** Return the input with its counts and status moved by changes of it. */
export function countInput(input: InputOut, changes: readonly Change[], inputId: string): InputOut {
  let { n_open, n_annotations } = input;
  for (const { kind, id, before, after } of changes) {
    if (kind === 'suggestion') n_open += isOpen(after) - isOpen(before);
    else if (kind === 'annotation') n_annotations += Number(after !== null) - Number(before !== null);
    else if (kind === 'input' && id === inputId) input = withDone(input, { after });
  }
  return withStatus({ ...input, n_open, n_annotations });
}

function withDone(input: InputOut, { after }: Pick<Change, 'after'>): InputOut {
  return typeof after?.['done'] === 'boolean' ? { ...input, done: after['done'] } : input;
}

/** Return whether the change set deletes (true) or restores (false) the input; null if it does neither. */
export function deletes({ changes }: Pick<ChangeSet, 'changes'>, inputId: string): boolean | null {
  const change = changes.find(
    ({ kind, id, after }) => kind === 'input' && id === inputId && after && 'deleted' in after,
  );
  return change ? change.after?.['deleted'] === true : null;
}

export function withStatus(input: InputOut): InputOut {
  if (input.done) return { ...input, status: 'done' };
  if (input.n_annotations > 0) return { ...input, status: 'labeled' };
  return { ...input, status: input.n_open > 0 ? 'has_suggestions' : 'unlabeled' };
}

function isOpen(fields: Change['after']): number {
  return Number(fields?.['state'] === 'open');
}

function learnConcept(change: Change, vocabulary: Vocabulary): void {
  if (change.after === null) return;
  if (change.before !== null) throw new BoardUnknown('a concept was changed');
  const { name, colour } = change.after as { name: string; colour: string };
  vocabulary.learnConcept({ id: change.id, name, colour });
}

function moveSuggestion(board: Board, moved: Map<string, Suggestion>, change: Change): void {
  const current = moved.get(change.id) ?? board.suggestions.find(({ id }) => id === change.id);
  if (current && change.after) moved.set(change.id, { ...current, ...(change.after as Partial<Suggestion>) });
}

function moveAnnotation(
  board: Board,
  annotations: Map<string, Annotation>,
  change: Change,
  seq: number | null,
  vocabulary: Vocabulary,
): void {
  const { id, before, after } = change;
  const current = annotations.get(id);
  if (after === null) annotations.delete(id);
  else if (current) annotations.set(id, named(id, { ...current, ...after }, seq, vocabulary));
  else if (before === null && after['input_id'] === board.input.id)
    annotations.set(id, named(id, after, seq, vocabulary));
}

function named(id: string, fields: object, seq: number | null, vocabulary: Vocabulary): Annotation {
  const values = fields as Annotation;
  const concept = vocabulary.concept(values.concept_id);
  const annotator = vocabulary.annotatorName(values.annotator_id);
  if (!concept) throw new BoardUnknown('a concept is new to this page');
  if (annotator === null) throw new BoardUnknown('an annotator is new to this page');
  return {
    ...values,
    id,
    concept_name: concept.name,
    colour: concept.colour,
    annotator_name: annotator,
    revision: seq ?? values.revision ?? 0,
  };
}
