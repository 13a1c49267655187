/** How a picture is shown without being changed: brighter, with more contrast or colour, as a negative. */

import { clamp } from '../geometry/box';

/** From -100 to 100; 0 is the picture as it is. */
export interface Adjustments {
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  readonly isInverted: boolean;
}

export type AdjustedBy = 'brightness' | 'contrast' | 'saturation';

export const UNADJUSTED: Adjustments = { brightness: 0, contrast: 0, saturation: 0, isInverted: false };
/** Both ends of a scale. */
export const MOST_ADJUSTED = 100;
/** At the end of its scale, brightness and contrast are multiplied or divided by this. */
const MOST_FACTOR = 4;
/** At the end of its scale, colours are this much stronger; at the other end there are none. */
const MOST_SATURATION = 3;

export function isUnadjusted({ brightness, contrast, saturation, isInverted }: Adjustments): boolean {
  return brightness === 0 && contrast === 0 && saturation === 0 && !isInverted;
}

/** Return a typed or stored number as a step of the scale. */
export function scaleStep(value: number): number {
  return Math.round(clamp(value, -MOST_ADJUSTED, MOST_ADJUSTED)) + 0;
}

/** Return the CSS filter; the negative comes first, so that brighter means what is seen. Empty for the picture as it is. */
export function filterOf({ brightness, contrast, saturation, isInverted }: Adjustments): string {
  const parts = [
    isInverted ? 'invert(1)' : '',
    brightness === 0 ? '' : `brightness(${factorOf(brightness)})`,
    contrast === 0 ? '' : `contrast(${factorOf(contrast)})`,
    saturation === 0 ? '' : `saturate(${saturationOf(saturation)})`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** Equal steps are equal ratios, as the eye sees light. */
function factorOf(step: number): number {
  return rounded(MOST_FACTOR ** (step / MOST_ADJUSTED));
}

function saturationOf(step: number): number {
  return rounded(1 + (step / MOST_ADJUSTED) * (step > 0 ? MOST_SATURATION - 1 : 1));
}

function rounded(factor: number): number {
  return Math.round(factor * 1000) / 1000;
}
