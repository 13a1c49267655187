import { describe, expect, it } from 'vitest';

import { boardOf, ME } from '../../tests/FakeServer';
import type { Annotation } from './changes';
import { rowsOf } from './rows';

const keyOf = ({ id }: { readonly id: string }) => id;

function label(id: string, annotator_name: string, region: Annotation['region']): Annotation {
  return {
    id,
    annotator_id: annotator_name === ME.name ? ME.id : annotator_name,
    annotator_name,
    region,
    concept_id: 'c',
    concept_name: 'dog',
    original_name: null,
    colour: '#112233',
    provenance: 'by_hand',
    suggestion_id: null,
    model_version: null,
    score: null,
    revision: 1,
    created_at: '2026-01-01T00:00:00Z',
  };
}

describe('the rows of a board', () => {
  it('put what several people labeled the input with into one row, which acts on my own', () => {
    const board = { ...boardOf([]), annotations: [label('theirs', 'Bo', null), label('mine', ME.name, null)] };
    const [row, ...more] = rowsOf(board, keyOf, ME);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ id: 'theirs', annotationId: 'mine', isChangeable: true });
    expect(row?.annotators.map(({ name, did }) => `${name} ${did}`)).toEqual(['Bo added', 'Ada added']);
  });

  it('keep regions apart, whoever drew them, and say whose can be changed', () => {
    const region: Annotation['region'] = [1, 1, 9, 9];
    const board = { ...boardOf([]), annotations: [label('mine', ME.name, region), label('theirs', 'Bo', region)] };
    const changeable = (me: typeof ME) => rowsOf(board, keyOf, me).map((row) => [row.id, row.isChangeable]);
    expect(changeable(ME)).toEqual([
      ['mine', true],
      ['theirs', false],
    ]);
    expect(changeable({ ...ME, is_admin: true })).toEqual([
      ['mine', true],
      ['theirs', true],
    ]);
  });
});
