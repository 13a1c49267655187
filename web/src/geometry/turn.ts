/** Quarter turns of the view. The picture and its regions stay as they are; only what is seen of them is turned. */

import type { Size } from './box';

/** How often the view is turned by 90 degrees clockwise. */
export type QuarterTurn = 0 | 1 | 2 | 3;

/** Of each turn, clockwise on a screen whose y grows downwards. */
const COSINES = [1, 0, -1, 0] as const;
const SINES = [0, 1, 0, -1] as const;

/** Return the turn after `quarters` more of them, clockwise; negative ones go the other way. */
export function turnOn(turn: QuarterTurn, quarters: number): QuarterTurn {
  return ((((turn + quarters) % 4) + 4) % 4) as QuarterTurn;
}

export function cosineOf(turn: QuarterTurn): -1 | 0 | 1 {
  return COSINES[turn];
}

export function sineOf(turn: QuarterTurn): -1 | 0 | 1 {
  return SINES[turn];
}

/** Return where the direction (x, y) of the picture points on the turned screen. */
export function turnDirection(x: number, y: number, turn: QuarterTurn): readonly [number, number] {
  const [cosine, sine] = [COSINES[turn], SINES[turn]];
  return [cosine * x - sine * y + 0, sine * x + cosine * y + 0];
}

/** Return which direction of the picture (x, y) on the turned screen is. */
export function turnDirectionBack(x: number, y: number, turn: QuarterTurn): readonly [number, number] {
  return turnDirection(x, y, turnOn(0, -turn));
}

/** Return the size of the picture as it is seen: turned to the side, its width is its height. */
export function turnedSize({ width, height }: Size, turn: QuarterTurn): Size {
  return turn % 2 === 0 ? { width, height } : { width: height, height: width };
}
