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
const TEXT_TURNS_AT = Math.sqrt(1.05 * 0.05) - 0.05;
/**
 * A halo lets a third of the picture through: black is at most of luminance 0.10 then, white at least of 0.38. From about
 * 0.2 on a colour has more contrast with the worst black than with the worst white; pure red, at 0.21, keeps its white.
 */
const HALO_TURNS_AT = 0.25;

type BlackOrWhite = '#000000' | '#ffffff';

const luminances = new Map<string, number>();

/** Return the colour of text on a plate of this colour. */
export function textColourOn(colour: string): BlackOrWhite {
  return knownLuminance(colour) > TEXT_TURNS_AT ? '#000000' : '#ffffff';
}

/** Return the colour of the halo of a line of this colour, and of the gaps between its dashes. */
export function haloColourOf(colour: string): BlackOrWhite {
  return knownLuminance(colour) > HALO_TURNS_AT ? '#000000' : '#ffffff';
}

function knownLuminance(colour: string): number {
  const known = luminances.get(colour) ?? luminance(colour);
  luminances.set(colour, known);
  return known;
}
