/** The hand: pans the picture. Space held or the middle button borrow it. */

import type { Tool } from '../../editor/tool';
import { Idle } from './Idle';

export const hand: Tool = { id: 'hand', title: 'Hand', key: 'h', idle: (context) => new Idle(context) };
