/** Where the keyboard's focus is after a press of the mouse. */

/**
 * Keep the focus off a row that is pressed: keys go on to act on the picture, Up and Down to other inputs. A text field
 * that has the focus gives it up.
 */
export function keepFocusOff(event: MouseEvent): void {
  event.preventDefault();
  if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
}
