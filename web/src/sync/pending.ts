/** What was wished for and is not yet part of the board: in order, as it will probably come out. */

import { applyChanges, BoardUnknown, invertChanges, type Board, type Change, type ChangeSet } from './changes';
import { foresee } from './foresee';
import type { Vocabulary } from './vocabulary';
import type { Wish } from './wish';

export type Asked =
  { readonly kind: 'wish'; readonly wish: Wish } | { readonly kind: 'undo' } | { readonly kind: 'redo' };

export interface Pending {
  /** The idempotency key: sending it again does it once. */
  readonly key: string;
  readonly asked: Asked;
  /** What an undo or redo takes back; known from when it is sent. */
  target: ChangeSet | null;
  /** The server's answer, while earlier change sets of others are still on their way. */
  answer: ChangeSet | null;
}

/** Change sets of this visit that can be taken back, and those that were. */
export interface History {
  readonly done: readonly { readonly changes: readonly Change[] }[];
  readonly undone: readonly { readonly changes: readonly Change[] }[];
}

export interface Foreseen {
  readonly board: Board;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** Return the board as it will be when everything pending is done, and what can be undone and redone then. */
export function foreseePending(
  base: Board,
  pendings: readonly Pending[],
  history: History,
  vocabulary: Vocabulary,
  realIds: (wish: Wish, board: Board) => Wish,
): Foreseen {
  let board = base;
  const done = history.done.map(({ changes }) => changes);
  let undone = history.undone.map(({ changes }) => changes);
  for (const { key, asked, target, answer } of pendings) {
    if (answer) board = tryApply(board, answer.changes.filter(isOnBoard), answer.seq, vocabulary);
    else if (asked.kind === 'wish') {
      const changes = foresee(realIds(asked.wish, board), board, key, vocabulary);
      board = tryApply(board, changes, null, vocabulary);
      if (changes.length > 0) {
        done.push(changes);
        undone = [];
      }
    } else {
      const [from, to] = asked.kind === 'undo' ? [done, undone] : [undone, done];
      const changes = invertChanges(target?.changes ?? from.pop() ?? []);
      board = tryApply(board, changes, null, vocabulary);
      if (changes.length > 0) to.push(changes);
    }
  }
  return { board, canUndo: done.length > 0, canRedo: undone.length > 0 };
}

/** A concept relation has no place on a board: what it changes there comes when the board is loaded again. */
function isOnBoard({ kind }: Change): boolean {
  return kind !== 'relation';
}

/** What cannot be foreseen is waited for. */
function tryApply(board: Board, changes: readonly Change[], seq: number | null, vocabulary: Vocabulary): Board {
  try {
    return applyChanges(board, changes, seq, vocabulary);
  } catch (error) {
    if (error instanceof BoardUnknown) return board;
    throw error;
  }
}
