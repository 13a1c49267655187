/** From key presses to what they do: first whoever has the focus, then the canvas, then the table of keys. */

import { keyInputOf } from '../../editor/input';
import type { KeyCommands, KeySituation } from '../../ui/viewer/keys';
import { findBinding, pressedKeyOf } from '../../ui/viewer/pressedKey';
import type { PaletteState } from '../../ui/palette/PaletteState.svelte';
import { IS_MAC } from '../../ui/viewer/context';
import { focusCanvas, isOnCanvas } from '../../ui/viewer/focus';
import type { Viewer } from '../../ui/viewer/Viewer.svelte';

/** Take a keydown of the page. */
export function pressKey(event: KeyboardEvent, viewer: Viewer, commands: KeyCommands, palette: PaletteState): void {
  if (event.defaultPrevented || event.isComposing || isInDialog(event.target)) return;
  if (palette.isOpen) return typeAhead(event, palette);
  if (isTyping(event.target)) return pressInField(event, viewer, commands);
  if (isControlsOwn(event)) return;
  const found = findBinding(pressedKeyOf(event), situationOf(viewer));
  const isLeaving = event.key === 'Escape' && (isInPane(event.target) || isHandle(event.target));
  const isBefore = (found?.binding.isBeforeCanvas && !viewer.editor.isBusy) ?? isLeaving;
  if (!isBefore && viewer.editor.dispatchKey(keyInputOf(event))) return event.preventDefault();
  if (!found) return;
  event.preventDefault();
  if (event.repeat && !found.binding.isRepeated) return;
  found.binding.run(commands, found.key);
}

/** Return what decides which keys act. */
export function situationOf({ labels, walk, isSidebarOpen }: Viewer): KeySituation {
  return {
    isWalking: walk.isOn && labels.focusedRow === null,
    canWalkByTab: isOnCanvas(document.activeElement) && walk.open.length > 0,
    hasTargets: labels.targets.length > 0,
    inClassifications: isSidebarOpen && labels.digitsPane === 'classifications',
    inObjects: isSidebarOpen && labels.digitsPane === 'objects',
  };
}

/** Take a keyup of the page: the canvas ends what was held. */
export function releaseKey(event: KeyboardEvent, viewer: Viewer): void {
  viewer.editor.dispatchKey(keyInputOf(event));
}

const TEXT_TYPES = new Set(['text', 'search', 'number', 'url', 'email', 'password', 'tel']);

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return TEXT_TYPES.has(target.type);
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], dialog') !== null;
}

/** The palette is open but not on the screen yet: what is typed is for it. */
function typeAhead(event: KeyboardEvent, palette: PaletteState): void {
  if (event.key === 'Escape') palette.isOpen = false;
  else if (!event.ctrlKey && !event.metaKey) palette.type(event.key);
  event.preventDefault();
}

function isInPane(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-pane]') !== null;
}

function isHandle(target: EventTarget | null): boolean {
  return target instanceof SVGElement && target.closest('[data-canvas]') !== null;
}

/** Esc leaves a text field; everything else is typed, but for the few keys that type nothing anywhere. */
function pressInField(event: KeyboardEvent, viewer: Viewer, commands: KeyCommands): void {
  if (event.key === 'Escape') return focusCanvas();
  const found = findBinding(pressedKeyOf(event), situationOf(viewer));
  // On a Mac, Ctrl with a letter edits text.
  if (!found?.binding.worksWhileTyping || (IS_MAC && event.ctrlKey)) return;
  event.preventDefault();
  found.binding.run(commands, found.key);
}

/**
 * Keys that the focused control has a meaning for itself: press a button, move a slider, open a link. A slider that was
 * dragged keeps the focus for Left and Right; Up and Down go to other inputs from everywhere.
 */
function isControlsOwn(event: KeyboardEvent): boolean {
  const { target, key } = event;
  if (!(target instanceof Element)) return false;
  if (target.matches('input[type="range"]')) return /^(ArrowLeft|ArrowRight|Page|Home|End)/.test(key);
  const isPress = key === 'Enter' || key === ' ';
  return isPress && !event.ctrlKey && !event.metaKey && target.closest('button, a[href], summary, select') !== null;
}
