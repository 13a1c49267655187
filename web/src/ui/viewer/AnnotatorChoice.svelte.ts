/** Whose labels are listed: everybody's, one person's, or the models'. Kept in this browser for each app. */

import { MODELS } from '../../review/panes';
import type { Row } from '../../review/row';

interface Choice {
  readonly id: string;
  readonly name: string;
}

const OF_MODELS: Choice = { id: MODELS, name: 'Models' };

export class AnnotatorChoice {
  readonly #key: string;
  readonly #rows: () => readonly Row[];
  /** null: everybody. */
  chosen = $state.raw<Choice | null>(null);

  constructor(appId: string, rows: () => readonly Row[]) {
    this.#key = `labelwright.annotator.${appId}`;
    this.#rows = rows;
    this.chosen = parse(localStorage.getItem(this.#key));
  }

  /** Who can be chosen: those who have labeled the open input, the models, and who is chosen. */
  get offered(): readonly Choice[] {
    const people = this.#rows().flatMap(({ annotators }) => annotators);
    const all = [...people, OF_MODELS, ...(this.chosen ? [this.chosen] : [])];
    return all.filter((each, at) => all.findIndex(({ id }) => id === each.id) === at);
  }

  choose(id: string): void {
    this.chosen = this.offered.find((each) => each.id === id) ?? null;
    if (this.chosen) localStorage.setItem(this.#key, JSON.stringify(this.chosen));
    else localStorage.removeItem(this.#key);
  }
}

function parse(kept: string | null): Choice | null {
  if (kept === null) return null;
  try {
    const { id, name } = JSON.parse(kept) as Partial<Choice>;
    return typeof id === 'string' && typeof name === 'string' ? { id, name } : null;
  } catch {
    return null;
  }
}
