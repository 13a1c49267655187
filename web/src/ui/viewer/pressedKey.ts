/** From a pressed key to its line in the table of keys, whatever the keyboard's layout. */

import { KEYS, type KeyBinding, type KeySituation } from './keys';

export interface PressedKey {
  readonly key: string;
  /** The key's place on the keyboard, as in KeyboardEvent.code. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** Num Lock is on: the numpad types digits, also while Shift makes `key` something else. */
  readonly isNumLocked: boolean;
}

export interface FoundKey {
  readonly binding: KeyBinding;
  /** Which of the binding's keys it is. */
  readonly key: string;
}

export function pressedKeyOf(event: KeyboardEvent): PressedKey {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  return { key, code, ctrlKey, metaKey, altKey, shiftKey, isNumLocked: event.getModifierState('NumLock') };
}

/** Return what a pressed key does in this situation: the first line of the table that has the key and holds there. */
export function findBinding(pressed: PressedKey, situation: KeySituation): FoundKey | null {
  if (pressed.altKey) return null;
  for (const binding of KEYS) {
    if (binding.when !== undefined && !situation[binding.when]) continue;
    const key = binding.keys.find((candidate) => isPressed(candidate, pressed));
    if (key !== undefined) return { binding, key };
  }
  return null;
}

/**
 * Letters are matched without regard to Caps Lock, and by their place on keyboards of another script. Digits are
 * matched by their place: Shift+1 types "!" on one keyboard, and 1 types "&" on another. Signs such as `?` come with
 * whatever Shift their keyboard needs.
 */
function isPressed(key: string, pressed: PressedKey): boolean {
  const parts = key.split('+');
  const last = parts.pop() ?? '';
  const isMod = pressed.ctrlKey || pressed.metaKey;
  if (parts.includes('Mod') !== isMod) return false;
  const isSign = /^[^a-z0-9 ]$/.test(last);
  if (!isSign && parts.includes('Shift') !== pressed.shiftKey) return false;
  if (/^[0-9]$/.test(last)) return digitOf(pressed) === last;
  return /^[a-z]$/.test(last) ? letterOf(pressed) === last : pressed.key === last;
}

function digitOf({ key, code, isNumLocked }: PressedKey): string | null {
  const [, row, digit] = /^(Digit|Numpad)([0-9])$/.exec(code) ?? [];
  if (digit === undefined) return null;
  const isTyped = row === 'Digit' || isNumLocked || key === digit;
  return isTyped ? digit : null;
}

function letterOf({ key, code }: PressedKey): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const isOfAnotherScript = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  return isOfAnotherScript ? (/^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null) : null;
}
