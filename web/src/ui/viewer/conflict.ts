/** Two people changed one region: who comes second is told, and can still have it their way. */

import { ProblemError } from '../../sync/client';
import type { ToastAction } from '../kit/toast';

/** Somebody else has changed or deleted the label, or it is theirs. */
const MEANWHILE = new Set(['revision_stale', 'changed_meanwhile']);
const GONE = new Set(['not_yours', 'annotation_deleted', 'annotation_not_found']);

export interface Ways {
  /** Change the region all the same: on what it is now. */
  readonly again: () => void;
  /** Add it as a label of one's own. */
  readonly add: () => void;
}

/** Return what can be done about a refused change of a region, so that nothing drawn is lost; null if that is nothing. */
export function wayOut(error: unknown, ways: Ways): ToastAction | null {
  return error instanceof ProblemError ? wayOutOf(error.code, ways) : null;
}

/** Return the same for the code of a problem. */
export function wayOutOf(code: string, ways: Ways): ToastAction | null {
  if (MEANWHILE.has(code)) return { title: 'Use mine', run: ways.again };
  return GONE.has(code) ? { title: 'Add mine', run: ways.add } : null;
}
