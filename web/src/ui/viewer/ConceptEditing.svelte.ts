/** Another name or concept for labels: what a pencil opens, and what it asks of the server. */

import { isAnnotated, isOpen, type Row } from '../../review/row';
import { rectOf, type Rect } from '../kit/beside';
import { notifyProblem } from '../kit/toast';
import type { Labels } from './Labels.svelte';
import { nameList, refusalOf } from './words';

export interface ConceptEdit {
  /** `rename` is remembered for the app, `reassign` corrects these labels only. */
  readonly kind: 'rename' | 'reassign';
  readonly rows: readonly Row[];
  /** The name they have. */
  readonly name: string;
  /** What was pressed, on the screen. */
  readonly near: Rect;
}

export class ConceptEditing {
  readonly #labels: Labels;
  /** What is being edited. */
  current = $state.raw<ConceptEdit | null>(null);

  constructor(labels: Labels) {
    this.#labels = labels;
  }

  /** Ask for another name of these labels, which the app remembers. */
  rename(rows: readonly Row[], near?: Element | null): void {
    this.#open('rename', rows, near);
  }

  /** Ask for another concept for these labels; open suggestions are accepted with it. */
  reassign(rows: readonly Row[], near?: Element | null): void {
    this.#open('reassign', rows, near);
  }

  close(): void {
    this.current = null;
  }

  /** Give the labels the name. */
  update(name: string): void {
    const edit = this.current;
    this.close();
    if (!edit || name.trim() === '' || name.trim() === edit.name) return;
    const { kind, rows } = edit;
    const annotated = rows.filter(isAnnotated).flatMap(({ annotationId }) => annotationId ?? []);
    const suggested = rows.filter(isOpen).flatMap(({ suggestionId }) => suggestionId ?? []);
    const did = kind === 'rename' ? 'Renamed' : 'Changed';
    this.#labels.carryOut(
      { action: kind, annotation_ids: annotated, suggestion_ids: suggested, name },
      `${did} ${nameList(rows)} to ${name.trim()}`,
    );
  }

  #open(kind: ConceptEdit['kind'], rows: readonly Row[], near?: Element | null): void {
    const editable = rows.filter((row) => (isAnnotated(row) && row.isChangeable) || isOpen(row));
    const [row] = editable;
    const others = rows.find(isAnnotated);
    if (!row && others) notifyProblem(refusalOf(others));
    if (!row) return;
    const isOne = editable.every(({ conceptName }) => conceptName === row.conceptName);
    const name = isOne ? row.conceptName : '';
    this.current = { kind, rows: editable, name, near: rectOf(near ?? elementOf(row)) };
  }
}

function elementOf({ id }: Row): Element | null {
  return document.querySelector(`[data-row="${CSS.escape(id)}"]`);
}
