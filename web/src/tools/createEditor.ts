/** The list of tools, and an editor that has them all. */

import { Editor } from '../editor/Editor';
import type { Tool } from '../editor/tool';
import { box } from './box/box';
import { hand } from './hand/hand';
import { polygon } from './polygon/polygon';
import { select } from './select/select';

/** The first is the one Esc goes back to. */
export const TOOLS: readonly [Tool, ...Tool[]] = [select, box, polygon, hand];

export function createEditor(): Editor {
  return new Editor(TOOLS);
}
