/** Tells the second press of a double click, which browsers only tell when it has come up again. */

/** Source: the default of the common desktops. */
const DOUBLE_CLICK_MS = 500;
const SAME_PLACE_PX = 5;

type Press = Pick<PointerEvent, 'clientX' | 'clientY' | 'timeStamp'>;

export class SecondPress {
  #last: Press | null = null;

  /** Say whether this press follows the one before so closely that both are one double click. */
  isSecond(press: Press): boolean {
    const before = this.#last;
    const { clientX, clientY, timeStamp } = press;
    this.#last = { clientX, clientY, timeStamp };
    if (!before || timeStamp - before.timeStamp > DOUBLE_CLICK_MS) return false;
    return Math.hypot(clientX - before.clientX, clientY - before.clientY) <= SAME_PLACE_PX;
  }
}
