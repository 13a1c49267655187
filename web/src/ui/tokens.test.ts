import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { luminance } from '../editor/canvas/contrast';

const CSS = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const THEMES = ['light', 'dark'] as const;
const SURFACES = ['bg', 'bg-sunken', 'bg-raised', 'bg-hover', 'bg-selected'];

function colour(token: string, theme: (typeof THEMES)[number]): string {
  const pair = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(CSS);
  const found = pair?.[theme === 'light' ? 1 : 2];
  if (!found) throw new Error(`There is no colour --${token} in tokens.css.`);
  return found;
}

/** Source: WCAG 2.2, definition of contrast ratio. */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each(THEMES)('in the %s theme', (theme) => {
  test.each(['text', 'text-muted'])('%s is legible on every surface', (token) => {
    for (const surface of [...SURFACES, 'bg-active', 'bg-picture'])
      expect([surface, contrast(colour(token, theme), colour(surface, theme)) >= 4.5]).toEqual([surface, true]);
  });

  test.each([
    ['accent', 'bg'],
    ['accent', 'bg-raised'],
    ['accent', 'bg-hover'],
    ['accent', 'bg-selected'],
    ['danger', 'bg'],
    ['danger', 'bg-raised'],
    ['danger', 'danger-soft'],
    ['warning', 'bg'],
    ['warning', 'warning-soft'],
    ['good', 'bg'],
    ['good', 'good-soft'],
    ['on-accent', 'accent'],
    ['on-accent', 'accent-hover'],
    ['on-danger', 'danger'],
  ])('%s is legible on %s', (token, surface) => {
    expect(contrast(colour(token, theme), colour(surface, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(SURFACES)('the edge of a control is seen on %s', (surface) => {
    expect(contrast(colour('border-control', theme), colour(surface, theme))).toBeGreaterThanOrEqual(3);
  });

  test('the ring of the focus is seen on every surface', () => {
    for (const surface of [...SURFACES, 'bg-active', 'bg-picture'])
      expect(contrast(colour('accent', theme), colour(surface, theme))).toBeGreaterThanOrEqual(3);
  });
});
