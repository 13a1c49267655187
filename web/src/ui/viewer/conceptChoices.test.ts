import { describe, expect, it } from 'vitest';

import { foldForSearch } from '../../review/search';
import { conceptChoices } from './conceptChoices';

const offered = (text: string, app: string[], model: string[] = []) =>
  conceptChoices(text, foldForSearch(text), app, model).map(({ kind, name }) => `${kind} ${name}`);

describe('the choice of concepts', () => {
  it('lists the app’s concepts before the model’s, each name once', () => {
    expect(offered('', ['sheep'], ['dog', 'sheep'])).toEqual(['app sheep', 'model dog']);
  });

  it('puts names that begin with the text first, in any case and with any accents', () => {
    expect(offered('CA', ['pecan', 'Café', 'cat'])).toEqual(['app Café', 'app cat', 'app pecan', 'new CA']);
  });

  it('offers the text as typed as a new concept, last', () => {
    expect(offered('  Blue-faced  Leicester ', ['sheep'])).toEqual(['new Blue-faced  Leicester']);
  });

  it('offers no new concept that there is already, but one with other capitals', () => {
    expect(offered('sheep', ['sheep'])).toEqual(['app sheep']);
    expect(offered('dog', [], ['dog'])).toEqual(['model dog']);
    expect(offered('Sheep', ['sheep'])).toEqual(['app sheep', 'new Sheep']);
  });

  it('lists no more than fifty, and the new one still', () => {
    const many = Array.from({ length: 200 }, (_, number) => `kind ${number}`);
    expect(offered('kind', many)).toHaveLength(51);
  });
});
