/** The box tool: drag to draw a box with the concept in use. */

import type { Tool } from '../../editor/tool';
import { Idle } from './Idle';

export const box: Tool = { id: 'box', title: 'Box', key: 'b', idle: (context) => new Idle(context) };
