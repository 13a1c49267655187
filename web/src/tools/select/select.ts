/** The select tool: click selects, a drag moves or resizes what is selected, else pans. */

import type { Tool } from '../../editor/tool';
import { Idle } from './Idle';

export const select: Tool = { id: 'select', title: 'Select', key: 'v', idle: (context) => new Idle(context) };
