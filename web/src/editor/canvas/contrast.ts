/** Black or white: whichever can be told from a concept's colour. */

/**
 * Return the relative luminance of `#rrggbb` in [0, 1].
 *
 * Source: WCAG 2.2, definition of relative luminance.
 */
export function luminance(colour: string): number {
  const channel = (start: number) => {
    const value = parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** The luminance at which black and white have the same contrast: (1.05 / (L + 0.05)) = ((L + 0.05) / 0.05). */
const MIDDLE = Math.sqrt(1.05 * 0.05) - 0.05;

const known = new Map<string, '#000000' | '#ffffff'>();

export function contrastOf(colour: string): '#000000' | '#ffffff' {
  const before = known.get(colour);
  if (before) return before;
  const contrast = luminance(colour) > MIDDLE ? '#000000' : '#ffffff';
  known.set(colour, contrast);
  return contrast;
}
