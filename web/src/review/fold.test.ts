import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { imagePoint } from '../geometry/point';
import { boxRegion, polygonRegion, type Region } from '../regions/region';
import { foldedSuggestions } from './fold';

type RegionJson = [number, number, number, number] | [number, number][] | null;

interface Case {
  name: string;
  annotations: { concept: string; region: RegionJson }[];
  suggestions: { id: string; concept: string; region: RegionJson; score: number }[];
  folded: string[];
}

/** The server's tests read the same file, so that both fold the same. */
const shared = new URL('../../../tests/data/fold_cases.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(shared, 'utf8')) as { cases: Case[] };

function regionOf(json: RegionJson): Region | null {
  if (!json) return null;
  if (Array.isArray(json[0])) return polygonRegion((json as [number, number][]).map(([x, y]) => imagePoint(x, y)));
  const [xMin, yMin, xMax, yMax] = json as [number, number, number, number];
  return boxRegion({ xMin, yMin, xMax, yMax });
}

describe('folding', () => {
  it.each(cases)('$name', ({ annotations, suggestions, folded }) => {
    const found = foldedSuggestions(
      suggestions.map(({ id, concept, region, score }) => ({
        id,
        conceptName: concept,
        region: regionOf(region),
        score,
      })),
      annotations.map(({ concept, region }) => ({ conceptName: concept, region: regionOf(region) })),
    );
    expect([...found].sort()).toEqual([...folded].sort());
  });
});
