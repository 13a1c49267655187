import { describe, expect, it } from 'vitest';

import { boxRegion } from '../regions/region';
import { panesOf, type PaneChoice } from './panes';
import type { Row } from './row';

const all: PaneChoice = { isAssisted: true, range: { min: 0, max: 1 }, search: '', annotator: null };
const region = boxRegion({ xMin: 0, yMin: 0, xMax: 10, yMax: 10 });

function row(id: string, conceptName: string, score: number | null, more: Partial<Row> = {}): Row {
  const state = more.annotationId ? 'accepted' : 'open';
  const suggestionId = score === null ? null : id;
  const rest = {
    originalName: null,
    colour: '#112233',
    region: null,
    annotationId: null,
    annotators: [],
    isChangeable: true,
    modelVersion: null,
  };
  return { id, conceptName, score, suggestionId, ...rest, state, ...more };
}

const ids = (rows: readonly Row[]) => rows.map(({ id }) => id);

describe('the panes', () => {
  it('list by probability, then name, with what was added by hand first', () => {
    const rows = [row('c', 'cat', 0.5), row('b', 'bee', 0.5), row('h', 'hill', null, { annotationId: 'a' })];
    expect(ids(panesOf(rows, all).classifications.rows)).toEqual(['h', 'b', 'c']);
  });

  it('keep a row in its place when it is accepted', () => {
    const open = [row('a', 'ant', 0.9), row('b', 'bee', 0.8), row('c', 'cat', 0.7)];
    const accepted = open.map((one) =>
      one.id === 'b' ? { ...one, annotationId: 'x', state: 'accepted' as const } : one,
    );
    expect(ids(panesOf(accepted, all).classifications.rows)).toEqual(ids(panesOf(open, all).classifications.rows));
  });

  it('drop suggestions outside the range, never annotations', () => {
    const rows = [row('a', 'ant', 0.2, { annotationId: 'x' }), row('b', 'bee', 0.2), row('c', 'cat', 1)];
    const panes = panesOf(rows, { ...all, range: { min: 0.5, max: 1 } });
    expect(ids(panes.classifications.rows)).toEqual(['c', 'a']);
    expect(ids(panes.acceptable)).toEqual(['c']);
  });

  it('show no suggestion while AI Assist is off', () => {
    const rows = [
      row('a', 'ant', 0.9, { annotationId: 'x' }),
      row('b', 'bee', 0.9),
      row('c', 'cat', 0.9, { state: 'rejected' }),
    ];
    const panes = panesOf(rows, { ...all, isAssisted: false });
    expect(ids(panes.classifications.rows)).toEqual(['a']);
    expect([panes.acceptable, panes.classifications.rejected]).toEqual([[], []]);
  });

  it('fold what an annotation says already: not counted, not accepted by accept-all', () => {
    const rows = [
      row('a', 'ant', 0.9, { annotationId: 'x', region }),
      row('b', 'ant', 0.8, { region }),
      row('c', 'cat', 0.7, { region }),
    ];
    const { objects, acceptable } = panesOf(rows, all);
    expect([ids(objects.rows), ids(objects.folded), ids(acceptable)]).toEqual([['a', 'c'], ['b'], ['c']]);
  });

  it('group objects by concept and number them as listed', () => {
    const rows = [row('a', 'ant', 0.5, { region }), row('b', 'bee', 0.9, { region }), row('c', 'ant', 0.8, { region })];
    const groups = panesOf(rows, all).objects.groups;
    expect(groups.map((group) => [group.conceptName, ids(group.instances.map(({ item }) => item))])).toEqual([
      ['bee', ['b']],
      ['ant', ['c', 'a']],
    ]);
  });

  it('search both names and leave accept-all alone', () => {
    const rows = [
      row('a', 'car', 0.9, { originalName: 'jeep' }),
      row('b', 'bee', 0.8),
      row('c', 'JEEPNEY', 0.7, { state: 'rejected' }),
    ];
    const panes = panesOf(rows, { ...all, search: ' jeep' });
    expect([ids(panes.classifications.rows), ids(panes.classifications.rejected)]).toEqual([['a'], ['c']]);
    expect(ids(panes.acceptable)).toEqual(['a', 'b']);
  });

  it('give the scores of every suggestion to the histogram', () => {
    const rows = [
      row('a', 'ant', 0.1, { annotationId: 'x' }),
      row('h', 'hill', null, { annotationId: 'y' }),
      row('b', 'bee', 0.9),
    ];
    expect(panesOf(rows, { ...all, range: { min: 0.5, max: 1 } }).scores).toEqual([0.1, 0.9]);
  });
});
