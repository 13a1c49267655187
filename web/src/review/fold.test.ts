import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import type { Box } from '../geometry/box';
import { foldedSuggestions } from './fold';

type Region = [number, number, number, number] | null;

interface Case {
  name: string;
  annotations: { concept: string; region: Region }[];
  suggestions: { id: string; concept: string; region: Region; score: number }[];
  folded: string[];
}

/** The server's tests read the same file, so that both fold the same. */
const shared = new URL('../../../tests/data/fold_cases.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(shared, 'utf8')) as { cases: Case[] };

function boxOf(region: Region): Box | null {
  if (!region) return null;
  const [xMin, yMin, xMax, yMax] = region;
  return { xMin, yMin, xMax, yMax };
}

describe('folding', () => {
  it.each(cases)('$name', ({ annotations, suggestions, folded }) => {
    const found = foldedSuggestions(
      suggestions.map(({ id, concept, region, score }) => ({ id, conceptName: concept, region: boxOf(region), score })),
      annotations.map(({ concept, region }) => ({ conceptName: concept, region: boxOf(region) })),
    );
    expect([...found].sort()).toEqual([...folded].sort());
  });
});
