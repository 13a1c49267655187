/**
 * What the server will probably answer to a wish, so that the page shows it at once.
 *
 * The server decides: its change set replaces what was foreseen here, and a problem takes it back.
 */

import { foldedSuggestions } from '../review/fold';
import type { Annotation, Board, Change, Suggestion } from './changes';
import { toRegion } from './region';
import { isChangeable } from './rows';
import type { Vocabulary } from './vocabulary';
import { provisionalId, type RegionEdit, type Wish } from './wish';

type Region = Suggestion['region'];

/** Return the changes that a wish will make to a board. `key` is the idempotency key that the wish is sent with. */
export function foresee(wish: Wish, board: Board, key: string, vocabulary: Vocabulary): Change[] {
  switch (wish.action) {
    case 'accept':
      return suggestionsOf(board, wish.suggestion_ids).flatMap((line) => accept(line, board, vocabulary));
    case 'accept_all':
      return acceptable(board, wish.min_score, wish.max_score).flatMap((line) => accept(line, board, vocabulary));
    case 'revert':
      return behind(board, wish.suggestion_ids, vocabulary).flatMap((annotation) => remove(annotation, board));
    case 'reject':
      return suggestionsOf(board, wish.suggestion_ids).flatMap((line) => move(line, 'open', 'rejected'));
    case 'restore':
      return suggestionsOf(board, wish.suggestion_ids).flatMap((line) => move(line, 'rejected', 'open'));
    case 'add':
      return add(board, wish.concept_name.trim(), wish.region ?? null, key, vocabulary);
    case 'edit_regions':
      return wish.edits.flatMap((edit) => editRegion(board, edit, vocabulary));
    case 'delete':
      return annotationsOf(board, wish.annotation_ids, vocabulary).flatMap((annotation) => remove(annotation, board));
    case 'rename':
      return annotationsOf(board, wish.annotation_ids, vocabulary).map((annotation) =>
        rename(annotation, wish.name.trim(), vocabulary),
      );
    case 'reassign':
      return reassign(board, wish, vocabulary);
    case 'mark_done':
      return [{ kind: 'input', id: board.input.id, before: { done: board.input.done }, after: { done: wish.done } }];
  }
}

/** Return the open suggestions within the range that accept-all takes: those that nothing on the board says already. */
export function acceptable(board: Board, min: number, max: number): Suggestion[] {
  const within = board.suggestions.filter((line) => line.state === 'open' && line.score >= min && line.score <= max);
  const folded = foldedSuggestions(within.map(toLabeling), board.annotations.map(toLabeling));
  return within.filter((line) => !folded.has(line.id));
}

function toLabeling<T extends { concept_name: string; region: Region }>(labeled: T) {
  return { ...labeled, conceptName: labeled.concept_name, region: toRegion(labeled.region) };
}

/** What of a suggestion is corrected when it is accepted. */
interface Correction {
  readonly region?: Region;
  readonly name?: string;
}

function accept(line: Suggestion, board: Board, vocabulary: Vocabulary, edited: Correction = {}): Change[] {
  if (line.state !== 'open') return [];
  const name = edited.name ?? line.concept_name;
  const isDouble = board.annotations.some(
    ({ region, concept_name, annotator_id }) =>
      !region && !line.region && concept_name === name && annotator_id === vocabulary.me.id,
  );
  if (isDouble) return [];
  const isOwn = name === line.concept_name;
  const isEdited = !isOwn || Boolean(edited.region);
  const fields = {
    input_id: board.input.id,
    concept_id: isOwn ? vocabulary.idOf(name, line.colour) : vocabulary.idOf(name),
    region: edited.region ?? line.region,
    annotator_id: vocabulary.me.id,
    provenance: isEdited ? 'edited' : 'accepted',
    created_at: new Date().toISOString(),
    suggestion_id: line.id,
    model_version: board.prediction?.model_version ?? null,
    score: line.score,
    original_name: isOwn ? line.original_name : null,
  };
  return [
    { kind: 'annotation', id: provisionalId(line.id), before: null, after: fields },
    ...move(line, 'open', isEdited ? 'edited' : 'accepted'),
  ];
}

function move(line: Suggestion, from: Suggestion['state'], to: Suggestion['state']): Change[] {
  if (line.state !== from) return [];
  return [{ kind: 'suggestion', id: line.id, before: { state: from }, after: { state: to } }];
}

function remove(annotation: Annotation, board: Board): Change[] {
  const { id, suggestion_id } = annotation;
  const line = board.suggestions.find((candidate) => candidate.id === suggestion_id);
  const fields = { ...annotation, input_id: board.input.id };
  return [{ kind: 'annotation', id, before: fields, after: null }, ...(line ? move(line, line.state, 'open') : [])];
}

function add(board: Board, name: string, region: Region, key: string, vocabulary: Vocabulary): Change[] {
  const isDouble = board.annotations.some(
    (other) => !region && !other.region && other.concept_name === name && other.annotator_id === vocabulary.me.id,
  );
  if (isDouble) return [];
  const fields = {
    input_id: board.input.id,
    concept_id: vocabulary.idOf(name),
    region,
    annotator_id: vocabulary.me.id,
    provenance: 'by_hand',
    created_at: new Date().toISOString(),
    suggestion_id: null,
    model_version: null,
    score: null,
    original_name: null,
  };
  return [{ kind: 'annotation', id: provisionalId(key), before: null, after: fields }];
}

function editRegion(board: Board, edit: RegionEdit, vocabulary: Vocabulary): Change[] {
  const { annotation_id, suggestion_id, region } = edit;
  const line = board.suggestions.find(({ id }) => id === suggestion_id);
  const annotation = board.annotations.find(
    ({ id, suggestion_id: behindIt }) => id === annotation_id || (line && behindIt === line.id),
  );
  if (!annotation) return line ? accept(line, board, vocabulary, { region }) : [];
  if (!isChangeable(annotation, vocabulary.me)) return [];
  const owner = board.suggestions.find(({ id }) => id === annotation.suggestion_id);
  const provenance = annotation.suggestion_id ? 'edited' : annotation.provenance;
  const before = { region: annotation.region, provenance: annotation.provenance };
  return [
    { kind: 'annotation', id: annotation.id, before, after: { region, provenance } },
    ...(owner ? move(owner, 'accepted', 'edited') : []),
  ];
}

function rename(
  { id, concept_id, concept_name, original_name }: Annotation,
  name: string,
  vocabulary: Vocabulary,
): Change {
  const first = original_name ?? concept_name;
  const after = { concept_id: vocabulary.idOf(name), original_name: name === first ? null : first };
  return { kind: 'annotation', id, before: { concept_id, original_name }, after };
}

function reassign(board: Board, wish: Extract<Wish, { action: 'reassign' }>, vocabulary: Vocabulary): Change[] {
  const name = wish.name.trim();
  return [
    ...annotationsOf(board, wish.annotation_ids, vocabulary).flatMap((annotation) =>
      correct(annotation, name, board, vocabulary),
    ),
    ...suggestionsOf(board, wish.suggestion_ids).flatMap((line) => accept(line, board, vocabulary, { name })),
  ];
}

function correct(annotation: Annotation, name: string, board: Board, vocabulary: Vocabulary): Change[] {
  const { id, concept_id, concept_name, original_name, provenance, suggestion_id } = annotation;
  if (name === concept_name) return [];
  const before = { concept_id, original_name, provenance };
  const after = {
    concept_id: vocabulary.idOf(name),
    original_name: null,
    provenance: suggestion_id ? 'edited' : provenance,
  };
  const line = board.suggestions.find((candidate) => candidate.id === suggestion_id);
  return [{ kind: 'annotation', id, before, after }, ...(line ? move(line, 'accepted', 'edited') : [])];
}

function suggestionsOf(board: Board, ids: readonly string[]): Suggestion[] {
  const wanted = new Set(ids);
  return board.suggestions.filter(({ id }) => wanted.has(id));
}

/** Return those of these annotations that whoever works here may change. */
function annotationsOf(board: Board, ids: readonly string[], { me }: Vocabulary): Annotation[] {
  const wanted = new Set(ids);
  return board.annotations.filter((annotation) => wanted.has(annotation.id) && isChangeable(annotation, me));
}

function behind(board: Board, suggestionIds: readonly string[], { me }: Vocabulary): Annotation[] {
  const wanted = new Set(suggestionIds);
  const isBehind = ({ suggestion_id }: Annotation) => suggestion_id !== null && wanted.has(suggestion_id);
  return board.annotations.filter((annotation) => isBehind(annotation) && isChangeable(annotation, me));
}
