/** The Input-Viewer's state: which input is open, what AI Assist is set to, what is kept ready. It wires, the parts behave. */

import type { Editor } from '../../editor/Editor';
import type { WalkOrder } from '../../review/order';
import { normaliseRange, type ThresholdRange } from '../../review/threshold';
import type { App, Me } from '../../sync/apps';
import { lookAhead, readConcepts, readModelConcepts, writePreferences } from '../../sync/assist';
import type { Concept, Model, Preferences } from '../../sync/assist';
import type { BoardStore, BoardView } from '../../sync/board';
import { Boards } from '../../sync/boards';
import { deletes, type ChangeSet, type InputOut } from '../../sync/changes';
import { api, ConnectionLost, toProblem } from '../../sync/client';
import { EMPTY_STRIP, placeOf, Strip, type ListQuery } from '../../sync/strip';
import { Vocabulary } from '../../sync/vocabulary';
import { createEditor } from '../../tools/createEditor';
import { notifyProblem } from '../kit/toast';
import { Labels } from './Labels.svelte';
import { PictureShow } from './PictureShow.svelte';
import { PictureTools } from './PictureTools.svelte';
import type { Start } from './start';
import { Walk } from './Walk.svelte';

const SIDEBAR_KEY = 'labelwright.sidebar';
const SAVE_AFTER_MS = 400;
const EMPTY: BoardView = {
  board: null,
  model: null,
  loading: 'board',
  problem: null,
  canUndo: false,
  canRedo: false,
};

export class Viewer {
  readonly app: App;
  /** Who works here. */
  readonly me: Me;
  readonly editor: Editor = createEditor();
  readonly pictureTools: PictureTools;
  readonly picture: PictureShow;
  readonly labels: Labels;
  readonly walk: Walk;
  readonly #vocabulary: Vocabulary;
  readonly #boards: Boards;
  readonly #strip: Strip;
  readonly #goTo: (inputId: string) => void;
  readonly #ends: (() => void)[] = [];
  #store: BoardStore | null = null;
  #unsubscribe: (() => void) | null = null;
  #saving: ReturnType<typeof setTimeout> | null = null;

  inputId = $state.raw('');
  view = $state.raw<BoardView>(EMPTY);
  strip = $state.raw<Strip['view']>(EMPTY_STRIP);
  connection = $state.raw<Boards['connection']>({ isLive: true, nWaiting: 0, isOffline: false });
  preferences = $state.raw<Preferences>({ assist: true, max_score: 1, min_score: 0.4, walk_order: 'score' });
  concepts = $state.raw<readonly Concept[]>([]);
  modelConcepts = $state.raw<readonly string[]>([]);
  model = $state.raw<Model | null>(null);
  isSidebarOpen = $state(localStorage.getItem(SIDEBAR_KEY) !== 'closed');
  isHelpOpen = $state(false);
  /** The open input was deleted: by whom, if it is known here, and what takes it back. */
  deletion = $state.raw<{ readonly changeSetId: string; readonly name: string | null } | null>(null);

  readonly input: InputOut | null = $derived(
    this.view.board?.input ?? this.strip.items.find(({ id }) => id === this.inputId) ?? null,
  );
  /** Where the open input stands in the list. */
  readonly place = $derived(placeOf(this.strip, this.inputId));
  readonly range: ThresholdRange = $derived({ min: this.preferences.min_score, max: this.preferences.max_score });
  readonly walkOrder: WalkOrder = $derived(this.preferences.walk_order);
  readonly isAssisted = $derived(this.preferences.assist);
  /** The suggestions shown, or to be shown, come from here. */
  readonly #shownModel: string | null = $derived(this.isAssisted ? (this.preferences.model ?? null) : null);

  constructor(start: Start, query: ListQuery, goTo: (inputId: string) => void) {
    this.app = start.app;
    this.me = start.me;
    this.pictureTools = new PictureTools(start.app.id, this.editor);
    this.picture = new PictureShow(this.editor, this.pictureTools);
    this.preferences = start.preferences;
    this.model = start.models.find(({ ref }) => ref === start.preferences.model) ?? null;
    this.#goTo = goTo;
    this.#vocabulary = new Vocabulary(start.me, start.people);
    this.#learnConcepts(start.concepts);
    this.#boards = new Boards(api, this.#vocabulary);
    this.#strip = new Strip(api, start.app.id, query);
    this.labels = new Labels(this);
    this.walk = new Walk(this);
    this.#listen();
    void this.#readModelConcepts();
  }

  /** Open another input; what is on its way for the one before is still sent. */
  async open(inputId: string): Promise<void> {
    if (inputId === this.inputId) return;
    this.#leave();
    this.deletion = null;
    this.inputId = inputId;
    const store = this.#boards.store(inputId);
    this.#store = store;
    this.#unsubscribe = store.subscribe(() => this.#look(store));
    const known = this.#strip.view.items.find(({ id }) => id === inputId);
    if (known) void this.picture.show(known);
    const opening = store.open(this.#shownModel);
    this.#look(store);
    await Promise.all([opening, this.#strip.open(inputId)]);
    if (this.inputId === inputId) this.#keepReady();
  }

  close(): void {
    this.#leave();
    this.#savePreferences();
    this.#ends.forEach((end) => end());
    this.#boards.close();
    this.picture.close();
  }

  get store(): BoardStore | null {
    return this.#store;
  }

  /** Open the next (1) or previous (-1) input of the list. */
  async go(step: 1 | -1): Promise<void> {
    const from = this.inputId;
    const loaded = this.#strip.loadedNeighbour(from, step);
    const neighbour = loaded ?? (await this.#strip.neighbour(from, step));
    if (neighbour && this.inputId === from) this.#goTo(neighbour.id);
    else if (!neighbour) this.labels.say(step === 1 ? 'This is the last input.' : 'This is the first input.');
  }

  goTo(inputId: string): void {
    this.#goTo(inputId);
  }

  loadMore(side: 'before' | 'after'): void {
    this.#strip.loadMore(side);
  }

  retryLoading(): void {
    void this.#store?.open(this.#shownModel);
    void this.#strip.open(this.inputId);
    if (this.picture.problem && this.input) void this.picture.show(this.input);
  }

  setModel(model: Model): void {
    this.model = model;
    this.#setPreferences({ model: model.ref, assist: true });
    this.#savePreferences();
    void this.#readModelConcepts();
    this.#reopen();
  }

  setAssist(isOn: boolean): void {
    this.#setPreferences({ assist: isOn });
    this.#savePreferences();
    this.#reopen();
  }

  setRange(range: ThresholdRange): void {
    const { min, max } = normaliseRange(range);
    this.#setPreferences({ min_score: min, max_score: max });
  }

  setWalkOrder(order: WalkOrder): void {
    this.#setPreferences({ walk_order: order });
  }

  toggleSidebar(): void {
    this.isSidebarOpen = !this.isSidebarOpen;
    localStorage.setItem(SIDEBAR_KEY, this.isSidebarOpen ? 'open' : 'closed');
  }

  openSidebar(): void {
    if (!this.isSidebarOpen) this.toggleSidebar();
  }

  sendWaiting(): void {
    this.#boards.retryNow();
  }

  #listen(): void {
    this.#boards.listen(this.app.id);
    const save = () => this.#savePreferences();
    addEventListener('pagehide', save);
    this.#ends.push(
      () => removeEventListener('pagehide', save),
      this.#boards.subscribe(() => (this.connection = this.#boards.connection)),
      this.#boards.onBegin(() => this.#retryWhatWasLost()),
      this.#boards.onChangeSet((changeSet) => this.#receive(changeSet)),
      this.#strip.subscribe(() => (this.strip = this.#strip.view)),
    );
  }

  /** The server is reached again: load what could not be loaded meanwhile. */
  #retryWhatWasLost(): void {
    const problems = [this.view.problem, this.strip.problem, this.picture.problem];
    if (problems.some((problem) => problem instanceof ConnectionLost)) this.retryLoading();
  }

  #receive(changeSet: ChangeSet): void {
    this.#strip.receive(changeSet);
    const isDeleted = deletes(changeSet, this.inputId);
    const { id: changeSetId, actor_id: actorId } = changeSet;
    if (isDeleted) this.deletion = { changeSetId, name: this.#vocabulary.annotatorName(actorId) };
    else if (isDeleted === false) {
      this.deletion = null;
      this.retryLoading();
    }
    if (changeSet.changes.some(({ kind }) => kind === 'concept')) void this.#readConcepts();
  }

  #look(store: BoardStore): void {
    if (store !== this.#store) return;
    this.view = store.view;
    const input = store.view.board?.input;
    if (input) void this.picture.show(input);
  }

  #leave(): void {
    this.#unsubscribe?.();
    this.#store?.leave();
    this.#store?.forgetHistory();
    this.walk.end();
    this.labels.reset();
    this.editor.cancel();
  }

  #reopen(): void {
    const store = this.#store;
    if (!store) return;
    void store.open(this.#shownModel).then(() => store === this.#store && this.#keepReady());
  }

  /** Get what will probably be opened next, and let go of the rest. */
  #keepReady(): void {
    const neighbours = [1, 2, 3, -1].map((step) => this.#strip.loadedNeighbour(this.inputId, step));
    const [next, , , previous] = neighbours;
    const kept = [this.input, next, previous].filter((input) => input !== null && input !== undefined);
    this.#boards.keep(kept.map(({ id }) => id));
    this.picture.keep(kept);
    const model = this.#shownModel;
    if (next) {
      this.picture.prepare(next);
      void this.#boards.store(next.id).open(model, 'look_ahead');
    }
    const ids = neighbours.filter((input) => input !== null).map(({ id }) => id);
    // Looking ahead may fail in silence: opening the input asks again, and says so then.
    if (model && ids.length > 0) lookAhead(api, this.app.id, model, ids).catch(() => undefined);
  }

  async #readModelConcepts(): Promise<void> {
    const ref = this.preferences.model;
    if (!ref) return;
    try {
      this.modelConcepts = await readModelConcepts(api, ref);
    } catch (error) {
      notifyProblem(toProblem(error));
    }
  }

  async #readConcepts(): Promise<void> {
    try {
      this.#learnConcepts(await readConcepts(api, this.app.id));
    } catch (error) {
      notifyProblem(toProblem(error));
    }
  }

  #learnConcepts(concepts: readonly Concept[]): void {
    this.concepts = concepts;
    concepts.forEach((concept) => this.#vocabulary.learnConcept(concept));
  }

  #setPreferences(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change };
    if (this.#saving !== null) clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#savePreferences(), SAVE_AFTER_MS);
  }

  #savePreferences(): void {
    if (this.#saving === null) return;
    clearTimeout(this.#saving);
    this.#saving = null;
    writePreferences(api, this.app.id, this.preferences).catch((error: unknown) => notifyProblem(toProblem(error)));
  }
}
