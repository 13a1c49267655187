/** The Input-Viewer's words for numbers and lists. */

import type { Row } from '../../review/row';

/** Return a probability as it is listed: two decimals. */
export function formatScore(score: number): string {
  return score.toFixed(2);
}

/** Return a number with its noun: "1 suggestion", "1,204 suggestions". */
export function countOf(n: number, noun: string): string {
  return `${n.toLocaleString()} ${noun}${n === 1 ? '' : 's'}`;
}

/** Return the concept of one row, or how many rows there are. */
export function nameList(rows: readonly { readonly conceptName: string }[]): string {
  const names = new Set(rows.map(({ conceptName }) => conceptName));
  const [first] = names;
  if (rows.length === 1 && first !== undefined) return first;
  return names.size === 1 ? `${rows.length} ${first}` : countOf(rows.length, 'label');
}

const DID = { open: 'added', accepted: 'accepted', edited: 'edited', rejected: 'rejected' } as const;

/** Return who put a row there, one line each: "Ada accepted it", "general-detection@1 suggested it". */
export function annotatorsOf({ annotatorName, modelVersion, score, state }: Row): string[] {
  const person = annotatorName === null ? [] : [`${annotatorName} ${score === null ? 'added' : DID[state]} it`];
  const model = modelVersion === null ? [] : [`${modelVersion.replace(/^\w+:/, '')} suggested it`];
  return [...person, ...model];
}

export function formatBytes(n: number): string {
  if (n < 1000) return `${n} B`;
  return n < 1_000_000 ? `${Math.round(n / 1000)} kB` : `${(n / 1_000_000).toFixed(1)} MB`;
}
