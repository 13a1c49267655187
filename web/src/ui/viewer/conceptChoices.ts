/** What the field "Select or add concepts" offers for a typed text. */

import { foldForSearch } from '../../review/search';

export interface ConceptChoice {
  readonly id: string;
  readonly name: string;
  /** A concept of the app, a name the model knows, or a new concept. */
  readonly kind: 'app' | 'model' | 'new';
}

/** So many are listed: more are found by typing on. */
const MOST = 50;

/**
 * Return the app's concepts, then the model's names that hold the text, those that begin with it first, and last the
 * text itself as a new concept where no concept is called exactly so.
 *
 * Args:
 *   folded: the text as it is compared.
 */
export function conceptChoices(
  text: string,
  folded: string,
  appNames: readonly string[],
  modelNames: readonly string[],
): ConceptChoice[] {
  const known = new Set(appNames);
  const choices: ConceptChoice[] = [
    ...matching(folded, appNames).map((name) => ({ id: `app:${name}`, name, kind: 'app' as const })),
    ...matching(
      folded,
      modelNames.filter((name) => !known.has(name)),
    ).map((name) => ({ id: `model:${name}`, name, kind: 'model' as const })),
  ].slice(0, MOST);
  const name = text.trim().normalize('NFC');
  const isKnown = known.has(name) || modelNames.includes(name);
  return name === '' || isKnown ? choices : [...choices, { id: 'new', name, kind: 'new' }];
}

function matching(folded: string, names: readonly string[]): string[] {
  const found = names.filter((name) => foldForSearch(name).includes(folded));
  const begins = (name: string) => foldForSearch(name).startsWith(folded);
  return [...found.filter(begins), ...found.filter((name) => !begins(name))];
}
