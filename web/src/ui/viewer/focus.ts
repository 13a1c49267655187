/** Where the keyboard's focus is: on the canvas, if it is nowhere else. */

/**
 * Keep the focus off a row that is pressed: keys go on to act on the picture, Up and Down to other inputs. A text field
 * that has the focus gives it up.
 */
export function keepFocusOff(event: MouseEvent): void {
  event.preventDefault();
  if (document.activeElement instanceof HTMLInputElement) focusCanvas();
}

/**
 * Give the focus to the canvas: it is at home there, where Tab walks through the suggestions. Elsewhere Tab goes from
 * control to control, as everywhere.
 */
export function focusCanvas(): void {
  canvas()?.focus({ preventScroll: true });
}

/** Return the row that has the focus. */
export function focusedRowId(): string | null {
  return document.activeElement?.closest('[data-row]')?.getAttribute('data-row') ?? null;
}

/** Give the focus back to a row that lost it because the list was put into another order; to the canvas if it is gone. */
export function keepFocusOnRow(id: string): void {
  if (document.activeElement !== document.body) return;
  const check = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] [data-check]`);
  if (check) check.focus({ preventScroll: true });
  else focusCanvas();
}

/** Give the canvas up: the next Tab goes to what comes after it. */
export function leaveCanvas(): void {
  canvas()?.blur();
}

export function isOnCanvas(element: Element | null): boolean {
  return element?.hasAttribute('data-canvas') ?? false;
}

/** Give the focus to the first handle of the selected region, if it is drawn. */
export function focusHandles(): void {
  visibleHandles()[0]?.focus();
}

/** Return what is drawn around the one selected region, null where there is none. */
export function selectedOnCanvas(): Element | null {
  const [handle] = visibleHandles();
  return handle?.parentElement ?? null;
}

function visibleHandles(): SVGElement[] {
  const handles = [...(canvas()?.querySelectorAll<SVGElement>('svg [tabindex="0"]') ?? [])];
  return handles.filter((handle) => handle.checkVisibility());
}

function canvas(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-canvas]');
}
