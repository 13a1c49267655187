/** The Input-Viewer's words for numbers and lists. */

import type { Row } from '../../review/row';

/** Return a probability as it is listed: two decimals. */
export function formatScore(score: number): string {
  return score.toFixed(2);
}

/** Made once: a format made for every number of every row took longer than all else that a key press does. */
const numbers = new Intl.NumberFormat();

/** Return a number with its noun: "1 suggestion", "1,204 suggestions". */
export function countOf(n: number, noun: string): string {
  return `${numbers.format(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** Return the concept of one row, or how many rows there are. */
export function nameList(rows: readonly { readonly conceptName: string }[]): string {
  const names = new Set(rows.map(({ conceptName }) => conceptName));
  const [first] = names;
  if (rows.length === 1 && first !== undefined) return first;
  return names.size === 1 ? `${rows.length} ${first}` : countOf(rows.length, 'label');
}

/** Return who put a row there, one line each: "Ada accepted it", "general-detection@1 suggested it". */
export function annotatorsOf({ annotators, modelVersion }: Row): string[] {
  const people = annotators.map(({ name, did }) => `${name} ${did} it`);
  const model = modelVersion === null ? [] : [`${modelVersion.replace(/^\w+:/, '')} suggested it`];
  return [...people, ...model];
}

/** Return why a label of others cannot be changed, as the server would say it. */
export function refusalOf({ annotators }: Row): { detail: string; hint: string } {
  const names = annotators.map(({ name }) => name).join(', ');
  return {
    detail: `The label was put there by ${names}, so it is not yours to change.`,
    hint: 'Ask its annotator or an admin of the app, or add a label of your own.',
  };
}

export function formatBytes(n: number): string {
  if (n < 1000) return `${n} B`;
  return n < 1_000_000 ? `${Math.round(n / 1000)} kB` : `${(n / 1_000_000).toFixed(1)} MB`;
}
