/** Light or dark: what the user chose, else what the system has. */

export type ThemeChoice = 'auto' | 'light' | 'dark';

const KEY = 'labelwright.theme';
const CHOICES: readonly ThemeChoice[] = ['auto', 'light', 'dark'];

class Theme {
  #choice = $state<ThemeChoice>(CHOICES.find((choice) => choice === localStorage.getItem(KEY)) ?? 'auto');
  #systemIsDark = $state(false);

  constructor() {
    const system = matchMedia('(prefers-color-scheme: dark)');
    this.#systemIsDark = system.matches;
    system.addEventListener('change', (event) => (this.#systemIsDark = event.matches));
    this.#show();
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  /** The theme in force. */
  get current(): 'light' | 'dark' {
    if (this.#choice !== 'auto') return this.#choice;
    return this.#systemIsDark ? 'dark' : 'light';
  }

  /** Go from automatic to light to dark and round again. */
  next(): void {
    this.#choice = CHOICES[(CHOICES.indexOf(this.#choice) + 1) % CHOICES.length] ?? 'auto';
    localStorage.setItem(KEY, this.#choice);
    this.#show();
  }

  #show(): void {
    document.documentElement.dataset['theme'] = this.#choice;
  }
}

export const theme = new Theme();
