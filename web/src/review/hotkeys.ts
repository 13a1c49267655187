/** The twenty hotkeys of a pane: which row or concept each belongs to. */

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

/** In the order in which rows get them: 1 to 9, 0, then the same with Shift. */
export const HOTKEYS: readonly string[] = [...DIGITS, ...DIGITS.map((digit) => `Shift+${digit}`)];

/** Return the hotkey of a row, null beyond the twentieth. */
export function hotkeyAt(place: number): string | null {
  return HOTKEYS[place] ?? null;
}

/** Which concept each hotkey draws. */
export type Hotkeys = ReadonlyMap<string, string>;

export const NO_HOTKEYS: Hotkeys = new Map();

/** A concept with the hotkey that the app's vocabulary gives it. */
export interface KeyedConcept {
  readonly name: string;
  readonly hotkey?: string | null;
}

/**
 * Return which concept each hotkey draws.
 *
 * A concept's own hotkey comes first, whether the pane shows the concept or not. The others go in order to the concepts
 * shown. What a concept was given it keeps as long as the input is open: the list may move, the keys do not. Only when
 * none is left, a concept that is not shown any more gives its key away.
 *
 * Args:
 *   before: what was returned before for the same input.
 */
export function assignHotkeys(concepts: readonly KeyedConcept[], shown: readonly string[], before: Hotkeys): Hotkeys {
  const own = concepts.flatMap(({ name, hotkey }) => (hotkey ? [[hotkey, name] as const] : []));
  const given = new Map(own);
  const named = new Set(given.values());
  const give = (hotkey: string, name: string) => {
    given.set(hotkey, name);
    named.add(name);
  };
  for (const [hotkey, name] of before) if (!given.has(hotkey) && !named.has(name)) give(hotkey, name);
  const idle = [...given].filter(([hotkey, name]) => before.get(hotkey) === name && !shown.includes(name));
  const free = [...HOTKEYS.filter((hotkey) => !given.has(hotkey)), ...idle.map(([hotkey]) => hotkey)];
  for (const name of shown) {
    const hotkey = named.has(name) ? undefined : free.shift();
    if (hotkey !== undefined) give(hotkey, name);
  }
  return given;
}

/** Return the hotkey of each concept that has one. */
export function hotkeysByConcept(hotkeys: Hotkeys): ReadonlyMap<string, string> {
  return new Map([...hotkeys].map(([hotkey, name]) => [name, hotkey]));
}
