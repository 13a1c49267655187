/** A server that decides: it keeps a board, carries wishes out on it and refuses what the real one would refuse. */

import { applyChanges, invertChanges, type Board, type Change, type ChangeSet } from '../src/sync/changes';
import { foresee } from '../src/sync/foresee';
import type { Vocabulary } from '../src/sync/vocabulary';
import { onEdits, type Wish } from '../src/sync/wish';
import { changeSet, FakeServer, reviewed, settled, type Call } from './FakeServer';

const UNDO = /^\/api\/v1\/change-sets\/(.+)\/undo$/;

export class DecidingServer extends FakeServer {
  readonly #vocabulary: Vocabulary;
  readonly #sets = new Map<string, ChangeSet>();
  /** How many writes have been answered. */
  #nAnswered = 0;
  #nAnnotations = 0;
  readonly refusals: string[] = [];

  constructor(board: Board, vocabulary: Vocabulary) {
    super(board);
    this.#vocabulary = vocabulary;
  }

  /** Answer the write that has waited longest; return what it came to, null if none waits or nothing changed. */
  async answerNext(): Promise<ChangeSet | null> {
    await settled();
    const call = this.writes[this.#nAnswered];
    if (!call) return null;
    this.#nAnswered++;
    const problem = this.#problemOf(call);
    if (problem === null) return this.#carryOut(call);
    this.refusals.push(problem);
    await call.refuse(problem, 409);
    return null;
  }

  async #carryOut(call: Call): Promise<ChangeSet | null> {
    const target = this.#targetOf(call);
    const changes = target ? invertChanges(target.changes) : this.#decided(call);
    if (changes.length === 0) {
      await call.answer(reviewed(this.board, null));
      return null;
    }
    const seq = this.board.app_seq + 1;
    this.board = { ...applyChanges(this.board, changes, seq, this.#vocabulary), app_seq: seq };
    const action = target ? 'undo' : (call.body as unknown as Wish).action;
    const set = changeSet(seq, action === 'edit_regions' ? 'edit_region' : action, changes, {
      undoes: target?.id ?? null,
    });
    this.#sets.set(set.id, set);
    await call.answer(reviewed(this.board, set));
    return set;
  }

  /** The annotations that a wish makes get ids of the server's own. */
  #decided({ body, key }: Call): Change[] {
    const wish = body as unknown as Wish;
    return foresee(wish, this.board, key ?? '', this.#vocabulary).map((change) =>
      change.kind === 'annotation' && change.before === null ? { ...change, id: `a${++this.#nAnnotations}` } : change,
    );
  }

  #targetOf({ path }: Call): ChangeSet | null {
    const id = UNDO.exec(path)?.[1];
    return (id !== undefined && this.#sets.get(id)) || null;
  }

  #problemOf(call: Call): string | null {
    if (UNDO.test(call.path)) return this.#undoProblemOf(this.#targetOf(call));
    let problem: string | null = null;
    onEdits(call.body as unknown as Wish, (edit) => {
      if (!edit.annotation_id) return edit;
      const label = this.board.annotations.find(({ id }) => id === edit.annotation_id);
      if (!label) problem = 'annotation_not_found';
      else if (typeof edit.revision === 'number' && label.revision !== edit.revision) problem = 'annotation_changed';
      return edit;
    });
    return problem;
  }

  /** What is no longer as the change set left it cannot be taken back. */
  #undoProblemOf(target: ChangeSet | null): string | null {
    if (!target) return 'change_set_not_found';
    const isAsLeft = target.changes.every(({ kind, id, after }) => {
      const now = kind === 'suggestion' ? this.board.suggestions : this.board.annotations;
      const found: object | undefined = now.find((label) => label.id === id);
      if (after === null || !found) return after === null && !found;
      return Object.entries(found).every(([name, value]) => {
        const left: unknown = name in after ? after[name] : value;
        return name === 'revision' || JSON.stringify(left) === JSON.stringify(value);
      });
    });
    return isAsLeft ? null : 'change_set_overtaken';
  }
}
