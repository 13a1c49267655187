/**
 * The labels of one input as the page shows them: what the server has said, and on top what is on its way to it.
 *
 * A wish shows at once; the server's change set takes the place of what was foreseen; a refusal takes it back. Change
 * sets of other people and of this page come in the same way, ordered by number. A gap loads the board again.
 */

import { applyChanges, BoardUnknown, type Board, type ChangeSet } from './changes';
import { isAbort, newKey, toProblem, type Api, type ConnectionLost, type ProblemError } from './client';
import { Incoming } from './incoming';
import { OwnIds } from './ownIds';
import { foreseePending, type Asked, type Pending } from './pending';
import { WriteQueue } from './queue';
import { getBoard, postPrediction, postUndo, postWish, type Done, type Lane } from './requests';
import type { Vocabulary } from './vocabulary';
import { onEdits, type RegionEdit, type Wish } from './wish';

export type { Done } from './requests';

/** So long an earlier change set is waited for before the board is loaded again. */
const GAP_MS = 1500;

export interface BoardView {
  readonly board: Board | null;
  /** Whose suggestions are shown, `model:<id>` or `workflow:<id>`. */
  readonly model: string | null;
  readonly loading: 'nothing' | 'board' | 'prediction';
  /** Why the board or the prediction could not be loaded. */
  readonly problem: ProblemError | ConnectionLost | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export class BoardStore {
  readonly inputId: string;
  readonly #api: Api;
  readonly #vocabulary: Vocabulary;
  readonly #listeners = new Set<() => void>();
  readonly #incoming = new Incoming();
  readonly #queue = new WriteQueue(() => this.#settle());
  readonly #ids = new OwnIds();
  #base: Board | null = null;
  #pending: Pending[] = [];
  #done: ChangeSet[] = [];
  #undone: ChangeSet[] = [];
  #isLeft = false;
  #model: string | null = null;
  #loading: BoardView['loading'] = 'nothing';
  #problem: BoardView['problem'] = null;
  #opening: AbortController | null = null;
  #gapTimer: ReturnType<typeof setTimeout> | null = null;
  #view: BoardView | null = null;

  constructor(api: Api, vocabulary: Vocabulary, inputId: string) {
    this.#api = api;
    this.#vocabulary = vocabulary;
    this.inputId = inputId;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get view(): BoardView {
    this.#view ??= this.#look();
    return this.#view;
  }

  /** How many writes the server has not answered. */
  get nWaiting(): number {
    return this.#queue.length;
  }

  get isOffline(): boolean {
    return this.#queue.isOffline;
  }

  /** An id of the annotation that stays the same from the wish on, over the server's answer. */
  keyOf(annotation: { readonly id: string; readonly suggestion_id: string | null }): string {
    return this.#ids.keyOf(annotation);
  }

  /** Show the input with what `model` suggests; ask the model if it was not asked yet. `leave` or another open ends it. */
  async open(model: string | null, lane: Lane = 'interactive'): Promise<void> {
    this.leave();
    if (lane === 'interactive') this.#isLeft = false;
    const opening = new AbortController();
    this.#opening = opening;
    this.#problem = null;
    try {
      if (!this.#base || this.#model !== model) await this.#load(model, opening.signal);
      if (model && !this.#base?.prediction) await this.#predict(model, lane, opening.signal);
    } catch (error) {
      if (!isAbort(error)) this.#problem = toProblem(error);
    } finally {
      if (this.#opening === opening) this.#finishOpening();
    }
  }

  /** Stop waiting for the board or the model. */
  leave(): void {
    this.#opening?.abort();
    this.#finishOpening();
  }

  /** Forget what can be undone: the input is left. What waits to be sent may be an undo, and needs it until then. */
  forgetHistory(): void {
    this.#isLeft = true;
    this.#forgetWhenSent();
    this.#touch();
  }

  /** Carry out a wish: shown at once, sent in order. Rejects with the problem if the server refuses. */
  wish(wish: Wish): Promise<Done> {
    return this.#ask({ kind: 'wish', wish: onEdits(wish, (edit) => this.#asSeen(edit)) });
  }

  undo(): Promise<Done> {
    return this.#ask({ kind: 'undo' });
  }

  redo(): Promise<Done> {
    return this.#ask({ kind: 'redo' });
  }

  /** Take in a change set of the app, whoever made it. */
  receive(changeSet: ChangeSet): void {
    if (!this.#base) return;
    this.#incoming.add(changeSet);
    this.#settle();
  }

  /** The live stream begins after change number `seq`: what came before it has to be loaded. */
  catchUp(seq: number): void {
    this.#queue.retryNow();
    if (this.#base && this.#incoming.seq < seq) void this.#reload();
  }

  retryNow(): void {
    this.#queue.retryNow();
  }

  #look(): BoardView {
    const history = { done: this.#done, undone: this.#undone };
    const foreseen =
      this.#base &&
      foreseePending(this.#base, this.#pending, history, this.#vocabulary, (wish, on) => this.#ids.toReal(wish, on));
    return {
      board: foreseen?.board ?? null,
      model: this.#model,
      loading: this.#loading,
      problem: this.#problem,
      canUndo: foreseen?.canUndo ?? false,
      canRedo: foreseen?.canRedo ?? false,
    };
  }

  #touch(): void {
    this.#view = null;
    for (const listener of [...this.#listeners]) listener();
  }

  async #load(model: string | null, signal: AbortSignal | null): Promise<void> {
    if (signal) this.#show('board');
    this.#take(await getBoard(this.#api, this.inputId, model, signal), model);
  }

  async #predict(model: string, lane: Lane, signal: AbortSignal): Promise<void> {
    this.#show('prediction');
    const board = await postPrediction(this.#api, this.inputId, { model, lane }, signal);
    if (board.app_seq < this.#incoming.seq) await this.#load(model, signal);
    else this.#take(board, model);
  }

  #show(loading: BoardView['loading']): void {
    this.#loading = loading;
    this.#touch();
  }

  #finishOpening(): void {
    this.#opening = null;
    this.#show('nothing');
  }

  #take(board: Board, model: string | null): void {
    this.#vocabulary.learnBoard(board);
    this.#base = board;
    this.#model = model;
    this.#incoming.restart(board.app_seq);
    this.#pending = this.#pending.filter(({ answer }) => !answer || answer.seq > board.app_seq);
    this.#settle();
  }

  async #reload(): Promise<void> {
    this.#waitForGap(false);
    try {
      await this.#load(this.#model, null);
    } catch (error) {
      this.#problem = toProblem(error);
      this.#touch();
    }
  }

  #forgetWhenSent(): void {
    if (!this.#isLeft || this.#queue.length > 0) return;
    this.#isLeft = false;
    this.#done = [];
    this.#undone = [];
  }

  /** Take in what has come, except while a write is on its way: its own change set may be among it. */
  #settle(): void {
    if (this.#base && !this.#queue.isSending) this.#drain(this.#base);
    this.#forgetWhenSent();
    this.#touch();
  }

  #drain(base: Board): void {
    let board = base;
    for (let next = this.#incoming.take(); next; next = this.#incoming.take()) {
      const { id, seq, changes } = next;
      try {
        board = { ...applyChanges(board, changes, seq, this.#vocabulary), app_seq: seq };
      } catch (error) {
        if (!(error instanceof BoardUnknown)) throw error;
        void this.#reload();
        break;
      }
      this.#pending = this.#pending.filter(({ answer }) => answer?.id !== id);
    }
    this.#base = board;
    this.#waitForGap(this.#incoming.hasGap);
  }

  #waitForGap(isOpen: boolean): void {
    if (isOpen && this.#gapTimer === null) this.#gapTimer = setTimeout(() => void this.#reload(), GAP_MS);
    if (isOpen || this.#gapTimer === null) return;
    clearTimeout(this.#gapTimer);
    this.#gapTimer = null;
  }

  #ask(asked: Asked): Promise<Done> {
    const pending: Pending = { key: newKey(), asked, target: null, answer: null };
    this.#pending.push(pending);
    return new Promise((resolve, reject) => {
      this.#queue.put<Done>({
        send: () => this.#send(pending),
        onAnswer: (done) => resolve(this.#answered(pending, done)),
        onRefusal: (error) => reject(this.#refused(pending, error)),
      });
      this.#touch();
    });
  }

  async #send(pending: Pending): Promise<Done> {
    const { asked, key } = pending;
    if (asked.kind === 'wish') {
      const wish = this.#ids.decidedOn(this.#ids.toReal(asked.wish));
      return postWish(this.#api, this.inputId, wish, key);
    }
    pending.target ??= (asked.kind === 'undo' ? this.#done : this.#undone).pop() ?? null;
    return pending.target ? postUndo(this.#api, pending.target.id, key) : { changeSet: null, failures: [] };
  }

  #answered(pending: Pending, done: Done): Done {
    const { changeSet } = done;
    const { asked, key } = pending;
    if (!changeSet) {
      this.#drop(pending);
      return done;
    }
    pending.answer = changeSet;
    if (asked.kind === 'wish') this.#undone = [];
    (asked.kind === 'undo' ? this.#undone : this.#done).push(changeSet);
    this.#ids.learn(changeSet, asked.kind === 'wish' ? key : null);
    this.#incoming.add(changeSet);
    return done;
  }

  #refused(pending: Pending, error: unknown): ProblemError | ConnectionLost {
    this.#drop(pending);
    void this.#reload();
    return toProblem(error);
  }

  #drop(pending: Pending): void {
    this.#pending = this.#pending.filter((other) => other !== pending);
  }

  /** Say on which revision of the annotation the person decides. */
  #asSeen(edit: RegionEdit): RegionEdit {
    if (!edit.annotation_id) return edit;
    const id = this.#ids.realIdOf(edit.annotation_id);
    const seen = this.view.board?.annotations.find((annotation) => annotation.id === id);
    return { ...edit, revision: seen?.revision ?? null };
  }
}
