/** How keys are printed: in tooltips, rows, the help sheet and the palette. */

import { KEYS } from './keys';

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowDown: 'Down',
  ArrowUp: 'Up',
  Escape: 'Esc',
};

/** Return the first key of a binding as it is printed: "Ctrl+Z", on a Mac "⌘Z"; empty where there is none. */
export function keysOf(id: string, isMac: boolean): string {
  const [first] = KEYS.find((binding) => binding.id === id)?.keys ?? [];
  return first === undefined ? '' : formatKey(first, isMac);
}

export function formatKey(key: string, isMac: boolean): string {
  const parts = key.split('+');
  const last = parts.pop() ?? '';
  const name = NAMES[last] ?? (last.length === 1 ? last.toUpperCase() : last);
  const modifiers = parts.map((part) => (part === 'Mod' ? (isMac ? '⌘' : 'Ctrl+') : isMac ? '⇧' : 'Shift+'));
  return modifiers.join('') + name;
}

/** Return a hotkey as a row has room for it: "7", "⇧7". */
export function formatHotkey(hotkey: string): string {
  return formatKey(hotkey, true);
}

/** Return the keys of a binding for the help sheet; many in a row are written as the first and the last. */
export function listKeys(keys: readonly string[], isMac: boolean): string[] {
  if (keys.length <= 4) return keys.map((key) => formatKey(key, isMac));
  const [plain, shifted] = [keys.filter((key) => !key.includes('+')), keys.filter((key) => key.includes('+'))];
  return [plain, shifted]
    .filter((part) => part.length > 0)
    .map((part) => `${formatKey(part[0] ?? '', isMac)} – ${formatKey(part.at(-1) ?? '', isMac)}`);
}
