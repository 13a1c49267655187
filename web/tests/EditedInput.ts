/** An editor and the labels of its input with their history, wired as the Input-Viewer wires them, without a page. */

import { Pile } from '../src/editor/Pile';
import type { PlacedRegion } from '../src/regions/group';
import type { Region } from '../src/regions/region';
import { isAnnotated, isOpen, type Row } from '../src/review/row';
import type { SceneRegion } from '../src/scene/region';
import { BoardStore } from '../src/sync/board';
import type { Board } from '../src/sync/changes';
import { toRegionJson } from '../src/sync/region';
import { rowsOf } from '../src/sync/rows';
import { Vocabulary } from '../src/sync/vocabulary';
import type { Wish } from '../src/sync/wish';
import { DecidingServer } from './DecidingServer';
import { boardOf, ME, settled } from './FakeServer';
import { PICTURE, TestEditor } from './TestEditor';

export const CONCEPTS = [
  { id: 'c1', name: 'sheep', colour: '#aa0000' },
  { id: 'c2', name: 'tree', colour: '#00aa00' },
] as const;

/** More than any test does. */
const MOST_STEPS = 500;

export class EditedInput {
  readonly t = new TestEditor();
  readonly server: DecidingServer;
  readonly store: BoardStore;
  readonly #pile = new Pile(this.t.editor.state);
  /** A drawn region that waits for its concept. */
  drawn: Region | null = null;
  #board: Board | null = null;

  private constructor(suggestions: Board['suggestions']) {
    const { editor } = this.t;
    const board = boardOf(suggestions);
    const input = { ...board.input, width_px: PICTURE.width, height_px: PICTURE.height };
    this.server = new DecidingServer({ ...board, input }, vocabulary());
    this.store = new BoardStore(this.server.api, vocabulary(), 'in');
    editor.events.on('regionsEdited', ({ edits }) => this.#edit(edits));
    editor.events.on('regionDrawn', ({ conceptName, region }) => {
      if (conceptName === null) this.drawn = region;
      else this.#add(conceptName, region);
    });
  }

  static async open(suggestions: Board['suggestions']): Promise<EditedInput> {
    const input = new EditedInput(suggestions);
    await input.store.open('model:m');
    input.show();
    return input;
  }

  get rows(): readonly Row[] {
    const { board } = this.store.view;
    return board ? rowsOf(board, (annotation) => this.store.keyOf(annotation), ME) : [];
  }

  get regions(): readonly SceneRegion[] {
    return this.rows.flatMap((row) => (row.region && row.state !== 'rejected' ? [toSceneRegion(row, row.region)] : []));
  }

  /** Give the editor what the board has become, as the page does after everything that happened. */
  show(): void {
    const { board } = this.store.view;
    if (board === this.#board) return;
    this.#board = board;
    this.t.editor.setRegions(this.regions);
  }

  /** Press a key: what the editor does not use is the page's. */
  press(key: string, options: { readonly shift?: boolean; readonly mod?: boolean; readonly alt?: boolean } = {}): void {
    if (this.t.keyDown(key, options)) return;
    const { shift = false, mod = false } = options;
    if (mod && key === 'z') this.#takeBack(shift ? 'redo' : 'undo');
    else if (mod && key === 'a') this.t.editor.setSelection(this.regions.map(({ id }) => id));
    else if (key === 'u') this.#pile.step(shift ? -1 : 1);
    else if (key === 'Delete') this.#removeSelected();
    else if (key === 'a') this.#wish({ action: 'accept', suggestion_ids: this.#selected(isOpen) });
  }

  /** Give the drawn region a concept. */
  name(conceptName: string): void {
    if (this.drawn) this.#add(conceptName, this.drawn);
  }

  /** Let the server answer one write; its live stream may be faster or slower than that answer. */
  async hearOne(): Promise<void> {
    const set = await this.server.answerNext();
    if (set) this.store.receive(set);
    this.show();
  }

  /** Let everything be answered. */
  async hearAll(): Promise<void> {
    await settled();
    for (let nTries = 0; this.store.nWaiting > 0; nTries++) {
      if (nTries > MOST_STEPS) throw new Error(`${this.store.nWaiting} writes are never answered.`);
      await this.hearOne();
    }
  }

  /** Take everything back (or do it again), and return how many steps that were. */
  async goThrough(which: 'undo' | 'redo'): Promise<number> {
    for (let nSteps = 0; ; nSteps++) {
      const { canUndo, canRedo } = this.store.view;
      if (!(which === 'undo' ? canUndo : canRedo)) return nSteps;
      if (nSteps > MOST_STEPS) throw new Error(`There is no end of what can be taken back by ${which}.`);
      this.#takeBack(which);
      await this.hearAll();
    }
  }

  #takeBack(which: 'undo' | 'redo'): void {
    const { canUndo, canRedo } = this.store.view;
    if (which === 'undo' ? canUndo : canRedo) this.#heed(which === 'undo' ? this.store.undo() : this.store.redo());
  }

  #edit(edits: readonly PlacedRegion[]): void {
    const found = edits.flatMap(({ id, region }) => {
      const row = this.rows.find((candidate) => candidate.id === id);
      return row ? [toEdit(row, region)] : [];
    });
    if (found.length > 0) this.#wish({ action: 'edit_regions', edits: found });
  }

  #add(conceptName: string, region: Region): void {
    this.drawn = null;
    this.#wish({ action: 'add', concept_name: conceptName, region: toRegionJson(region) });
  }

  #removeSelected(): void {
    const ids = this.#rowsSelected(isAnnotated).flatMap(({ annotationId }) => annotationId ?? []);
    if (ids.length > 0) this.#wish({ action: 'delete', annotation_ids: ids });
    else this.#wish({ action: 'reject', suggestion_ids: this.#selected(isOpen) });
  }

  #selected(isMeant: (row: Row) => boolean): string[] {
    return this.#rowsSelected(isMeant).flatMap(({ suggestionId }) => suggestionId ?? []);
  }

  #rowsSelected(isMeant: (row: Row) => boolean): readonly Row[] {
    return this.rows.filter((row) => this.t.editor.state.selection.has(row.id) && isMeant(row));
  }

  #wish(wish: Wish): void {
    if (wish.action === 'accept' || wish.action === 'reject') if (wish.suggestion_ids.length === 0) return;
    this.#heed(this.store.wish(wish));
  }

  /** A refusal is kept by the server; the page takes the preview back. */
  #heed(asked: Promise<unknown>): void {
    asked.catch(() => this.t.editor.discardPreview());
  }
}

function vocabulary(): Vocabulary {
  const known = new Vocabulary(ME);
  for (const concept of CONCEPTS) known.learnConcept(concept);
  return known;
}

function toEdit({ annotationId, suggestionId }: Row, region: Region) {
  const owner = annotationId ? { annotation_id: annotationId } : { suggestion_id: suggestionId };
  return { ...owner, region: toRegionJson(region) };
}

function toSceneRegion(row: Row, region: Region): SceneRegion {
  const { id, conceptName, colour, score, state } = row;
  const kind = isAnnotated(row) ? 'annotation' : 'suggestion';
  return { id, kind, conceptName, colour, score, ...region, state, hidden: false, instance: 1 };
}
