/** The annotations this page has made: the ids it gave them before the server did, and their newest revisions. */

import type { Board, ChangeSet } from './changes';
import { onEdits, provisionalId, withRealIds, type Wish } from './wish';

export class OwnIds {
  readonly #real = new Map<string, string>();
  readonly #keys = new Map<string, string>();
  readonly #revisions = new Map<string, number>();

  /** Learn from the server's answer; `key` is of the wish, null for an undo or redo, which bring known ids back. */
  learn(changeSet: ChangeSet, key: string | null): void {
    for (const { kind, id, before, after } of changeSet.changes) {
      if (kind !== 'annotation' || !after) continue;
      this.#revisions.set(id, changeSet.seq);
      if (before || key === null) continue;
      const suggestionId = after['suggestion_id'] as string | null;
      const provisional = provisionalId(suggestionId ?? key);
      this.#real.set(provisional, id);
      if (!suggestionId) this.#keys.set(id, provisional);
    }
  }

  /** An id that stays the same from the wish on, over the server's answer: the suggestion's if there is one behind. */
  keyOf(annotation: { readonly id: string; readonly suggestion_id: string | null }): string {
    return annotation.suggestion_id ?? this.#keys.get(annotation.id) ?? annotation.id;
  }

  /** An id that is on the board is meant itself: an annotation may be on its way again after an undo. */
  toReal(wish: Wish, board?: Board): Wish {
    const isOnBoard = (id: string) => board?.annotations.some((annotation) => annotation.id === id) ?? false;
    return withRealIds(wish, (id) => (isOnBoard(id) ? id : this.realIdOf(id)));
  }

  realIdOf(id: string): string {
    return this.#real.get(id) ?? id;
  }

  /** Say on which revisions edits were decided: those seen, or what this page has made of them since. */
  decidedOn(wish: Wish): Wish {
    return onEdits(wish, (edit) => {
      const { annotation_id, revision } = edit;
      if (!annotation_id || typeof revision !== 'number') return edit;
      return { ...edit, revision: Math.max(revision, this.#revisions.get(annotation_id) ?? 0) };
    });
  }
}
