/** What goes into the editor: pointers, keys and wheel turns, without the browser's event objects. */

import type { ScreenPoint } from '../geometry/point';

export interface PointerInput {
  readonly type: 'down' | 'move' | 'up' | 'cancel' | 'leave';
  readonly id: number;
  readonly device: 'mouse' | 'pen' | 'touch';
  readonly point: ScreenPoint;
  /** 0 left, 1 middle, 2 right; of a move, -1. */
  readonly button: number;
  readonly alt: boolean;
  readonly shift: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly mod: boolean;
}

export interface KeyInput {
  readonly type: 'down' | 'up';
  /** As in KeyboardEvent.key. */
  readonly key: string;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly mod: boolean;
  readonly repeat: boolean;
}

export interface WheelInput {
  readonly point: ScreenPoint;
  /** CSS pixels; away from the person is negative. */
  readonly deltaY: number;
  /** True for the pinch of a trackpad, which browsers send as ctrl+wheel. */
  readonly pinch: boolean;
}

const DRAG_STARTS_AT_PX = { mouse: 3, pen: 4, touch: 8 } as const;
const REACH_PX = { mouse: 7, pen: 9, touch: 16 } as const;

/** Return how many CSS pixels a press moves before it is a drag. */
export function dragThresholdPx(device: PointerInput['device']): number {
  return DRAG_STARTS_AT_PX[device];
}

/** Return how many CSS pixels away a handle or an edge can be grabbed. */
export function reachPx(device: PointerInput['device']): number {
  return REACH_PX[device];
}

export function keyInputOf(event: KeyboardEvent): KeyInput {
  return {
    type: event.type === 'keyup' ? 'up' : 'down',
    key: event.key,
    alt: event.altKey,
    shift: event.shiftKey,
    mod: event.ctrlKey || event.metaKey,
    repeat: event.repeat,
  };
}
