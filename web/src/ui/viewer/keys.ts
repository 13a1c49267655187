/** Every key of the Input-Viewer, once: the handler, the tooltips and the help sheet read this table. */

import type { PaneId } from './Labels.svelte';

/** What keys can do; the page gives it. */
export interface KeyCommands {
  setTool(id: 'select' | 'box' | 'hand'): void;
  fit(): void;
  go(step: 1 | -1): void;
  finish(): void;
  acceptAll(): void;
  acceptTargets(): void;
  rejectTargets(): void;
  removeTargets(): void;
  walk(step: 1 | -1): void;
  undo(): void;
  redo(): void;
  focusPane(pane: PaneId): void;
  toggleClassification(place: number): void;
  showHelp(): void;
  escape(): void;
}

export type KeyGroup = 'Review' | 'Canvas' | 'Moving' | 'Panes';

export interface KeyBinding {
  readonly id: string;
  readonly title: string;
  readonly group: KeyGroup;
  /** As in KeyboardEvent.key, with `Mod+` (Ctrl, or Cmd on a Mac) and `Shift+`; the first one is shown in tooltips. */
  readonly keys: readonly string[];
  readonly run: (commands: KeyCommands, key: string) => void;
  /** A key that is held does it again and again: never what decides about labels. */
  readonly isRepeated?: true;
  /** Only where this holds. */
  readonly when?: 'hasTargets' | 'inClassifications';
}

export interface KeySituation {
  /** A row has the focus or is selected. */
  readonly hasTargets: boolean;
  /** The Classifications pane owns the digits. */
  readonly inClassifications: boolean;
}

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

export const KEYS: readonly KeyBinding[] = [
  {
    id: 'accept',
    group: 'Review',
    title: 'Accept the selected suggestion',
    keys: [' '],
    when: 'hasTargets',
    run: (to) => to.acceptTargets(),
  },
  {
    id: 'reject',
    group: 'Review',
    title: 'Reject the selected suggestion',
    keys: ['x'],
    run: (to) => to.rejectTargets(),
  },
  {
    id: 'acceptAll',
    group: 'Review',
    title: 'Accept all AI assist predictions',
    keys: ['a'],
    run: (to) => to.acceptAll(),
  },
  {
    id: 'remove',
    group: 'Review',
    title: 'Delete the selected label',
    keys: ['Delete', 'Backspace'],
    run: (to) => to.removeTargets(),
  },
  {
    id: 'nextOpen',
    group: 'Review',
    title: 'Next open suggestion',
    keys: ['n', 'j'],
    isRepeated: true,
    run: (to) => to.walk(1),
  },
  {
    id: 'previousOpen',
    group: 'Review',
    title: 'Previous open suggestion',
    keys: ['Shift+n', 'k'],
    isRepeated: true,
    run: (to) => to.walk(-1),
  },
  { id: 'undo', group: 'Review', title: 'Undo', keys: ['Mod+z'], isRepeated: true, run: (to) => to.undo() },
  {
    id: 'redo',
    group: 'Review',
    title: 'Redo',
    keys: ['Shift+Mod+z', 'Mod+y'],
    isRepeated: true,
    run: (to) => to.redo(),
  },
  {
    id: 'finish',
    group: 'Moving',
    title: 'Mark as done, open the next input',
    keys: ['Enter'],
    run: (to) => to.finish(),
  },
  {
    id: 'next',
    group: 'Moving',
    title: 'Next input',
    keys: ['ArrowDown', ']'],
    isRepeated: true,
    run: (to) => to.go(1),
  },
  {
    id: 'previous',
    group: 'Moving',
    title: 'Previous input',
    keys: ['ArrowUp', '['],
    isRepeated: true,
    run: (to) => to.go(-1),
  },
  { id: 'select', group: 'Canvas', title: 'Select', keys: ['v'], run: (to) => to.setTool('select') },
  { id: 'box', group: 'Canvas', title: 'Box', keys: ['b'], run: (to) => to.setTool('box') },
  { id: 'hand', group: 'Canvas', title: 'Hand', keys: ['h'], run: (to) => to.setTool('hand') },
  { id: 'fit', group: 'Canvas', title: 'Fit the picture', keys: ['f'], run: (to) => to.fit() },
  {
    id: 'classifications',
    group: 'Panes',
    title: 'Go to Classifications',
    keys: ['c'],
    run: (to) => to.focusPane('classifications'),
  },
  { id: 'objects', group: 'Panes', title: 'Go to Objects', keys: ['o'], run: (to) => to.focusPane('objects') },
  {
    id: 'digit',
    group: 'Panes',
    title: 'Check or uncheck that row of Classifications',
    keys: DIGITS,
    when: 'inClassifications',
    run: (to, key) => to.toggleClassification((DIGITS as readonly string[]).indexOf(key)),
  },
  {
    id: 'escape',
    group: 'Panes',
    title: 'Leave the pane, the tool or the selection',
    keys: ['Escape'],
    run: (to) => to.escape(),
  },
  { id: 'help', group: 'Panes', title: 'Show all keys', keys: ['?'], run: (to) => to.showHelp() },
];

/** What the canvas itself answers to, for the help sheet. */
export const CANVAS_GESTURES: readonly (readonly [string, string])[] = [
  ['Zoom at the pointer', 'Wheel, pinch'],
  ['Move the picture', 'Hold Space and drag'],
  ['Move the selected box by 1 px', 'Arrows'],
  ['Move it by 10 px', 'Shift+Arrows'],
  ['The region under the top one', 'Alt+click'],
  ['Place a box without a pointer', 'Shift+Enter'],
];

/** Return the hotkey of a row of Classifications, null beyond the tenth. */
export function hotkeyOf(place: number): string | null {
  return DIGITS[place] ?? null;
}

/** Return what a pressed key does in this situation. */
export function bindingFor(pressed: PressedKey, situation: KeySituation): KeyBinding | null {
  if (pressed.altKey) return null;
  const found = KEYS.find(({ keys }) => keys.some((key) => isPressed(key, pressed)));
  return found && (found.when === undefined || situation[found.when]) ? found : null;
}

/** Return the first key of a binding as it is printed: "Ctrl+Z", on a Mac "⌘Z". */
export function keysOf(id: string, isMac: boolean): string {
  const [first] = KEYS.find((binding) => binding.id === id)?.keys ?? [];
  return first === undefined ? '' : formatKey(first, isMac);
}

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowDown: 'Down',
  ArrowUp: 'Up',
  Escape: 'Esc',
};

export function formatKey(key: string, isMac: boolean): string {
  const parts = key.split('+');
  const last = parts.pop() ?? '';
  const name = NAMES[last] ?? (last.length === 1 ? last.toUpperCase() : last);
  const modifiers = parts.map((part) => (part === 'Mod' ? (isMac ? '⌘' : 'Ctrl+') : isMac ? '⇧' : 'Shift+'));
  return modifiers.join('') + name;
}

/** Letters are matched without regard to Caps Lock; signs such as `?` come with whatever Shift their keyboard needs. */
function isPressed(key: string, pressed: PressedKey): boolean {
  const parts = key.split('+');
  const last = parts.pop() ?? '';
  const isLetter = /^[a-z]$/.test(last);
  const isMod = pressed.ctrlKey || pressed.metaKey;
  if (parts.includes('Mod') !== isMod) return false;
  if ((isLetter || last.length > 1 || last === ' ') && parts.includes('Shift') !== pressed.shiftKey) return false;
  return isLetter ? pressed.key.toLowerCase() === last : pressed.key === last;
}
