/** Change sets on their way to a board: they are taken in the order of their numbers, each once. */

import type { ChangeSet } from './changes';

export class Incoming {
  #waiting: ChangeSet[] = [];
  readonly #taken = new Set<string>();
  /** Everything up to this number is on the board. */
  seq = 0;

  add(changeSet: ChangeSet): void {
    this.#waiting.push(changeSet);
    this.#waiting.sort((a, b) => a.seq - b.seq);
  }

  /** The board was loaded, with everything up to `seq` on it. */
  restart(seq: number): void {
    this.seq = seq;
    this.#taken.clear();
    this.#waiting = this.#waiting.filter((waiting) => waiting.seq > seq);
  }

  /** Return the next change set, null if there is none or an earlier one is missing. */
  take(): ChangeSet | null {
    for (;;) {
      const next = this.#waiting[0];
      if (!next || next.seq > this.seq + 1) return null;
      this.#waiting.shift();
      // One change set over many inputs comes in parts, some with one number.
      const part = `${next.id} ${next.input_id}`;
      if (!this.#isNew(next, part)) continue;
      if (next.seq > this.seq) this.#taken.clear();
      this.#taken.add(part);
      this.seq = next.seq;
      return next;
    }
  }

  #isNew(next: ChangeSet, part: string): boolean {
    if (next.seq !== this.seq) return next.seq > this.seq;
    return this.#taken.size > 0 && !this.#taken.has(part) && !this.#taken.has(`${next.id} null`);
  }

  /** Whether change sets wait for an earlier one. */
  get hasGap(): boolean {
    return this.#waiting.length > 0;
  }
}
