/** Names behind ids: an app's concepts and annotators, as far as they are known to this page. */

import type { Schemas } from './client';

export interface KnownConcept {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
}

/** A concept that only this page knows yet has no colour of its own; the server gives it one. */
const NEW_COLOUR = '#8a8f98';
const NEW = 'new-concept:';

export class Vocabulary {
  readonly #concepts = new Map<string, KnownConcept>();
  readonly #ids = new Map<string, string>();
  readonly #annotators = new Map<string, string>();
  /** Who works on this page. */
  readonly me: { readonly id: string; readonly name: string; readonly is_admin: boolean };

  constructor(me: Vocabulary['me'], people: readonly { readonly id: string; readonly name: string }[] = []) {
    this.me = me;
    for (const { id, name } of [...people, me]) this.#annotators.set(id, name);
  }

  learnConcept(concept: KnownConcept): void {
    const before = this.#concepts.get(concept.id);
    if (before && this.#ids.get(before.name) === before.id) this.#ids.delete(before.name);
    this.#concepts.set(concept.id, concept);
    this.#ids.set(concept.name, concept.id);
  }

  learnBoard(board: Schemas['BoardOut']): void {
    for (const { concept_id, concept_name, colour, annotator_id, annotator_name } of board.annotations) {
      this.learnConcept({ id: concept_id, name: concept_name, colour });
      this.#annotators.set(annotator_id, annotator_name);
    }
  }

  concept(id: string): KnownConcept | null {
    const known = this.#concepts.get(id);
    if (known || !id.startsWith(NEW)) return known ?? null;
    const [colour, name] = [id.slice(NEW.length, NEW.length + 7), id.slice(NEW.length + 8)];
    return { id, name, colour };
  }

  /** Return the concept's id, or a stand-in for one that the server will create. */
  idOf(name: string, colour: string = NEW_COLOUR): string {
    return this.#ids.get(name) ?? `${NEW}${colour}:${name}`;
  }

  annotatorName(id: string): string | null {
    return this.#annotators.get(id) ?? null;
  }
}
