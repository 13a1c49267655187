/** Whether the command palette is open, and what is typed in it. */

export class PaletteState {
  isOpen = $state(false);
  text = $state('');

  open(): void {
    this.text = '';
    this.isOpen = true;
  }

  /** Keep what is typed before the palette is on the screen. */
  type(key: string): void {
    if (key.length === 1) this.text += key;
  }
}
