/** What a person can wish for on one input, as it is sent to the server. */

import type { Schemas } from './client';

export type Wish =
  | Schemas['AcceptIn']
  | Schemas['AcceptAllIn']
  | Schemas['RevertIn']
  | Schemas['RejectIn']
  | Schemas['RestoreIn']
  | Schemas['AddIn']
  | Schemas['EditRegionsIn']
  | Schemas['DeleteIn']
  | Schemas['RenameIn']
  | Schemas['ReassignIn']
  | Schemas['MarkDoneIn'];

/**
 * The id that an annotation has on this page until the server gives it one: of the suggestion that it comes from, or
 * of the key of the write that makes it.
 */
export function provisionalId(origin: string): string {
  return `new:${origin}`;
}

export type RegionEdit = Schemas['RegionEditIn'];

/** Return the wish with every edit of a region that there is in it made over. */
export function onEdits(wish: Wish, makeOver: (edit: RegionEdit) => RegionEdit): Wish {
  return wish.action === 'edit_regions' ? { ...wish, edits: wish.edits.map(makeOver) } : wish;
}

/** Return the wish with every annotation id replaced by the one that the server knows. */
export function withRealIds(wish: Wish, realIdOf: (id: string) => string): Wish {
  switch (wish.action) {
    case 'delete':
    case 'rename':
    case 'reassign':
      return { ...wish, annotation_ids: wish.annotation_ids.map(realIdOf) };
    case 'edit_regions':
      return onEdits(wish, (edit) =>
        edit.annotation_id ? { ...edit, annotation_id: realIdOf(edit.annotation_id) } : edit,
      );
    default:
      return wish;
  }
}
