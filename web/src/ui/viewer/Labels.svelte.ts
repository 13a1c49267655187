/** The labels of the open input as they are listed, selected and reviewed. */

import { SvelteSet } from 'svelte/reactivity';

import { panesOf } from '../../review/panes';
import { isAnnotated, isOpen, type Row } from '../../review/row';
import type { PlacedRegion } from '../../regions/group';
import { boxRegion, type Region } from '../../regions/region';
import type { SceneRegion } from '../../scene/region';
import type { Done } from '../../sync/board';
import { toProblem } from '../../sync/client';
import { toRegionJson } from '../../sync/region';
import { rowsOf } from '../../sync/rows';
import type { Wish } from '../../sync/wish';
import { notify, notifyProblem } from '../kit/toast';
import { AnnotatorChoice } from './AnnotatorChoice.svelte';
import { wayOut, wayOutOf, type Ways } from './conflict';
import { ConceptEditing } from './ConceptEditing.svelte';
import { DrawingKeys } from './DrawingKeys.svelte';
import { RowSelection } from './RowSelection.svelte';
import { countOf, nameList, refusalOf } from './words';
import type { Viewer } from './Viewer.svelte';

export type PaneId = 'classifications' | 'objects';

/** One message about reviewing takes the place of the one before: its Undo is always the last change's. */
const TOAST = 'review';
/** A concept nobody has used yet has no colour of its own. */
const NEW_COLOUR = '#8a8f98';
const NONE: readonly string[] = [];

export class Labels {
  readonly #viewer: Viewer;
  search = $state('');
  readonly annotators: AnnotatorChoice;
  isRejectedShown = $state(false);
  readonly hidden = new SvelteSet<string>();
  selection = $state.raw<readonly string[]>(NONE);
  hovered = $state.raw<string | null>(null);
  /** The row that has the keyboard's focus. */
  focusedRow = $state.raw<string | null>(null);
  /** The pane that the person has worked in last. */
  chosenPane = $state.raw<PaneId | null>(null);
  /** A drawn region that waits for its concept. */
  drawn = $state.raw<Region | null>(null);
  /** What is about to be deleted, if the person says yes. */
  deleting = $state.raw<readonly Row[] | null>(null);
  readonly editing = new ConceptEditing(this);
  /** The tool that was last used to draw. */
  #drawingTool = 'box';

  readonly rows: readonly Row[] = $derived.by(() => {
    const { board } = this.#viewer.view;
    const store = this.#viewer.store;
    return board && store ? rowsOf(board, (annotation) => store.keyOf(annotation), this.#viewer.me) : [];
  });
  readonly panes = $derived.by(() => {
    const { isAssisted, range } = this.#viewer;
    const annotator = this.annotators.chosen?.id ?? null;
    return panesOf(this.rows, { isAssisted, range, search: this.search, annotator });
  });
  readonly regions: readonly SceneRegion[] = $derived(
    this.panes.objects.groups.flatMap(({ instances }) =>
      instances.map(({ item, instance }) => toSceneRegion(item, instance, this.hidden.has(item.id))),
    ),
  );
  /** Digits act on this pane: the one worked in last; at first, the one that lists something. */
  readonly digitsPane: PaneId = $derived(
    this.chosenPane ?? (this.panes.classifications.rows.length > 0 ? 'classifications' : 'objects'),
  );
  readonly hotkeys: DrawingKeys;
  readonly picked = new RowSelection(this);

  constructor(viewer: Viewer) {
    this.#viewer = viewer;
    this.hotkeys = new DrawingKeys(viewer);
    this.annotators = new AnnotatorChoice(viewer.app.id, () => this.rows);
    viewer.editor.events.on('toolChanged', ({ tool }) => {
      if (tool !== 'select' && tool !== 'hand') this.#drawingTool = tool;
    });
  }

  /** Another input comes. */
  reset(): void {
    this.select(NONE);
    this.hover(null);
    this.hidden.clear();
    this.drawn = null;
    this.deleting = null;
    this.editing.close();
  }

  say(text: string): void {
    notify(text, undefined, TOAST);
  }

  /** Select, and bring the first into view. */
  select(ids: readonly string[]): void {
    this.mark(ids);
    if (ids[0] !== undefined) this.#viewer.editor.reveal(ids[0]);
  }

  /** Select without moving the picture. */
  mark(ids: readonly string[]): void {
    this.selectOnCanvas(ids);
    this.#viewer.editor.setSelection(ids);
  }

  /** The person selected on the canvas. */
  selectOnCanvas(ids: readonly string[]): void {
    this.selection = ids;
    this.#viewer.walk.follow(ids);
  }

  hover(id: string | null): void {
    this.hovered = id;
    this.#viewer.editor.setHover(id);
  }

  /** Hide these rows on the canvas, or show them if all are hidden. */
  toggleHidden(rows: readonly Row[]): void {
    const isShowing = rows.every(({ id }) => this.hidden.has(id));
    for (const { id } of rows) {
      if (isShowing) this.hidden.delete(id);
      else this.hidden.add(id);
    }
  }

  /** Check or uncheck a row: an open suggestion is accepted, an annotation is taken back. */
  toggle(row: Row): void {
    if (!isAnnotated(row)) this.accept([row]);
    else if (!row.isChangeable) notifyProblem(refusalOf(row));
    else if (row.suggestionId) this.revert([row]);
    else this.deleting = [row];
  }

  accept(rows: readonly Row[]): void {
    const open = rows.filter(isOpen);
    const ids = open.flatMap(({ suggestionId }) => suggestionId ?? []);
    if (ids.length === 0) return;
    this.#do({ action: 'accept', suggestion_ids: ids }, `Accepted ${nameList(open)}`);
  }

  revert(rows: readonly Row[]): void {
    const ids = rows.flatMap(({ suggestionId }) => suggestionId ?? []);
    this.#do({ action: 'revert', suggestion_ids: ids }, `${nameList(rows)} is open again`);
  }

  reject(rows: readonly Row[]): void {
    const open = rows.filter(isOpen);
    const ids = open.flatMap(({ suggestionId }) => suggestionId ?? []);
    if (ids.length === 0) return;
    this.#do({ action: 'reject', suggestion_ids: ids }, `Rejected ${nameList(open)}`);
  }

  restore(rows: readonly Row[]): void {
    const ids = rows.flatMap(({ suggestionId }) => suggestionId ?? []);
    this.#do({ action: 'restore', suggestion_ids: ids }, `${nameList(rows)} is open again`);
  }

  acceptAll(): void {
    const { model } = this.#viewer.view;
    const n = this.panes.acceptable.length;
    if (!model || n === 0) return;
    const { min, max } = this.#viewer.range;
    const wish: Wish = { action: 'accept_all', model, min_score: min, max_score: max };
    this.#do(wish, `Accepted ${countOf(n, 'suggestion')}`);
  }

  add(conceptName: string, region: Region | null): void {
    this.drawn = null;
    const json = region && toRegionJson(region);
    this.#do({ action: 'add', concept_name: conceptName, region: json }, `Added ${conceptName.trim()}`);
  }

  /** Give labels other regions; open suggestions are accepted with theirs. */
  editRegions(edits: readonly PlacedRegion[]): void {
    const found = edits.flatMap(({ id, region }) => {
      const row = this.rows.find((candidate) => candidate.id === id);
      return row ? [{ row, region }] : [];
    });
    const rows = found.map(({ row }) => row);
    if (rows.length === 0) return;
    const message = rows.every(isOpen) ? `Accepted ${nameList(rows)} as edited` : `Changed ${nameList(rows)}`;
    const add = () => found.forEach(({ row, region }) => this.add(row.conceptName, region));
    const ways = { again: () => this.editRegions(edits), add };
    this.#do({ action: 'edit_regions', edits: found.map(({ row, region }) => toEdit(row, region)) }, message, ways);
  }

  remove(rows: readonly Row[]): void {
    this.deleting = null;
    const ids = rows.flatMap(({ annotationId }) => annotationId ?? []);
    if (ids.length > 0) this.#do({ action: 'delete', annotation_ids: ids }, `Deleted ${nameList(rows)}`);
  }

  /** Carry out a wish and say so. */
  carryOut(wish: Wish, message: string): void {
    this.#do(wish, message);
  }

  markDone(isDone: boolean): void {
    this.#do({ action: 'mark_done', done: isDone }, isDone ? 'Marked as done' : 'Opened again');
  }

  /** Mark the input as done and open the next one. */
  finish(): void {
    if (this.#viewer.view.board && !this.#viewer.view.board.input.done) this.markDone(true);
    void this.#viewer.go(1);
  }

  undo(): void {
    if (this.#viewer.view.canUndo) void this.#tell(this.#viewer.store?.undo(), 'Undone', 'Redo');
  }

  redo(): void {
    if (this.#viewer.view.canRedo) void this.#tell(this.#viewer.store?.redo(), 'Redone');
  }

  /** What a key acts on: the focused row, unless it is one of those selected; else the selection. */
  get targets(): readonly Row[] {
    const focused = this.rows.find(({ id }) => id === this.focusedRow);
    return focused && !this.picked.has(focused.id) ? [focused] : this.picked.rows;
  }

  /** Delete what a key acts on, after asking; a suggestion is rejected. */
  removeTargets(): void {
    const annotated = this.targets.filter(isAnnotated);
    const own = annotated.filter(({ isChangeable }) => isChangeable);
    if (annotated[0] && !own[0]) notifyProblem(refusalOf(annotated[0]));
    else if (own.length > 0) this.deleting = own;
    else this.reject(this.targets);
  }

  colourOf(conceptName: string): string {
    const known = this.rows.find((row) => row.conceptName === conceptName)?.colour;
    return known ?? this.#viewer.concepts.find(({ name }) => name === conceptName)?.colour ?? NEW_COLOUR;
  }

  /** Start drawing a concept, with the tool that was last used to draw if no other is named. */
  draw(conceptName: string, tool = this.#drawingTool): void {
    this.#viewer.editor.setDrawingConcept({ name: conceptName, colour: this.colourOf(conceptName) });
    this.#viewer.editor.setTool(tool);
  }

  #do(wish: Wish, message: string, ways?: Ways): void {
    void this.#tell(this.#viewer.store?.wish(wish), message, 'Undo', ways);
  }

  async #tell(asked: Promise<Done> | undefined, message: string, back?: 'Undo' | 'Redo', ways?: Ways): Promise<void> {
    const store = this.#viewer.store;
    try {
      const done = await asked;
      const failure = done?.failures[0];
      if (failure) {
        const out = ways && !done.changeSet ? wayOutOf(failure.problem.code, ways) : null;
        return notifyProblem(failure.problem, out ?? undefined);
      }
      if (!done?.changeSet) return;
      // What was done on an input that is left cannot be undone by this button any more.
      const isHere = store === this.#viewer.store;
      const action =
        back && isHere ? { title: back, run: () => (back === 'Undo' ? this.undo() : this.redo()) } : undefined;
      notify(message, action, TOAST);
    } catch (error) {
      const out = ways && store === this.#viewer.store ? wayOut(error, ways) : null;
      notifyProblem(toProblem(error), out ?? undefined);
      this.#viewer.editor.discardPreview();
    }
  }
}

function toEdit({ annotationId, suggestionId }: Row, region: Region) {
  const owner = annotationId ? { annotation_id: annotationId } : { suggestion_id: suggestionId };
  return { ...owner, region: toRegionJson(region) };
}

function toSceneRegion(row: Row, instance: number, hidden: boolean): SceneRegion {
  const { id, conceptName, colour, score, state } = row;
  const region = row.region ?? boxRegion({ xMin: 0, yMin: 0, xMax: 0, yMax: 0 });
  return {
    id,
    kind: isAnnotated(row) ? 'annotation' : 'suggestion',
    conceptName,
    colour,
    score,
    ...region,
    state,
    hidden,
    instance,
  };
}
