/** The polygon tool: click points, and close on the first one, by double click or by Enter. */

import type { Tool } from '../../editor/tool';
import { Idle } from './Idle';

export const polygon: Tool = { id: 'polygon', title: 'Polygon', key: 'p', idle: (context) => new Idle(context) };
