/** The vocabulary that the page shows, and what is done to it; every change can be taken back. */

import { isAbort, toProblem, type ConnectionLost, type ProblemError } from '../../sync/client';
import { readVocabulary, undoChangeSet, type Curated, type Vocabulary } from '../../sync/concepts';
import { notify, notifyProblem } from '../../ui/kit/toast';

/** One message takes the place of the one before: its Undo is always the last change's. */
const TOAST = 'concepts';

export class Concepts {
  readonly appId: string;
  readonly #leaving = new AbortController();
  #done: string[] = [];
  #undone: string[] = [];
  vocabulary = $state.raw<Vocabulary | null>(null);
  problem = $state.raw<ProblemError | ConnectionLost | null>(null);

  constructor(appId: string) {
    this.appId = appId;
  }

  close(): void {
    this.#leaving.abort();
  }

  async load(): Promise<void> {
    try {
      this.vocabulary = await readVocabulary(this.appId, this.#leaving.signal);
      this.problem = null;
    } catch (error) {
      if (!isAbort(error)) this.problem = toProblem(error);
    }
  }

  /** Ask for a change and say that it was made. Returns the problem, to be shown where it was asked for, or null. */
  async change(asked: Promise<Curated>, message: string): Promise<ProblemError | ConnectionLost | null> {
    try {
      const { change_set: changeSet } = await asked;
      await this.load();
      if (!changeSet) return null;
      this.#done.push(changeSet.id);
      this.#undone = [];
      notify(message, { title: 'Undo', run: () => void this.undo() }, TOAST);
      return null;
    } catch (error) {
      return toProblem(error);
    }
  }

  /** The same, where there is no place for a problem but a message. */
  async changeAndTell(asked: Promise<Curated>, message: string): Promise<void> {
    const problem = await this.change(asked, message);
    if (!problem) return;
    notifyProblem(problem);
    await this.load();
  }

  async undo(): Promise<void> {
    await this.#takeBack(this.#done, this.#undone, 'Undone', { title: 'Redo', run: () => void this.redo() });
  }

  async redo(): Promise<void> {
    await this.#takeBack(this.#undone, this.#done, 'Redone', { title: 'Undo', run: () => void this.undo() });
  }

  async #takeBack(
    from: string[],
    to: string[],
    message: string,
    back: { title: string; run: () => void },
  ): Promise<void> {
    const id = from.pop();
    if (id === undefined) return;
    try {
      const undone = await undoChangeSet(id);
      to.push(undone.id);
      const rest = undone.nFailures > 0 ? `; what was changed meanwhile stays (${undone.nFailures} inputs)` : '';
      notify(`${message}${rest}`, back, TOAST);
    } catch (error) {
      notifyProblem(toProblem(error));
    }
    await this.load();
  }
}
