/** Points, told apart by the space they are measured in, so that a mix-up does not compile. */

declare const space: unique symbol;

/** A place in the picture: float pixels of the EXIF-turned image, origin top left. */
export interface ImagePoint {
  readonly x: number;
  readonly y: number;
  readonly [space]: 'image';
}

/** A place on the canvas: CSS pixels, origin at the top left of the canvas. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
  readonly [space]: 'screen';
}

export function imagePoint(x: number, y: number): ImagePoint {
  return { x, y } as ImagePoint;
}

export function screenPoint(x: number, y: number): ScreenPoint {
  return { x, y } as ScreenPoint;
}

/** Return how far `a` is from `b`, in the unit of their space. */
export function distance<P extends ImagePoint | ScreenPoint>(a: P, b: P): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Return the screen point halfway between `a` and `b`. */
export function midpoint(a: ScreenPoint, b: ScreenPoint): ScreenPoint {
  return screenPoint((a.x + b.x) / 2, (a.y + b.y) / 2);
}
