import { describe, expect, it } from 'vitest';

import type { Annotation, Board, Suggestion } from './changes';
import { rowsOf } from './rows';

const me = { id: 'me', is_admin: false };
const keyOf = ({ id, suggestion_id }: Annotation) => suggestion_id ?? id;

function line(id: string): Suggestion {
  return {
    id,
    concept_name: 'sheep',
    original_name: null,
    colour: '#000000',
    score: 0.5,
    region: [0, 0, 10, 10],
    state: 'open',
  } as Suggestion;
}

function label(id: string, annotatorId = 'me'): Annotation {
  return {
    id,
    suggestion_id: null,
    concept_id: 'c',
    concept_name: 'sheep',
    region: [0, 0, 10, 10],
    annotator_id: annotatorId,
    annotator_name: annotatorId,
    provenance: 'by_hand',
  } as unknown as Annotation;
}

function board(suggestions: readonly Suggestion[], annotations: readonly Annotation[], version = 'model:m@1'): Board {
  return { suggestions, annotations, prediction: { model_version: version } } as unknown as Board;
}

describe('rows', () => {
  it('stay the same as long as what they show does', () => {
    const [lines, labels] = [[line('a'), line('b')], [label('x')]];
    const before = rowsOf(board(lines, labels), keyOf, me);
    const after = rowsOf(board([line('a'), ...lines.slice(1)], [...labels, label('y')]), keyOf, me);
    const find = (rows: typeof before, id: string) => rows.find((row) => row.id === id);
    expect(find(after, 'b')).toBe(find(before, 'b'));
    expect(find(after, 'x')).toBe(find(before, 'x'));
    expect(find(after, 'a')).not.toBe(find(before, 'a'));
  });

  it('are made anew for another model, another id, another person who looks', () => {
    const [lines, labels] = [[line('a')], [label('x', 'you')]];
    const [own, suggested] = rowsOf(board(lines, labels), keyOf, me);
    expect([own?.isChangeable, suggested?.modelVersion]).toEqual([false, 'model:m@1']);
    const other = rowsOf(board(lines, labels, 'model:m@2'), () => 'lasting', { ...me, is_admin: true });
    expect(other.map(({ id, isChangeable, modelVersion }) => [id, isChangeable, modelVersion])).toEqual([
      ['lasting', true, undefined],
      ['a', true, 'model:m@2'],
    ]);
  });
});
